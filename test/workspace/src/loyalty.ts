import type { Order } from './orders.ts';
import { totalOf } from './pricing.ts';

/** Points by customer: the one who spent most gets 1000, the others their part of it. */
export function loyaltyPoints(orders: readonly Order[]): Map<string, number> {
  const spentBy = new Map<string, number>();
  for (const order of orders) {
    spentBy.set(order.customer, (spentBy.get(order.customer) ?? 0) + totalOf(order));
  }
  const spent = [...spentBy.values()];
  const points = spent.map(cents => Math.round((cents / Math.max(...spent)) * 1000));
  return new Map([...spentBy.keys()].map((customer, n) => [customer, points[n]]));
}
