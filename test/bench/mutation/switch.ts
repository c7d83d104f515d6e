/** What the instrumented code calls `$`: it asks each condition, or drops the one that is switched off. */
export class Switch {
  /** The condition that is dropped; -1 for none. */
  dropped = -1;
  /** Conditions that would have made a difference if they had been dropped, since it was last emptied. */
  readonly mattered = new Set<number>();

  /** `if (…)`. */
  when(id: number, test: () => unknown): unknown {
    if (this.dropped === id) return false;
    const value = test();
    if (value) this.mattered.add(id);
    return value;
  }

  /** `… ? … : …`; the number after `id` is that of `always`. */
  choice(id: number, test: () => unknown): unknown {
    if (this.dropped === id) return false;
    if (this.dropped === id + 1) return true;
    const value = test();
    this.mattered.add(value ? id : id + 1);
    return value;
  }

  all(ids: readonly number[], tests: readonly (() => unknown)[]): unknown {
    return this.#chain(ids, tests, value => !value);
  }

  any(ids: readonly number[], tests: readonly (() => unknown)[]): unknown {
    return this.#chain(ids, tests, value => Boolean(value));
  }

  /** Evaluates operands up to the first that decides; that one would have been missed. */
  #chain(
    ids: readonly number[],
    tests: readonly (() => unknown)[],
    decides: (value: unknown) => boolean,
  ): unknown {
    let value: unknown;
    for (let i = 0; i < ids.length; i++) {
      if (this.dropped === ids[i]) continue;
      value = tests[i]();
      const isLast = i === ids.length - 1;
      if (decides(value) || (isLast && typeof value !== 'boolean')) this.mattered.add(ids[i]);
      if (decides(value)) return value;
    }
    return value;
  }

  every(id: number, test: (...args: unknown[]) => unknown) {
    return (...args: unknown[]): unknown => {
      if (this.dropped === id) return true;
      const value = test(...args);
      if (!value) this.mattered.add(id);
      return value;
    };
  }

  none(id: number, test: (...args: unknown[]) => unknown) {
    return (...args: unknown[]): unknown => {
      if (this.dropped === id) return false;
      const value = test(...args);
      if (value) this.mattered.add(id);
      return value;
    };
  }
}
