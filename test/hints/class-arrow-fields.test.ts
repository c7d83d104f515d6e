import assert from 'node:assert/strict';
import { classArrowFields } from '../../src/core/hints/rules/class-arrow-fields';
import { classArrowFieldsPairs } from './class-arrow-fields.pair';
import { drawn, hintsOf } from './heat';
import { integer, text, value } from './inputs';
import { testRule } from './rule-tester';
import { assertSameResults } from './same-results';

/** A class of two arrow functions, with something else in it and behind it. */
const pair = (inside: string, behind: string, first = 'class Pair {') => `
  ${first}
    one = () => this.two(); //^
    two = () => 2; //^
    ${inside}
  }
  export const made = () => new Pair().one();
  ${behind}
`;

testRule(classArrowFields, {
  bench: classArrowFieldsPairs,
  silent: [
    ...Object.entries({
      'about one that is handed on without its object': ['', 'export const f = new Pair().one;'],
      'about one that is handed to a listener': ['f(on: any) { on(this.one); }', ''],
      'about one that is taken out by its name': ['', "export const f = (p: any) => p['one'];"],
      'about one that is taken out of a pattern': ['', 'export const f = ({ one }: any) => one();'],
      'about one that is taken out under another name': [
        '',
        'export const f = (p: any) => { const { one: other } = p; return other(); };',
      ],
      'about one that a pattern sets something to': [
        '',
        'export const f = (p: any) => { let g; ({ one: g } = p); return g; };',
      ],
      'about one that is called on another object': ['', 'new Pair().one.call(null as never);'],
      'about one that is set anew': ['', 'new Pair().one = () => 3;'],
      'about one that is called as a tag': ['', 'export const f = (p: any) => p.one`a`;'],
      'where any property is asked for': ['f(key: "one") { return this[key]; }', ''],
      'where any property of an object is asked for': [
        '',
        'export const f = (key: "one") => { const p = new Pair(); return p[key]; };',
      ],
      'where properties are listed': ['f() { return Object.keys(this); }', ''],
      'where properties are copied': ['f() { return { ...this }; }', ''],
      'where properties are gone through': ['f() { for (const k in this) return k; }', ''],
      'where properties of an object are copied': [
        '',
        'export const f = () => { const p = new Pair(); return { ...p }; };',
      ],
      'where another class extends it': ['', 'class Other extends Pair { one = () => 3; }'],
      'where its prototype is looked at': ['', "export const f = 'one' + Pair.prototype;"],
      'where a property of that name is asked for': [
        '',
        "export const f = (p: Pair) => 'one' in p;",
      ],
      'where a field is there twice': ['one() { return 3; }', ''],
    }).map(([why, [inside, behind]]) => ({ why, code: pair(inside, behind) })),
    {
      why: 'about a class that extends another',
      code: pair('', 'class Base {}', 'class Pair extends Base {'),
    },
    {
      why: 'about one arrow function alone, static ones, and other functions',
      code: `
        class A {
          static one = () => 1; //^
          static two = () => 2; //^
          three = () => 3; //^
          four = function () { return 4; }; //^
          five: () => number = () => 5; //^
          ['six'] = () => 6; //^
        }
        export const f = () => new A().three();
      `,
    },
    {
      why: 'where the fields have none of the time',
      code: `
        class A {
          one = () => {
            return Math.random(); //^
          };
          two = () => 2;
        }
        export const f = () => new A().one();
      `,
    },
  ],
  hints: [
    {
      why: 'functions that every object makes anew',
      code: `
        class Point {
          constructor(readonly x: number, readonly y: number) {}
          // how far
          readonly length = (): number => Math.hypot(this.x, this.y); //^
          private scaled = async <T>(by: number, more?: T) => { //^
            return [this.x * by, this.y * by, more];
          };
          key = () => ({ x: this.x }); // with its name //^
          near = (other: Point) => //^
            other.length() - this.length() < 1;
          twice = async () => await this.scaled(2); //^
        }
        export const f = (x: number) => new Point(x, 1).near(new Point(1, x)) && new Point(x, x).key().x;
        export const g = (x: number) => new Point(x, 1).twice();
      `,
      safety: 'review',
      differs: /takes one out of its object/,
      fixed: `
        class Point {
          constructor(readonly x: number, readonly y: number) {}
          // how far
          length(): number {
            return Math.hypot(this.x, this.y);
          }
          private async scaled<T>(by: number, more?: T) {
            return [this.x * by, this.y * by, more];
          }
          key() {
            return ({ x: this.x });
          } // with its name
          near(other: Point) {
            return other.length() - this.length() < 1;
          }
          async twice() {
            return await this.scaled(2);
          }
        }
        export const f = (x: number) => new Point(x, 1).near(new Point(1, x)) && new Point(x, x).key().x;
        export const g = (x: number) => new Point(x, 1).twice();
      `,
    },
    {
      why: 'private ones of a class that other files can see, and leaves the others',
      file: 'case.mjs',
      code: `
        export class Counter {
          #count = 0
          #add = n => { this.#count += n } //^
          #take = async n => this.#count -= n //^
          total = () => this.#count //^
          count(n) {
            this.#add(n)
            return this.#take(1)
          }
        }
      `,
      safety: 'review',
      fixed: `
        export class Counter {
          #count = 0
          #add(n) { this.#count += n }
          async #take(n) {
            return this.#count -= n;
          }
          total = () => this.#count
          count(n) {
            this.#add(n)
            return this.#take(1)
          }
        }
      `,
    },
    {
      why: 'those that are only called, beside one that is handed on',
      file: 'case.cjs',
      code: `
        const Button = class {
          label = () => 'b'; //^
          pressed = () => this.count(); //^
          count = () => this.label().length; //^
          listen(on) {
            on(this.pressed);
          }
        };
        exports.f = on => new Button().listen(on);
      `,
      safety: 'review',
      fixed: `
        const Button = class {
          label() {
            return 'b';
          }
          pressed = () => this.count();
          count() {
            return this.label().length;
          }
          listen(on) {
            on(this.pressed);
          }
        };
        exports.f = on => new Button().listen(on);
      `,
    },
    {
      why: 'those of a class that other files can see, as advice',
      code: `
        export class Point {
          x = 1;
          one = () => this.x; //^
          two = () => this.x * 2; //^
        }
      `,
      safety: 'advice',
      differs: /other files/,
    },
    {
      why: 'those of a class that is exported with others, as advice',
      file: 'case.cjs',
      code: `
        class Point {
          one = () => 1; //^
          two = () => 2; //^
        }
        module.exports = { Point };
      `,
      safety: 'advice',
      differs: /other files/,
    },
    {
      why: 'a comment that would be lost, as advice',
      file: 'case.cjs',
      code: `
        class Point {
          one = /* by hand */ () => 1; //^
          two = () => 2; //^
        }
        exports.f = () => new Point().one();
      `,
      safety: 'advice',
      differs: /comment/,
    },
  ],
});

describe('the rule class-arrow-fields', () => {
  it('leaves what the objects compute as it was', () => {
    const code = `
      function run(a, b, n) {
        class Cell {
          value = a;
          set = (next = this.value, ...more) => { this.value = next; return more.length; }; //^
          both = other => [this.value, other.get(), this.text()]; //^
          get = () => this.value; //^
          text = () => { //^
            const inner = () => typeof this.value;
            return inner();
          };
        }
        const [one, two] = [new Cell(), new Cell()];
        const out = [one.set(b, a, n), two.set(), one.both(two)];
        return [...out, JSON.stringify(one), one.get?.(), (two.text)(), one instanceof Cell];
      }
    `;
    assertSameResults(classArrowFields, 'case.js', code, 'run', [value, text, integer]);
  });

  it('claims no time of what the functions do', () => {
    const { text: code, hot } = drawn(
      `
      class A {
        one = () => { return 1; }; //^
        two = () => {
          return Math.random(); //^
        };
      }
      const f = () => new A().one() + new A().two();
    `,
      { selfShare: 0.2 },
    );
    const [hint] = hintsOf('/case.js', code, hot).filter(
      ({ rule }) => rule === 'class-arrow-fields',
    );
    assert.equal(hint.share, 0.2);
  });
});
