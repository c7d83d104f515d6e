import { keyByNumber } from '../../src/core/hints/rules/key-by-number';
import { keyByNumberPairs } from './key-by-number.pair';
import { testRule } from './rule-tester';

testRule(keyByNumber, {
  bench: keyByNumberPairs,
  silent: [
    {
      why: 'about keys of texts, of one number or three, or of what is not known',
      code: `
        export function f(words: string[], n: number, any: any) {
          const a = new Set<string>();
          for (const word of words) a.add(\`\${word},\${n}\`); //^
          const b = new Set<string>();
          for (const word of words) b.add(\`\${word.length}\`); //^
          const c = new Set<string>();
          for (const word of words) c.add(\`\${word.length},\${n},\${n}\`); //^
          const d = new Set<string>();
          for (const word of words) d.add(\`\${word.length},\${any}\`); //^
          const e = new Set<string>();
          for (const word of words) e.add(\`\${n},\${n}\${word.length}\`); //^
          return a.size + b.size + c.size + d.size + e.size;
        }
      `,
    },
    {
      why: 'where the separator may be a part of a number, or more is written',
      code: `
        export function f(numbers: number[]) {
          const a = new Set<string>();
          for (const n of numbers) a.add(\`\${n}\${n}\`); //^
          const b = new Set<string>();
          for (const n of numbers) b.add(\`\${n}-\${n}\`); //^
          const c = new Set<string>();
          for (const n of numbers) c.add(\`at \${n},\${n}\`); //^
          const d = new Set<string>();
          for (const n of numbers) d.add(\`\${n},\${n}!\`); //^
          return a.size + b.size + c.size + d.size;
        }
      `,
    },
    {
      why: 'where a key comes out again, is another text, or the table came from elsewhere',
      code: `
        export function f(numbers: number[], out: string[], mine: Set<string>) {
          const a = new Set<string>();
          for (const n of numbers) a.add(\`\${n},\${n}\`); //^
          for (const key of a) out.push(key);
          const b = new Set<string>();
          for (const n of numbers) b.add(\`\${n},\${n}\`); //^
          b.add('0,0');
          const c = new Map<string, number>();
          for (const n of numbers) c.set(\`\${n},\${n}\`, n); //^
          c.get(\`\${1};\${2}\`);
          for (const n of numbers) mine.add(\`\${n},\${n}\`); //^
          return b.size + c.size;
        }
      `,
    },
    {
      why: 'about a text that is no key',
      code: `
        export const f = (a: number, b: number) => \`\${a},\${b}\`.length; //^
      `,
    },
  ],
  hints: [
    {
      why: 'places of a grid that are looked up',
      code: `
        export function f(cells: { x: number; y: number; height: number }[]) {
          const heights = new Map<string, number>();
          for (const { x, y, height } of cells) heights.set(\`\${x},\${y}\`, height); //^
          let sum = 0;
          for (const { x, y } of cells) sum += heights.get(\`\${x + 1},\${y}\`) ?? 0;
          return sum;
        }
      `,
      safety: 'advice',
      differs: /whole numbers in known bounds/,
    },
  ],
});
