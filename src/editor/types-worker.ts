import { parentPort } from 'node:worker_threads';
import { findHints } from '../core/hints';
import { startTypeService } from '../run/type-service';
import type { Reply } from './asked-thread';
import type { TypesRequest, TypesValue } from './typed-hints';

const service = startTypeService();

/** Hints with the types of the whole project, away from the host and from what answers at once. */
parentPort?.on('message', (request: TypesRequest) => {
  parentPort?.postMessage(answer(request));
});

function answer({ id, request }: TypesRequest): Reply<TypesValue> {
  try {
    let problem: string | undefined;
    const found = findHints(request, () => {
      const program = service.programOf(request.file, request.text);
      if (!('problem' in program)) return program;
      problem = program.problem;
      return undefined;
    });
    return { kind: 'done', id, value: problem === undefined ? found : { problem } };
  } catch (error) {
    const message = error instanceof Error ? (error.stack ?? error.message) : String(error);
    return { kind: 'failed', id, message };
  }
}
