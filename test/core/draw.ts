import { type Profile, ProfileBuilder, Trust } from '../../src/core/profile';

const builtins = /^(Array|String|Map|Set|JSON|RegExp)\./;

/**
 * A profile drawn as text, one stack with its samples (1 ms each) a row, the caller first: `main@9;scan@6;Array.includes 30`.
 * A function starts on the line of its name in `starts`, else on line 1; all stand in one file.
 */
export function draw(
  text: string,
  options: { readonly file?: string; readonly starts?: Readonly<Record<string, number>> } = {},
): Profile {
  const builder = new ProfileBuilder();
  const script = builder.script({
    name: options.file ?? '/app/shop.ts',
    kind: 'file',
    role: 'program',
    mapping: 'as-run',
  });
  let samples = 0;
  for (const row of text.trim().split('\n')) {
    const [, path, count] = /^\s*(.+?)\s+(\d+)\s*$/.exec(row) ?? [];
    let stack = -1;
    for (const part of path.split(';')) {
      const [name, line] = part.split('@');
      const idle = name === '(idle)';
      const builtin = builtins.test(name);
      const frame = builder.frame({
        name,
        script: idle || builtin ? -1 : script,
        line: idle || builtin ? 0 : (options.starts?.[name] ?? 1),
        column: 0,
        kind: idle ? 'idle' : builtin ? 'builtin' : 'function',
      });
      stack = builder.stack(stack, frame, Number(line ?? 0), -1);
    }
    builder.sample(stack, Number(count) * 1000, Number(count), Trust.recorded);
    samples += Number(count);
  }
  return builder.build({
    duration: samples * 1000,
    interval: 1000,
    source: 'v8-log',
    callLines: 'recorded',
    truncated: 0,
  });
}
