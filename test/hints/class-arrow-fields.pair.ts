import type { BenchPair } from './rule-tester';

export const classArrowFieldsPairs: readonly BenchPair[] = [
  {
    rule: 'class-arrow-fields',
    file: 'points.js',
    code: `
      class Point {
        constructor(x, y) {
          this.x = x;
          this.y = y;
        }
        length = () => Math.sqrt(this.x * this.x + this.y * this.y); //^
        plus = other => new Point(this.x + other.x, this.y + other.y); //^
        scaled = by => new Point(this.x * by, this.y * by); //^
        isZero = () => this.x === 0 && this.y === 0; //^
      }
      function farthest(count) {
        let most = 0;
        for (let i = 0; i < count; i++) {
          const point = new Point(i, 3).plus(new Point(1, i));
          if (!point.isZero()) most = Math.max(most, point.scaled(0.5).length());
        }
        return most;
      }
    `,
    call: 'farthest',
    inputs: `[size]`,
    sizes: [100, 10_000],
    firesAt: 100,
  },
  {
    rule: 'class-arrow-fields',
    file: 'counters.js',
    code: `
      class Counter {
        #count = 0;
        add = n => { //^
          this.#count += n;
        };
        total = () => this.#count; //^
      }
      function totals(count) {
        let sum = 0;
        for (let i = 0; i < count; i++) {
          const counter = new Counter();
          counter.add(i);
          sum += counter.total();
        }
        return sum;
      }
    `,
    call: 'totals',
    inputs: `[size]`,
    sizes: [100, 10_000],
    firesAt: 100,
  },
];
