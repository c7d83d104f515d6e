export interface OrderLine {
  readonly title: string;
  readonly cents: number;
  readonly quantity: number;
}

export interface Order {
  readonly id: number;
  readonly day: number;
  readonly customer: string;
  readonly review: string;
  readonly lines: readonly OrderLine[];
}

const firstNames = ['Ada', 'Ben', 'Chloé', 'David', 'Emil', 'Fatima', 'Grace', 'Hiro', 'Ines', 'Jan'];
const lastNames = ['Andersen', 'Brown', 'Costa', 'Dubois', 'Evans', 'Fischer', 'García', 'Haas'];
const subjects = ['Rivers', 'Bread', 'Winter Birds', 'Small Engines', 'The Night Sky', 'Old Maps'];
const words = (
  'the book arrived early and the cover is lovely but one corner was damaged so my sister says ' +
  'it still makes a wonderful gift for anyone who reads in bed although it came a day late'
).split(' ');

/** Numbers from 0 to 1 that look random and are the same on every run. */
function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** A year of orders, sorted by day. */
export function makeOrders(count: number, seed: number): Order[] {
  const random = randomFrom(seed);
  const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)];
  const orders: Order[] = [];
  for (let id = 1; id <= count; id++) {
    const lines: OrderLine[] = [];
    const size = 1 + Math.floor(random() * 4);
    for (let n = 0; n < size; n++) {
      const volume = 1 + Math.floor(random() * 30);
      lines.push({
        title: `${pick(subjects)}, volume ${volume}`,
        cents: 900 + Math.floor(random() * 3200),
        quantity: 1 + Math.floor(random() * 3),
      });
    }
    const review = Array.from({ length: 38 }, () => pick(words)).join(' ');
    orders.push({
      id,
      day: Math.floor((id / (count + 1)) * 365),
      customer: `${pick(firstNames)} ${pick(lastNames)} ${1 + Math.floor(random() * 180)}`,
      review,
      lines,
    });
  }
  return orders;
}
