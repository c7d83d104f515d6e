import { loyaltyPoints } from './loyalty.ts';
import { makeOrders } from './orders.ts';
import { packParcels } from './packing.ts';
import { invoiceLines, revenue } from './pricing.ts';
import { checksum, monthlySales, printReport } from './report.ts';
import { topWords } from './reviews.ts';

const orders = makeOrders(80_000, 2024);
const parcels = packParcels(orders);
const months = monthlySales(orders);
const invoices = months.flatMap(month => invoiceLines(month.orders));

printReport({
  months,
  revenue: revenue(orders),
  parcels: parcels.length,
  words: topWords(orders, 5),
  points: loyaltyPoints(orders),
  signature: checksum(invoices),
});
