import { eagerLogArgument } from '../../src/core/hints/rules/eager-log-argument';
import { eagerLogArgumentPairs } from './eager-log-argument.pair';
import { testRule } from './rule-tester';

testRule(eagerLogArgument, {
  bench: eagerLogArgumentPairs,
  silent: [
    {
      why: 'about a logger that it does not know',
      file: 'case.mjs',
      code: `
        import { log } from './log.mjs';
        const mine = { debug(text) { return text; } };
        export function f(o) {
          log.debug('got ' + JSON.stringify(o)); //^
          mine.debug(JSON.stringify(o)); //^
          console.debug(JSON.stringify(o)); //^
        }
      `,
    },
    {
      why: 'about levels that are mostly on',
      file: 'case.mjs',
      code: `
        import pino from 'pino';
        const log = pino();
        export function f(o) {
          log.info(JSON.stringify(o)); //^
          log.error(JSON.stringify(o)); //^
        }
      `,
    },
    {
      why: 'about texts that cost next to nothing',
      file: 'case.mjs',
      code: `
        import pino from 'pino';
        const log = pino();
        export function f(o) {
          log.debug('got ' + o.id); //^
          log.debug({ o }, 'got'); //^
        }
      `,
    },
    {
      why: 'about a logger that may become another',
      file: 'case.mjs',
      code: `
        import pino from 'pino';
        let log = pino();
        export const set = other => { log = other; };
        export function f(o) {
          log.debug(JSON.stringify(o)); //^
        }
      `,
    },
  ],
  hints: [
    {
      why: 'a text that pino’s level may not want',
      file: 'case.mjs',
      code: `
        import pino from 'pino';
        const root = pino({ level: 'info' });
        const log = root.child({ part: 'a' });
        export function f(o) {
          log.debug(\`got \${JSON.stringify(o)}\`); //^
          return o;
        }
      `,
      safety: 'review',
      differs: /nothing where the level is on/,
      fixed: `
        import pino from 'pino';
        const root = pino({ level: 'info' });
        const log = root.child({ part: 'a' });
        export function f(o) {
          if (log.isLevelEnabled('debug')) log.debug(\`got \${JSON.stringify(o)}\`);
          return o;
        }
      `,
    },
    {
      why: 'one for the module debug, in a file that requires',
      file: 'case.cjs',
      code: `
        const debug = require('debug')('app');
        const later = require('debug');
        const say = later('app');
        const { inspect } = require('util');
        exports.f = o => {
          say('got %s', inspect(o)); //^
        };
      `,
      safety: 'review',
      fixed: `
        const debug = require('debug')('app');
        const later = require('debug');
        const say = later('app');
        const { inspect } = require('util');
        exports.f = o => {
          if (say.enabled) say('got %s', inspect(o));
        };
      `,
    },
    {
      why: 'one for winston',
      file: 'case.mjs',
      code: `
        import winston from 'winston';
        const log = winston.createLogger({});
        export function f(o) {
          log.silly(JSON.stringify(o)); //^
        }
      `,
      safety: 'review',
      fixed: `
        import winston from 'winston';
        const log = winston.createLogger({});
        export function f(o) {
          if (log.isLevelEnabled('silly')) log.silly(JSON.stringify(o));
        }
      `,
    },
    {
      why: 'a call that does more than to make a text, as advice',
      file: 'case.mjs',
      code: `
        import { pino } from 'pino';
        const log = pino();
        export function f(o, next) {
          log.trace(JSON.stringify(o), next()); //^
        }
      `,
      safety: 'advice',
    },
    {
      why: 'a call that is more than a statement, as advice',
      file: 'case.mjs',
      code: `
        import { getLogger } from 'log4js';
        const log = getLogger();
        export function f(o) {
          if (o) log.debug(JSON.stringify(o)); //^
          else throw o;
        }
      `,
      safety: 'advice',
    },
  ],
});
