import {
  type FrameKind,
  type Profile,
  ProfileBuilder,
  type ScriptRole,
  Trust,
} from '../../src/core/profile';

/** The file of a frame that names none. */
export const drawnFile = '/app/main.js';

/**
 * A profile drawn as text, a stack a line, outermost first, then its samples: `main;work 30`. A frame is
 * `name`, `name:line` (in `drawnFile`), `name@file:line` or `name@file:line:column`; `[includes]` is a builtin,
 * `(idle)`, `(gc)`, `(compiler)` and `(program)` are V8's own; `name{20}` starts on line 20 instead of 1. A `?` behind the number
 * makes the samples uncertain. A sample is 1,000 µs.
 */
export function drawnProfile(
  drawing: string,
  options: {
    readonly callLines?: Profile['callLines'];
    readonly roleOf?: (file: string) => ScriptRole;
  } = {},
): Profile {
  const builder = new ProfileBuilder();
  let duration = 0;
  for (const raw of drawing.split('\n')) {
    const match = /^\s*(.+?)\s+(\d+)(\?)?\s*$/.exec(raw);
    if (match === null) {
      if (raw.trim() !== '') throw new Error(`not a drawn stack: ${raw}`);
      continue;
    }
    const [, stack, samples, uncertain] = match;
    let row = -1;
    for (const frame of stack.split(';'))
      row = addFrame(builder, row, frame.trim(), options.roleOf);
    const count = Number(samples);
    builder.sample(
      row,
      count * 1000,
      count,
      uncertain === undefined ? Trust.recorded : Trust.uncertain,
    );
    duration += count * 1000;
  }
  const callLines = options.callLines ?? 'recorded';
  return builder.build({ duration, interval: 1000, source: 'v8-log', callLines, truncated: 0 });
}

const pseudo: Readonly<Record<string, FrameKind>> = {
  '(idle)': 'idle',
  '(gc)': 'gc',
  '(compiler)': 'compiler',
  '(program)': 'program',
};

function addFrame(
  builder: ProfileBuilder,
  parent: number,
  text: string,
  roleOf: (file: string) => ScriptRole = () => 'program',
): number {
  const kind = pseudo[text] ?? (text.startsWith('[') ? 'builtin' : undefined);
  if (kind !== undefined) {
    const name = text.replace(/^\[|\]$/g, '');
    return builder.stack(
      parent,
      builder.frame({ name, script: -1, line: 0, column: -1, kind }),
      0,
      -1,
    );
  }
  const match = /^([^@:{]*)(?:@(node:[^:{]+|[^:{]+))?(?:\{(\d+)\})?(?::(\d+))?(?::(\d+))?$/.exec(
    text,
  );
  if (match === null) throw new Error(`not a drawn frame: ${text}`);
  const [, name, file = drawnFile, start = '1', line = '0', column = '-1'] = match;
  const scriptKind = file.startsWith('node:') ? 'node' : 'file';
  const script = builder.script({
    name: file,
    kind: scriptKind,
    role: roleOf(file),
    mapping: 'as-run',
  });
  const frame = builder.frame({ name, script, line: Number(start), column: 0, kind: 'function' });
  return builder.stack(parent, frame, Number(line), Number(column));
}
