import assert from 'node:assert/strict';
import { type Profiler, Session } from 'node:inspector';
import { createContext, Script } from 'node:vm';
import type { FileCounts } from '../../src/core/counts';
import { readV8Coverage } from '../../src/core/formats/v8-coverage';
import { plainCounts } from '../../src/core/original-counts';

const types = /: (?:readonly )?(?:string|number|Buffer|Item)(?:\[\])*(?=[,)= ])|^interface .*$/gm;
let runs = 0;

/** Runs a script, and counts how often its code ran as V8 does. Types in it are blanked: offsets stay those of the text. */
export function countedRun(text: string, call: string): FileCounts {
  const session = new Session();
  session.connect();
  const filename = `counted-snippet-${++runs}.js`; // each is a script of its own
  let result: readonly Profiler.ScriptCoverage[] = [];
  try {
    session.post('Profiler.enable');
    session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: true });
    const context = createContext({ Buffer });
    const code = text.replaceAll(types, type => ' '.repeat(type.length));
    new Script(code, { filename }).runInContext(context);
    new Script(call).runInContext(context);
    session.post('Profiler.takePreciseCoverage', (error, taken) => {
      assert.equal(error, null);
      result = taken.result.filter(({ url }) => url === filename);
    });
    session.post('Profiler.stopPreciseCoverage');
  } finally {
    session.disconnect();
  }
  const [script] = readV8Coverage(JSON.stringify({ result }), () => true);
  assert.ok(script, 'V8 counted the script');
  return plainCounts(script.steps, text);
}
