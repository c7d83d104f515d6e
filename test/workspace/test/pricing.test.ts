import { priceOf } from '../src/pricing.ts';

function expect(what: string, actual: number, wanted: number): void {
  if (actual !== wanted) throw new Error(`${what}: expected ${wanted}, got ${actual}`);
  console.log(`✓ ${what}`);
}

expect('two copies cost twice the price', priceOf({ title: 'Bread', cents: 1000, quantity: 2 }), 2000);
expect('three copies are a tenth cheaper', priceOf({ title: 'Bread', cents: 1000, quantity: 3 }), 2700);
