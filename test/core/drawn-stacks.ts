import { scriptName } from '../../src/core/formats/script-name';
import {
  type FrameKind,
  type Profile,
  ProfileBuilder,
  type ProfileSource,
  type Script,
  Trust,
} from '../../src/core/profile';

/** The file of a frame that names none. */
export const drawnFile = '/app/main.ts';

export interface DrawnOptions {
  readonly source?: ProfileSource;
  readonly callLines?: Profile['callLines'];
  readonly truncated?: number;
}

const pseudo: Record<string, FrameKind> = {
  '(garbage collector)': 'gc',
  '(program)': 'program',
  '(idle)': 'idle',
  '(compiler)': 'compiler',
};

/**
 * A profile from lines of text, one per sampled stack, outermost frame first: `main:3;parse@/app/parse.ts:12;[indexOf] 30`.
 *
 * - A frame is `name`, then `@script` unless it stands in `drawnFile`, then `{line}` where its function starts (1 unless told),
 *   then `:line` where execution stands (the function's start unless told; `:0` is not known).
 * - `[name]` is a builtin, `(idle)`, `(program)`, `(garbage collector)`, `(compiler)` are V8's own.
 * - `@tool:/x.js` is a tool's script and `@library:/x.js` one of a tool library; `@node:fs` is Node's.
 * - The number is milliseconds, one sample each; `30?` are uncertain samples, `30~` restored ones.
 */
export function drawProfile(text: string, options: DrawnOptions = {}): Profile {
  const builder = new ProfileBuilder();
  let duration = 0;
  for (const line of text.split('\n').map(one => one.trim())) {
    if (line === '') continue;
    const match = /^(.+) (\d+)([?~]?)$/.exec(line);
    if (match === null) throw new Error(`not a drawn stack: ${line}`);
    let stack = -1;
    for (const drawn of match[1].split(';')) stack = addFrame(builder, stack, drawn.trim());
    const count = Number(match[2]);
    const trust =
      match[3] === '?' ? Trust.uncertain : match[3] === '~' ? Trust.restored : Trust.recorded;
    builder.sample(stack, count * 1000, count, trust);
    duration += count * 1000;
  }
  return builder.build({
    duration,
    interval: 1000,
    source: options.source ?? 'v8-log',
    callLines: options.callLines ?? 'recorded',
    truncated: options.truncated ?? 0,
  });
}

function addFrame(builder: ProfileBuilder, parent: number, drawn: string): number {
  const builtin = /^\[(.+)\]$/.exec(drawn)?.[1];
  const kind = builtin === undefined ? (pseudo[drawn] ?? 'function') : 'builtin';
  if (kind !== 'function') {
    const name = builtin ?? drawn;
    const frame = builder.frame({ name, script: -1, line: 0, column: -1, kind });
    return builder.stack(parent, frame, 0, -1);
  }
  const match = /^([^@{:]*)(?:@(.+?))?(?:\{(\d+)\})?(?::(\d+))?$/.exec(drawn);
  if (match === null) throw new Error(`not a drawn frame: ${drawn}`);
  const start = Number(match[3] ?? 1);
  const script = builder.script(drawnScript(match[2] ?? drawnFile));
  const frame = builder.frame({ name: match[1], script, line: start, column: 0, kind });
  return builder.stack(parent, frame, Number(match[4] ?? start), 0);
}

function drawnScript(drawn: string): Script {
  const role = /^(tool|library):(.*)$/.exec(drawn);
  const { name, kind } = scriptName(role === null ? drawn : role[2]);
  return {
    name,
    kind,
    role: role === null ? 'program' : role[1] === 'tool' ? 'tool' : 'tool-library',
    mapping: 'as-run',
  };
}
