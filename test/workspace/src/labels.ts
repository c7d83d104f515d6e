import type { Order } from './orders.ts';

/** The printer takes this many labels at a time. */
const batchSize = 10_000;

/** What is printed on the address labels, batch by batch. */
export function printedLabels(orders: readonly Order[]): string[] {
  const batches: string[][] = [];
  for (let first = 0; first < orders.length; first += batchSize) {
    batches.push(labelsFor(orders.slice(first, first + batchSize)));
  }
  return batches.flat();
}

function labelsFor(orders: readonly Order[]): string[] {
  return orders.reduce<string[]>(
    (labels, order) => [...labels, `${order.customer}, order ${order.id}, day ${order.day}`],
    [],
  );
}
