import type { Order, OrderLine } from './orders.ts';

/** Three or more copies of a book are a tenth cheaper. */
export function priceOf(line: OrderLine): number {
  const full = line.cents * line.quantity;
  return line.quantity >= 3 ? Math.round(full * 0.9) : full;
}

export function totalOf(order: Order): number {
  let total = 0;
  for (const line of order.lines) total += priceOf(line);
  return total;
}

export function revenue(orders: readonly Order[]): number {
  let cents = 0;
  for (const order of orders) cents += totalOf(order);
  return cents;
}

export function euros(cents: number): string {
  return `€${(cents / 100).toFixed(2)}`;
}
