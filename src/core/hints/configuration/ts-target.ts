import { modify, parse, parseTree, findNodeAtLocation } from 'jsonc-parser';
import type { Profile } from '../../profile';
import { formatShare, formatShareRange } from '../../units';
import type { ConfigurationHint, Nearest } from './index';
import { selfTimeOf } from './self-time';

/** What TypeScript writes into its output where `target` is too old for what the source uses. */
const helper =
  /^(?:__awaiter|__generator|__asyncGenerator|__asyncValues|__asyncDelegator|__spreadArrays?|__read|__values|__rest|__assign|__classPrivateField(?:Get|Set|In))$/;
/** Functions inside `__awaiter` and `__generator`. */
const inner = /^(?:step|fulfilled|rejected|verb|adopt)$/;
const old = /^es(?:3|5|6|20(?:15|16|17|18|19|20|21))$/i;
const wanted = 'ES2022';

/**
 * Time in the helpers of an old `target`, though every Node.js from 18 on runs ES2022 itself: a loop of awaits took 37 times as
 * long with ES2015, a private field 300 times as long with ES2017.
 */
export function tsTarget(profile: Profile, nearest: Nearest): ConfigurationHint | undefined {
  const { frames, scripts } = profile;
  const withHelpers = new Set(
    frames.filter(({ name }) => helper.test(name)).map(one => one.script),
  );
  const time = selfTimeOf(
    profile,
    ({ name, script }) => helper.test(name) || (withHelpers.has(script) && inner.test(name)),
  );
  if (time === undefined || scripts.length === 0) return undefined;
  const tsconfig = nearest('tsconfig.json', time.script);
  if (tsconfig === undefined) return undefined;
  const { file, text } = tsconfig;
  const options = { allowTrailingComma: true };
  const target: unknown = parse(text, [], options)?.compilerOptions?.target;
  // A newer one is not what was compiled with: the helpers then come from elsewhere, such as a package.
  if (target !== undefined && !(typeof target === 'string' && old.test(target))) return undefined;
  const path = ['compilerOptions', 'target'];
  const tree = parseTree(text, [], options);
  const place =
    tree && (findNodeAtLocation(tree, path) ?? findNodeAtLocation(tree, path.slice(0, 1)));
  const start = place?.offset ?? 0;
  const formattingOptions = { insertSpaces: !/^\t/m.test(text), tabSize: 2 };
  return {
    rule: 'ts-target',
    file,
    line: text.slice(0, start).split('\n').length,
    start,
    end: start + (place?.length ?? 0),
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
    edits: modify(text, path, wanted, { formattingOptions }).map(({ offset, length, content }) => ({
      start: offset,
      end: offset + length,
      text: content,
    })),
  };
}
