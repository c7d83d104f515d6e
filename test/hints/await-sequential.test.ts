import { awaitSequential } from '../../src/core/hints/rules/await-sequential';
import { awaitSequentialPairs, waited } from './await-sequential.pair';
import { testRule } from './rule-tester';

testRule(awaitSequential, {
  bench: awaitSequentialPairs,
  silent: [
    {
      why: 'where the profile does not tell that the program waits there',
      code: `
        export async function f(list: string[], load: (name: string) => Promise<void>) {
          for (const one of list) {
            await load(one); //^
          }
        }
      `,
    },
    {
      why: 'where little of the run is spent waiting',
      measured: { waiting: { share: 0.03, samples: 300 } },
      code: `
        export async function f(names: string[], load: (name: string) => Promise<void>) {
          for (const one of names) {
            await load(one); //^
          }
        }
      `,
    },
    {
      why: 'where a round gives something to the next or leaves the loop',
      measured: waited,
      code: `
        export async function f(list: string[], load: (name: string, at: number) => Promise<number>, o: { n: number }) {
          let at = 0;
          for (const one of list) at = await load(one, at); //^
          for (const one of list) o.n += await load(one, 1); //^
          for (const one of list) if ((await load(one, 1)) > 1) break; //^
          for (const one of list) {
            if ((await load(one, 1)) > 1) return at; //^
          }
          return o.n;
        }
      `,
    },
    {
      why: 'where nothing is waited for in each round',
      measured: waited,
      code: `
        export async function f(list: string[], load: (name: string) => Promise<void>, later: (f: unknown) => void) {
          for (const one of list) {
            later(async () => await load(one)); //^
          }
        }
      `,
    },
  ],
  hints: [
    {
      why: 'rounds that have nothing to do with each other',
      measured: waited,
      code: `
        export async function f(list: { id: number }[], load: (id: number) => Promise<number>) {
          for (const { id } of list) {
            const n = await load(id); //^
            await load(n + 1);
          }
        }
      `,
      safety: 'review',
      differs: /one before it/,
      fixed: `
        export async function f(list: { id: number }[], load: (id: number) => Promise<number>) {
          await Promise.all(list.map(async ({ id }) => {
            const n = await load(id);
            await load(n + 1);
          }));
        }
      `,
    },
    {
      why: 'a list that may be something else, as advice',
      measured: waited,
      file: 'case.mjs',
      code: `
        export async function f(list, load) {
          for (const one of list) {
            await load(one); //^
          }
        }
      `,
      safety: 'advice',
    },
  ],
});
