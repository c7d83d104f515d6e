/** Ends what it stands for; the same shape as VS Code's. */
export interface Disposable {
  dispose(): void;
}

/** The one mutable value of a composition root: an immutable state, replaced as a whole. */
export interface Store<State> {
  get(): State;
  update(change: (state: State) => State): void;
  /** Calls `show` now and whenever what `select` picks is another value (`Object.is`). */
  watch<Part>(select: (state: State) => Part, show: (part: Part) => void): Disposable;
}

export function createStore<State>(initial: State): Store<State> {
  let state = initial;
  const watchers = new Set<() => void>();
  return {
    get: () => state,
    update(change) {
      const next = change(state);
      if (Object.is(next, state)) return;
      state = next;
      for (const notify of [...watchers]) notify();
    },
    watch(select, show) {
      let part = select(state);
      const notify = () => {
        const next = select(state);
        if (Object.is(next, part)) return;
        part = next;
        show(part);
      };
      watchers.add(notify);
      show(part);
      return { dispose: () => void watchers.delete(notify) };
    },
  };
}
