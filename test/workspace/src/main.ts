import { printedLabels } from './labels.ts';
import { makeOrders, type Order } from './orders.ts';
import { packParcels } from './packing.ts';
import { revenue, totalOf } from './pricing.ts';
import { checksum, monthlySales, printReport } from './report.ts';
import { topWords } from './reviews.ts';

/** Points by customer: the one who spent most gets 1000, the others their part of it. */
function loyaltyPoints(orders: readonly Order[]): Map<string, number> {
  const spentBy = new Map<string, number>();
  for (const order of orders) {
    spentBy.set(order.customer, (spentBy.get(order.customer) ?? 0) + totalOf(order));
  }
  const spent = [...spentBy.values()];
  const points = spent.map(cents => Math.round((cents / Math.max(...spent)) * 1000));
  return new Map([...spentBy.keys()].map((customer, n) => [customer, points[n]]));
}

const orders = makeOrders(80_000, 2024);
const months = monthlySales(orders);
const labels = printedLabels(orders);

printReport({
  months,
  revenue: revenue(orders),
  words: topWords(orders, 5),
  points: loyaltyPoints(orders),
  signature: checksum(labels),
  parcels: packParcels(orders).length,
});
