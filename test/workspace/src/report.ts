import type { Order } from './orders.ts';
import { euros, totalOf } from './pricing.ts';
import type { WordCount } from './reviews.ts';

export interface Month {
  readonly name: string;
  readonly orders: readonly Order[];
  readonly cents: number;
  readonly median: number;
}

export interface Report {
  readonly months: readonly Month[];
  readonly revenue: number;
  readonly parcels: number;
  readonly words: readonly WordCount[];
  readonly points: ReadonlyMap<string, number>;
  readonly signature: string;
}

const names = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ');

export function monthlySales(orders: readonly Order[]): Month[] {
  return names.map((name, month) => {
    const mine = orders.filter(order => Math.floor(order.day / 30.5) === month);
    const totals = mine.map(totalOf).sort((a, b) => a - b);
    return {
      name,
      orders: mine,
      cents: totals.reduce((sum, cents) => sum + cents, 0),
      median: totals[totals.length >> 1] ?? 0,
    };
  });
}

/** A number that changes when any letter of any line does (FNV-1a). */
export function checksum(lines: readonly string[]): string {
  let hash = 0x811c9dc5;
  for (const line of lines) {
    for (let at = 0; at < line.length; at++) {
      hash ^= line.charCodeAt(at);
      hash = Math.imul(hash, 0x01000193);
    }
  }
  return (hash >>> 0).toString(16).padStart(8, '0');
}

export function printReport(report: Report): void {
  const highest = Math.max(...report.months.map(month => month.cents));
  console.log('Harbour Street Books, this year');
  for (const month of report.months) {
    const bar = '█'.repeat(Math.round((month.cents / highest) * 30));
    console.log(`${month.name}  ${bar} ${euros(month.cents)}, median ${euros(month.median)}`);
  }
  console.log(`Revenue ${euros(report.revenue)} in ${report.parcels} parcels`);
  console.log(`Reviews say: ${report.words.map(({ word, count }) => `${word} ${count}×`).join(', ')}`);
  const [best] = [...report.points].sort(([, a], [, b]) => b - a);
  console.log(`${report.points.size} customers, the best one is ${best[0]}`);
  console.log(`Labels signed ${report.signature}`);
}
