import { parentPort } from 'node:worker_threads';
import { findHints } from '../core/hints';
import { estimateCallLines } from '../core/hints/places/call-lines';
import { namePlaces } from '../core/hints/places/expressions';
import { parse } from '../core/hints/parse';
import { canHoldComment } from '../core/hints/silence';
import { unreachable } from '../core/units';
import { onlyExports } from '../run/targets/plain-module';
import { findTestCalls } from '../run/targets/test-calls';
import type { Reply } from './asked-thread';
import type { SyntaxRequest, SyntaxValue } from './syntax';

/** Loads TypeScript, once, away from the host; answers one request after the other. */
parentPort?.on('message', (request: SyntaxRequest) => {
  parentPort?.postMessage(answer(request));
});

function answer(request: SyntaxRequest): Reply<SyntaxValue> {
  try {
    return { kind: 'done', id: request.id, value: resultOf(request) };
  } catch (error) {
    const message = error instanceof Error ? (error.stack ?? error.message) : String(error);
    return { kind: 'failed', id: request.id, message };
  }
}

function resultOf(request: SyntaxRequest) {
  switch (request.kind) {
    case 'hints':
      return findHints(request.request);
    case 'places':
      return namePlaces(request.request);
    case 'call-lines':
      return estimateCallLines(request.profile, file => request.texts.get(file));
    case 'test-calls':
      return findTestCalls(request.file, request.text);
    case 'only-exports':
      return onlyExports(request.file, request.text);
    case 'can-hold-comment': {
      const file = parse(request.file, request.text);
      return file !== undefined && canHoldComment(file, request.line);
    }
    default:
      return unreachable(request);
  }
}
