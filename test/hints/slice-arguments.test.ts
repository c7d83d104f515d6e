import { sliceArguments } from '../../src/core/hints/rules/slice-arguments';
import { value } from './inputs';
import { testRule } from './rule-tester';
import { sliceArgumentsPairs } from './slice-arguments.pair';

testRule(sliceArguments, {
  bench: sliceArgumentsPairs,
  silent: [
    {
      why: 'about a copy that holds named parameters too',
      file: 'case.js',
      code: `
        function all(first) {
          return Array.prototype.slice.call(arguments); //^
        }
      `,
    },
    {
      why: 'about arguments that are used elsewhere',
      file: 'case.js',
      code: `
        function all() {
          arguments[0] = 1;
          return Array.prototype.slice.call(arguments); //^
        }
      `,
    },
    {
      why: 'about arguments that an arrow function uses, too',
      file: 'case.js',
      code: `
        function all() {
          const n = () => arguments.length;
          return [n, Array.prototype.slice.call(arguments)]; //^
        }
      `,
    },
    {
      why: 'about a function that asks for strict mode itself',
      file: 'case.js',
      code: `
        function all() {
          'use strict';
          return Array.prototype.slice.call(arguments); //^
        }
      `,
    },
    {
      why: 'about parameters with defaults',
      file: 'case.js',
      code: `
        function all(a = 1) {
          return [a, [].slice.call(arguments, 1)]; //^
        }
      `,
    },
    {
      why: 'about a copy that is made anew in each round',
      file: 'case.js',
      code: `
        function all() {
          const out = [];
          for (let i = 0; i < 3; i++) out.push([].slice.call(arguments)); //^
          return out;
        }
      `,
    },
    {
      why: 'about a part of the arguments',
      file: 'case.js',
      code: `
        function all() {
          return [].slice.call(arguments, 1); //^
        }
      `,
    },
    {
      why: 'about names that eval could see',
      file: 'case.js',
      code: `
        function all() {
          const args = [].slice.call(arguments); //^
          return eval('args');
        }
      `,
    },
  ],
  hints: [
    {
      why: 'a variable that holds all arguments',
      file: 'case.js',
      code: `
        function all() {
          // a copy
          var args = Array.prototype.slice.call(arguments); //^
          args.push(args.length);
          return args;
        }
      `,
      safety: 'safe',
      fixed: `
        function all(...args) {
          // a copy
          args.push(args.length);
          return args;
        }
      `,
      run: { call: 'all', inputs: [value, value, value] },
    },
    {
      why: 'a variable that holds the arguments after the named ones, in TypeScript',
      code: `
        export function rest(a: unknown, b?: unknown) {
          const name = 'rest';
          const more = [].slice.call(arguments, 2); //^
          return [name, a, b, more, rest.length];
        }
      `,
      safety: 'safe',
      fixed: `
        export function rest(a: unknown, b?: unknown, ...more: any[]) {
          const name = 'rest';
          return [name, a, b, more, rest.length];
        }
      `,
      run: { call: 'rest', inputs: [value, value, value] },
    },
    {
      why: 'a copy that is handed on, in a method',
      file: 'case.js',
      code: `
        const o = {
          on(name) { return [name, Array.prototype.slice.call(arguments, 1)]; } //^
        };
        const on = (...all) => o.on(...all);
      `,
      safety: 'safe',
      fixed: `
        const o = {
          on(name, ...rest) { return [name, rest]; }
        };
        const on = (...all) => o.on(...all);
      `,
      run: { call: 'on', inputs: [value, value, value] },
    },
    {
      why: 'a variable that was looked at before, and leaves it one',
      file: 'case.js',
      code: `
        function all() {
          const early = typeof args;
          var args = [].slice.call(arguments); //^
          return [early, args];
        }
      `,
      safety: 'safe',
      fixed: `
        function all(...args2) {
          const early = typeof args;
          var args = args2;
          return [early, args];
        }
      `,
      run: { call: 'all', inputs: [value, value] },
    },
  ],
});
