import {
  createMachine,
  createActor,
  assign,
  transition,
  initialTransition,
} from './node_modules/xstate/dist/xstate.cjs.js';
import graph from './node_modules/xstate/dist/xstate-graph.cjs.js';

const machine = createMachine({
  id: 'm',
  initial: 'a',
  context: { n: 0 },
  states: {
    a: {
      on: {
        NEXT: { target: 'b', actions: assign({ n: ({ context }) => context.n + 1 }) },
        SKIP: 'c',
      },
    },
    b: {
      on: { NEXT: 'c', BACK: 'a' },
      initial: 'x',
      states: { x: { on: { IN: 'y' } }, y: { type: 'final' } },
      onDone: 'c',
    },
    c: {
      type: 'parallel',
      on: { END: 'd' },
      states: {
        p: { initial: 'i', states: { i: { on: { P: 'j' } }, j: {} } },
        q: { initial: 'i', states: { i: { on: { Q: 'j' } }, j: {} } },
      },
    },
    d: { type: 'final' },
  },
});
const actor = createActor(machine);
actor.subscribe({
  next: state => console.log(JSON.stringify(state.value), state.context.n, state.status),
  complete: () => console.log('done'),
});
actor.start();
for (const type of ['NONE', 'NEXT', 'IN', 'P', 'Q', 'END', 'NEXT']) actor.send({ type });
const limit = {
  limit: 200,
  serializeState: state => JSON.stringify(state.value),
  stopWhen: state => state.context.n > 3,
};
for (const walk of ['getShortestPaths', 'getSimplePaths'])
  console.log(
    walk,
    graph[walk](machine, limit)
      .map(
        path =>
          `${JSON.stringify(path.state.value)}: ${path.steps.map(step => step.event.type).join()}`,
      )
      .join('\n'),
  );
const adjacency = graph.getAdjacencyMap(machine, limit);
console.log(
  JSON.stringify(
    Object.entries(adjacency).map(([key, { transitions }]) => [key, Object.keys(transitions)]),
  ),
);
console.log(
  JSON.stringify(graph.toDirectedGraph(machine)).length,
  JSON.stringify(initialTransition(machine)[0].value),
  JSON.stringify(
    graph
      .getPathsFromEvents(machine, [{ type: 'NEXT' }, { type: 'NEXT' }], limit)
      .map(path => path.steps.length),
  ),
);
