import type { Order } from './orders.ts';

export interface Parcel {
  readonly orders: readonly number[];
  readonly books: number;
}

const booksPerParcel = 12;

/** Packs orders in the order they came; a parcel goes when the next order would not fit. */
export function packParcels(orders: readonly Order[]): Parcel[] {
  const parcels: Parcel[] = [];
  const queue = [...orders];
  let ids: number[] = [];
  let books = 0;
  while (queue.length > 0) {
    const order = queue.shift()!;
    const count = order.lines.reduce((sum, line) => sum + line.quantity, 0);
    if (books + count > booksPerParcel) {
      parcels.push({ orders: ids, books });
      ids = [];
      books = 0;
    }
    ids.push(order.id);
    books += count;
  }
  if (books > 0) parcels.push({ orders: ids, books });
  return parcels;
}
