import { modify, parse, parseTree, findNodeAtLocation } from 'jsonc-parser';
import type { Frame, Profile } from '../../profile';
import { formatShare, formatShareRange } from '../../units';
import { defaultGate } from '../hint';
import { type ConfigurationHint, type ConfigurationRule, figures } from './hint';
import { selfTimeOf } from './self-time';

/** What TypeScript writes into its output where `target` is too old for what the source uses. */
const helper =
  /^(?:__awaiter|__generator|__asyncGenerator|__asyncValues|__asyncDelegator|__spreadArrays?|__read|__values|__rest|__assign|__classPrivateField(?:Get|Set|In))$/;
/** Functions inside `__awaiter` and `__generator`. */
const inner = /^(?:step|fulfilled|rejected|verb|adopt)$/;
const old = /^es(?:3|5|6|20(?:15|16|17|18|19|20|21))$/i;
const wanted = 'ES2022';
const path = ['compilerOptions', 'target'];
const options = { allowTrailingComma: true };

/** Time in the helpers of an old `target`, though every Node.js from 18 on runs ES2022 itself. */
export const tsTarget: ConfigurationRule = {
  id: 'ts-target',
  explanation: {
    text: 'For an old `target` TypeScript writes what engines of that time lacked: `await` as a generator, private fields as entries of a WeakMap, spread as calls. Every Node.js from 18 on runs ES2022 itself, and much faster.',
    args: [],
  },
  gate: defaultGate,
  offered: {
    text: 'It is the time of the helpers that TypeScript writes, such as `__awaiter`, where the nearest tsconfig.json names a target before ES2022, or none.',
    args: [],
  },
  measured: [
    ...figures('Awaits in a loop, compiled for ES2015', [15, 17, 16, 18]),
    ...figures('Private fields, compiled for ES2017', [2.2, 3.2, 3.5, 4.3]),
    ...figures('Spread and rest of arrays, compiled for ES5', [1.4, 1.7, 1.7, 1.6]),
  ],
  check(profile, nearest) {
    const time = selfTimeOf(profile, helpersOf(profile));
    if (time === undefined) return undefined;
    const tsconfig = nearest('tsconfig.json', time.script);
    if (tsconfig === undefined) return undefined;
    const { file, text } = tsconfig;
    const target: unknown = parse(text, [], options)?.compilerOptions?.target;
    // A newer one is not what was compiled with: the helpers then come from elsewhere, such as a package.
    if (target !== undefined && !(typeof target === 'string' && old.test(target))) return undefined;
    const formattingOptions = { insertSpaces: !/^\t/m.test(text), tabSize: 2 };
    return {
      rule: this.id,
      file,
      ...placeOf(text),
      safety: 'review',
      title: {
        text: 'Compile for `{0}` instead of `{1}`',
        args: [wanted, String(target ?? 'the default target')],
      },
      evidence: {
        text: 'about {0} ({1}) of active time is in what TypeScript writes for older engines, most in `{2}`',
        args: [formatShare(time.share), formatShareRange(time.share, time.interval), time.function],
      },
      share: time.share,
      interval: time.interval,
      differs: {
        text: 'class fields are then defined rather than assigned, unless `useDefineForClassFields` is false; engines before Node.js 18 can’t run it',
        args: [],
      },
      edits: modify(text, path, wanted, { formattingOptions }).map(
        ({ offset, length, content }) => ({ start: offset, end: offset + length, text: content }),
      ),
    };
  },
};

function helpersOf({ frames }: Profile): (frame: Frame) => boolean {
  const withHelpers = new Set(
    frames.filter(({ name }) => helper.test(name)).map(one => one.script),
  );
  return ({ name, script }) => helper.test(name) || (withHelpers.has(script) && inner.test(name));
}

/** Where the target is written, or else the options that lack it. */
function placeOf(text: string): Pick<ConfigurationHint, 'line' | 'start' | 'end'> {
  const tree = parseTree(text, [], options);
  const place =
    tree && (findNodeAtLocation(tree, path) ?? findNodeAtLocation(tree, path.slice(0, 1)));
  const start = place?.offset ?? 0;
  return {
    line: text.slice(0, start).split('\n').length,
    start,
    end: start + (place?.length ?? 0),
  };
}
