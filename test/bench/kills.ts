// Whether anything is left when `tuneline verify` is killed: `npm run bench:kills [-- --times 100]`. Each kill is at a random moment of its
// first seconds; afterwards no scratch copy and no process may be there, and the workspace with its .git must be as it was.
import { parseArgs } from 'node:util';
import { killedAfter, workspaceToKill } from '../run/kills';

const { values } = parseArgs({ options: { times: { type: 'string', default: '100' } } });
const times = Number(values.times);

async function main(): Promise<void> {
  const own = workspaceToKill();
  const untouched = own.fingerprint();
  const seen = { copies: 0, program: 0, changed: 0, left: 0 };
  for (let kill = 0; kill < times; kill++) {
    try {
      const { copies, processes } = await killedAfter(own, Math.random() * 3);
      if (copies > 0) seen.copies++;
      // Beside the command itself and its guard.
      if (processes > 2) seen.program++;
    } catch {
      seen.left++;
      console.log(`kill ${kill + 1} left`, own.leftCopies(), own.leftProcesses());
    }
    if (own.fingerprint() !== untouched) seen.changed++;
  }
  own.remove();
  const { copies, program, left, changed } = seen;
  console.log(`${times} kills: at ${copies} there was a copy, at ${program} something ran in it.`);
  console.log(`Something left: ${left}. Workspace changed: ${changed}.`);
  process.exitCode = left + changed > 0 ? 1 : 0;
}

void main();
