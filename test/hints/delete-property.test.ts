import { deleteProperty } from '../../src/core/hints/rules/delete-property';
import { deletePropertyPairs } from './delete-property.pair';
import { dictionaryOf, integer, record, text, value } from './inputs';
import { testRule } from './rule-tester';
import { assertSameResults } from './same-results';

testRule(deleteProperty, {
  bench: deletePropertyPairs,
  silent: [
    {
      why: 'about an object that is listed or goes somewhere',
      file: 'case.js',
      code: `
        exports.f = (a, b) => {
          const one = { k: a, l: b };
          delete one.k; //^
          return Object.keys(one).length;
        };
        exports.g = (a, b) => {
          const one = { k: a, l: b };
          delete one.k; //^
          return 'k' in one;
        };
        exports.h = (a, b) => {
          const one = { k: a, l: b };
          delete one.k; //^
          return { ...one };
        };
        exports.i = (a, b) => {
          const one = { k: a, l: b };
          delete one.k; //^
          return one;
        };
        exports.j = (a, b) => {
          const one = { k: a, l: b };
          delete one.k; //^
          return JSON.stringify(one);
        };
        exports.k = (a, b) => {
          const one = { k: a, l: b };
          delete one.k; //^
          return one.hasOwnProperty('k');
        };
        exports.l = (a, b) => {
          const one = { k: a, f() { return Object.keys(this); } };
          delete one.k; //^
          return one.f();
        };
        exports.m = (a, b) => {
          const one = { k: a, l: b };
          delete one.k; //^
          return one[a];
        };
      `,
    },
    {
      why: 'about an object that came from elsewhere, or whose variable is set anew',
      file: 'case.js',
      code: `
        exports.f = one => {
          delete one.k; //^
          return one.l;
        };
        exports.g = make => {
          const one = make();
          delete one.k; //^
          return one.l;
        };
        exports.h = () => {
          let one = { k: 1, l: 2 };
          delete one.k; //^
          one = { k: 2, l: 3 };
          return one.l;
        };
        class A {
          f() {
            delete this.k; //^
          }
        }
      `,
    },
    {
      why: 'about a key that every object has, or that is not written out',
      file: 'case.js',
      code: `
        exports.f = key => {
          const one = { toString: 1, k: 2 };
          delete one.toString; //^
          return one.toString;
        };
        exports.g = key => {
          const one = { k: 2 };
          delete one[key]; //^
          return one.k;
        };
        exports.h = key => {
          const one = { __proto__: { k: 1 }, k: 2 };
          delete one.k; //^
          return one.k;
        };
        exports.i = () => {
          const one = { k: 2 };
          return delete one.k; //^
        };
      `,
    },
  ],
  hints: [
    {
      why: 'a copy of which one property is taken away',
      code: `
        interface User { name: string; secret?: string }
        export function shown(user: User) {
          // without what nobody may see
          const copy = { ...user };
          delete copy.secret; //^
          return copy;
        }
      `,
      safety: 'review',
      differs: /is read first/,
      fixed: `
        interface User { name: string; secret?: string }
        export function shown(user: User) {
          // without what nobody may see
          const { secret, ...copy } = user;
          return copy;
        }
      `,
    },
    {
      why: 'a copy, where the name is taken',
      file: 'case.js',
      code: `
        exports.shown = (users, secret) => {
          const all = [];
          for (const user of users) {
            const copy = { ...user.data };
            delete copy.secret; //^
            all.push(copy, secret);
          }
          return all;
        };
      `,
      safety: 'review',
      fixed: `
        exports.shown = (users, secret) => {
          const all = [];
          for (const user of users) {
            const { secret: _secret, ...copy } = user.data;
            all.push(copy, secret);
          }
          return all;
        };
      `,
    },
    {
      why: 'an object of this function whose properties are only read by name',
      code: `
        export function f(n: number) {
          const state: { at: number; next?: number } = { at: n, next: n + 1 };
          if (n > 3) delete state.next; //^
          state.at++;
          return state.at + (state.next ?? 0);
        }
      `,
      safety: 'review',
      differs: /does not allow undefined/,
      fixed: `
        export function f(n: number) {
          const state: { at: number; next?: number } = { at: n, next: n + 1 };
          if (n > 3) state.next = undefined;
          state.at++;
          return state.at + (state.next ?? 0);
        }
      `,
    },
    {
      why: 'a comment that would be lost, as advice',
      file: 'case.js',
      code: `
        exports.f = user => {
          const copy = { ...user };
          // not this one
          delete copy.secret; //^
          return copy;
        };
      `,
      safety: 'advice',
    },
  ],
});

describe('the rule delete-property', () => {
  it('leaves a copy the same, whatever its properties are called', () => {
    const code = `
      function shown(user) {
        const copy = { ...user };
        delete copy.a; //^
        return [copy, Object.keys(copy)];
      }
    `;
    assertSameResults(deleteProperty, 'case.js', code, 'shown', [dictionaryOf(value)]);
    assertSameResults(deleteProperty, 'case.js', code, 'shown', [record({ a: text, b: integer })]);
  });
});
