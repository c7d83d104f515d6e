import { proxyInHotPath } from '../../src/core/hints/rules/proxy-in-hot-path';
import { proxyInHotPathPairs } from './proxy-in-hot-path.pair';
import { testRule } from './rule-tester';

testRule(proxyInHotPath, {
  bench: proxyInHotPathPairs,
  silent: [
    {
      why: 'about an object, and about what may be one',
      code: `
        const plain = { a: 1 };
        let either: { a: number } = new Proxy(plain, {});
        export const set = (o: { a: number }) => { either = o; };
        export const f = () => plain.a; //^
        export const g = () => either.a; //^
        export const h = (o: { a: number }) => o.a; //^
      `,
    },
    {
      why: 'about a Proxy of the program’s own',
      code: `
        class Proxy { a = 1; }
        const one = new Proxy();
        export const f = () => one.a; //^
      `,
    },
  ],
  hints: [
    {
      why: 'a property of a Proxy',
      code: `
        const one = new Proxy({ a: 1 }, {});
        export const f = () => one.a; //^
      `,
      safety: 'advice',
    },
    {
      why: 'one that is set by a key',
      code: `
        const one: Record<string, number> = new Proxy({}, {});
        export const f = (key: string) => { one[key] = 1; }; //^
      `,
      safety: 'advice',
    },
  ],
});
