import assert from 'node:assert/strict';
import { createStore } from '../../src/core/store';

describe('the store', () => {
  it('shows a part at once, and again only when that part has changed', () => {
    const store = createStore({ heat: true, title: 'a' });
    const shown: string[] = [];
    const watch = store.watch(
      state => state.title,
      title => shown.push(title),
    );
    store.update(state => ({ ...state, heat: false }));
    store.update(state => ({ ...state, title: 'b' }));
    watch.dispose();
    store.update(state => ({ ...state, title: 'c' }));
    assert.deepEqual(shown, ['a', 'b']);
  });
});
