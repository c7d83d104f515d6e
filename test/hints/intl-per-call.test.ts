import { intlPerCall } from '../../src/core/hints/rules/intl-per-call';
import { listOf, number, text } from './inputs';
import { intlPerCallPairs } from './intl-per-call.pair';
import { testRule } from './rule-tester';

testRule(intlPerCall, {
  bench: intlPerCallPairs,
  silent: [
    {
      why: 'without options, for which V8 keeps a formatter of its own',
      code: `
        export const f = (n: number) => n.toLocaleString(); //^
        export const g = (n: number) => n.toLocaleString('de'); //^
        export const h = (d: Date) => d.toLocaleDateString('de') + d.toLocaleString(); //^
        export const i = (a: string, b: string) => a.localeCompare(b) + a.localeCompare(b, 'de'); //^
        export const j = (n: number) => n.toLocaleString('de', {}); //^
      `,
    },
    {
      why: 'about a locale or options that are not in the code',
      code: `
        export const f = (n: number, locale: string) => n.toLocaleString(locale, { style: 'percent' }); //^
        export const g = (n: number, style: 'percent') => n.toLocaleString('de', { style }); //^
        export const h = (n: number, digits: number) => n.toLocaleString('de', { minimumFractionDigits: digits }); //^
        export const i = (n: number, o: Intl.NumberFormatOptions) => n.toLocaleString('de', { ...o }); //^
        export const j = (n: number) => n.toLocaleString(undefined, { style: 'percent' }); //^
        export const k = (n: number) => new Intl.NumberFormat().format(n); //^
        export const l = (n: number, locale: string) => new Intl.NumberFormat(locale).format(n); //^
      `,
    },
    {
      why: 'about what may be a number, a date or something else',
      file: 'case.js',
      code: `
        exports.f = x => x.toLocaleString('de', { minimumFractionDigits: 2 }); //^
        exports.g = x => x.toLocaleString('de', { month: 'long' }); //^
      `,
    },
    {
      why: 'about a date to which the method adds fields',
      code: `
        export const f = (d: Date) => d.toLocaleDateString('de', { hour: '2-digit', timeZone: 'UTC' }); //^
        export const g = (d: Date) => d.toLocaleTimeString('de', { month: 'long', timeZone: 'UTC' }); //^
        export const h = (d: Date) => d.toLocaleString('de', { timeZone: 'UTC' }); //^
      `,
    },
    {
      why: 'about constants that throw',
      code: `
        export const f = (n: number) => n.toLocaleString('de', { style: 'currency' }); //^
        export const g = (n: number) => n.toLocaleString('not a locale', { style: 'percent' }); //^
        export const h = (d: Date) => d.toLocaleDateString('de', { timeStyle: 'short' }); //^
        export const i = (n: number) => new Intl.NumberFormat('de', { style: 'currency' }).format(n); //^
      `,
    },
    {
      why: 'about a formatter that is made once, is handed out, or is taken out of its loop',
      code: `
        const format = new Intl.NumberFormat('de');
        export const f = (n: number) => format.format(n); //^
        export const g = () => new Intl.NumberFormat('de'); //^
        export const h = (list: number[]) => list.map(n => new Intl.NumberFormat('de').format(n)); //^
      `,
    },
    {
      why: 'where Intl is another',
      code: `
        import { Intl } from './intl';
        export const f = (n: number) => n.toLocaleString('de', { style: 'percent' }); //^
        export const g = (n: number) => new Intl.NumberFormat('de').format(n); //^
      `,
    },
  ],
  hints: [
    {
      why: 'a number formatted with options',
      code: `
        const format = 1;
        export function percents(list: number[]) {
          return list.map(n => n.toLocaleString('de-DE', { style: 'percent', maximumFractionDigits: 1 })); //^
        }
        export { format };
      `,
      safety: 'safe',
      fixed: `
        const format = 1;
        const format2 = new Intl.NumberFormat('de-DE', { style: 'percent', maximumFractionDigits: 1 });
        export function percents(list: number[]) {
          return list.map(n => format2.format(n));
        }
        export { format };
      `,
      run: { call: 'percents', inputs: [listOf(number)] },
    },
    {
      why: 'texts compared with options',
      code: `
        export const ordered = (words: readonly string[]) =>
          words.slice().sort((a, b) => -a.localeCompare(b, ['de', 'en'], { sensitivity: 'base' })); //^
      `,
      safety: 'safe',
      fixed: `
        const collator = new Intl.Collator(['de', 'en'], { sensitivity: 'base' });
        export const ordered = (words: readonly string[]) =>
          words.slice().sort((a, b) => -collator.compare(a, b));
      `,
      run: { call: 'ordered', inputs: [listOf(text)] },
    },
    {
      why: 'what may be no string compared, to be reviewed',
      file: 'case.js',
      code: `
        exports.order = (a, b) => a.name.localeCompare(b.name, 'de', { numeric: true }); //^
      `,
      safety: 'review',
      differs: /\`a.name\` is no string/,
      fixed: `
        const collator = new Intl.Collator('de', { numeric: true });
        exports.order = (a, b) => collator.compare(a.name, b.name);
      `,
    },
    {
      why: 'the present day in a fixed zone',
      code: `
        export class Log {
          day() {
            return new Date().toLocaleDateString('en', { year: 'numeric', timeZone: 'UTC' }); //^
          }
        }
        export const day = () => new Log().day();
      `,
      safety: 'safe',
      fixed: `
        const format = new Intl.DateTimeFormat('en', { year: 'numeric', timeZone: 'UTC' });
        export class Log {
          day() {
            return format.format(new Date());
          }
        }
        export const day = () => new Log().day();
      `,
      run: { call: 'day', inputs: [] },
    },
    {
      why: 'a date that may be invalid, to be reviewed',
      code: `
        export const day = (date: Date) => date.toLocaleDateString('en', { month: 'long', timeZone: 'UTC' }); //^
      `,
      safety: 'review',
      differs: /no valid date: that throws/,
      fixed: `
        const format = new Intl.DateTimeFormat('en', { month: 'long', timeZone: 'UTC' });
        export const day = (date: Date) => format.format(date);
      `,
    },
    {
      why: 'a date in the zone of the system, to be reviewed',
      file: 'case.js',
      code: `
        exports.time = date => date.toLocaleTimeString('en', { hour: '2-digit' }); //^
      `,
      safety: 'review',
      differs: /no valid date, or the time zone changes/,
      fixed: `
        const format = new Intl.DateTimeFormat('en', { hour: '2-digit' });
        exports.time = date => format.format(date);
      `,
    },
    {
      why: 'a formatter made in a function',
      code: `
        export function money(n: number) {
          // two digits
          const euro = new Intl.NumberFormat('de-DE', { style: 'currency', currency: 'EUR' }); //^
          return euro.format(n);
        }
      `,
      safety: 'safe',
      fixed: `
        // two digits
        const euro = new Intl.NumberFormat('de-DE', { style: 'currency', currency: 'EUR' });
        export function money(n: number) {
          return euro.format(n);
        }
      `,
      run: { call: 'money', inputs: [number] },
    },
    {
      why: 'a formatter of dates in the zone of the system, to be reviewed',
      code: `
        export const time = (date: Date) => new Intl.DateTimeFormat('en', { hour: 'numeric' }).format(date); //^
      `,
      safety: 'review',
      differs: /time zone changes/,
      fixed: `
        const format = new Intl.DateTimeFormat('en', { hour: 'numeric' });
        export const time = (date: Date) => format.format(date);
      `,
    },
    {
      why: 'a call that others may reach before this file has run, as advice when more is open',
      code: `
        import { day } from './day';
        export const first = day;
        export function time(date: Date) {
          return date.toLocaleTimeString('en', { hour: 'numeric' }); //^
        }
      `,
      safety: 'advice',
    },
    {
      why: 'a comment among the arguments, as advice',
      code: `
        export const f = (n: number) => n.toLocaleString('de', /* two */ { minimumFractionDigits: 2 }); //^
      `,
      safety: 'advice',
    },
  ],
});
