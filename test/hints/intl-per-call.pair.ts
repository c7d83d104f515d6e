import type { BenchPair } from './rule-tester';

const rest = { rule: 'intl-per-call', sizes: [10, 100], firesAt: 10 } as const;

export const intlPerCallPairs: readonly BenchPair[] = [
  {
    ...rest,
    file: 'numbers.ts',
    code: `
      function money(values: number[]) {
        let sum = 0;
        for (const value of values) sum += value.toLocaleString('de-DE', { minimumFractionDigits: 2 }).length; //^
        return sum;
      }
    `,
    call: 'money',
    inputs: `[Array.from({ length: size }, (_, i) => i * 12.5)]`,
  },
  {
    ...rest,
    file: 'words.ts',
    code: `
      function ordered(words: string[]) {
        return [...words].sort((a, b) => a.localeCompare(b, 'de', { numeric: true })).length; //^
      }
    `,
    call: 'ordered',
    inputs: `[Array.from({ length: size }, (_, i) => 'w' + (i * 7919 % 1009))]`,
  },
  {
    ...rest,
    file: 'days.ts',
    code: `
      const day = (date: Date) => date.toLocaleDateString('en', { month: 'short', day: '2-digit', timeZone: 'UTC' }); //^
      function days(dates: Date[]) {
        return dates.map(date => day(date)).join();
      }
    `,
    call: 'days',
    inputs: `[Array.from({ length: size }, (_, i) => new Date(i * 1e8))]`,
  },
  {
    ...rest,
    file: 'made.js',
    code: `
      function format(value) {
        return new Intl.NumberFormat('en', { style: 'percent' }).format(value); //^
      }
      function shares(values) {
        return values.map(value => format(value)).join();
      }
    `,
    call: 'shares',
    inputs: `[Array.from({ length: size }, (_, i) => i / 100)]`,
  },
];
