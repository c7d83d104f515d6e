import { loyaltyPoints } from './loyalty.ts';
import { makeOrders } from './orders.ts';
import { packParcels } from './packing.ts';
import { invoiceLines, revenue } from './pricing.ts';
import { checksum, monthlySales, printReport } from './report.ts';
import { topWords } from './reviews.ts';

const orders = makeOrders(62_000, 2024);
const months = monthlySales(orders);
const invoices = months.flatMap(month => invoiceLines(month.orders));

printReport({
  months,
  revenue: revenue(orders),
  parcels: packParcels(orders).length,
  words: topWords(orders, 5),
  points: loyaltyPoints(orders),
  signature: checksum(invoices),
});
