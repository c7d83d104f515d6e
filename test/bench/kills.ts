// Whether anything is lost or left when Tuneline is killed: `npm run bench:kills [-- --times 100] [--only record,save,verify,auto-tune]`. Each kill is
// at a random moment. Afterwards no process, scratch copy or private folder may be there, the workspace with its .git must be as it
// was, and every session that was said to be kept must be there, whole.
import { parseArgs } from 'node:util';
import { killedAfter, recordingKilledAfter, recordingToKill, workspaceToKill } from '../run/kills';
import type { Repository } from '../run/repository';
import { killedWhileSaving } from './killed-while-saving';
import { killAutoTune } from './kills/auto-tune';

const { values } = parseArgs({
  options: {
    times: { type: 'string', default: '100' },
    only: { type: 'string', default: 'record,save,verify,auto-tune' },
  },
});
const times = Number(values.times);

/** Each says how often something went wrong. */
const kinds: Readonly<Record<string, () => Promise<number>>> = {
  verify: () =>
    killed('verify', workspaceToKill(), async own => {
      const { copies, processes } = await killedAfter(own, Math.random() * 3);
      // Beside the command itself and its guard.
      if (processes > 2) return 'something ran in a copy';
      return copies > 0 ? 'there was a copy' : 'neither';
    }),
  record: () =>
    killed(
      'record',
      recordingToKill(),
      async own => {
        const processes = await recordingKilledAfter(own, Math.random() * 3);
        return processes > 3 ? 'a program that had started others ran' : 'none did yet';
      },
      own => own.tuneline('profile', 'short.js'),
    ),
  'auto-tune': async () => ((await killAutoTune(times)) ? 0 : 1),
  async save() {
    const seen = { kept: 0, lost: 0, damaged: 0, left: 0 };
    for (let kill = 0; kill < times; kill++) {
      const { kept, lost, damaged, left } = await killedWhileSaving(Math.random() * 1.5);
      seen.kept += kept;
      seen.lost += lost.length;
      seen.damaged += damaged;
      seen.left += left;
      if (lost.length > 0) console.log(`kill ${kill + 1} lost`, lost);
    }
    const { kept, lost, damaged, left } = seen;
    console.log(`save: ${times} kills, one of two windows each, ${kept} things said to be kept.`);
    console.log(
      `  Lost: ${lost}. Damaged sessions: ${damaged}. Drafts left by the sweep: ${left}.`,
    );
    return lost + damaged + left;
  },
};

/** `sweep`: what the user does next, which clears away what a process that is gone could not. */
async function killed(
  name: string,
  own: Repository,
  once: (own: Repository) => Promise<string>,
  sweep: (own: Repository) => unknown = () => undefined,
): Promise<number> {
  const untouched = own.fingerprint();
  const moments = new Map<string, number>();
  let [left, changed] = [0, 0];
  for (let kill = 0; kill < times; kill++) {
    try {
      const moment = await once(own);
      moments.set(moment, (moments.get(moment) ?? 0) + 1);
    } catch {
      left++;
      console.log(`${name}, kill ${kill + 1} left`, own.leftCopies(), own.leftProcesses());
    }
    if (own.fingerprint() !== untouched) changed++;
  }
  sweep(own);
  const folders = own.leftCopies().length;
  own.remove();
  const when = [...moments].map(([moment, count]) => `at ${count} ${moment}`).join(', ');
  console.log(`${name}: ${times} kills, ${when}.`);
  console.log(`  Left: ${left}, folders: ${folders}. Workspace changed: ${changed}.`);
  return left + folders + changed;
}

async function main(): Promise<void> {
  let wrong = 0;
  for (const kind of values.only.split(',')) {
    const run = kinds[kind];
    if (run === undefined)
      throw new Error(`There is no ${kind}; there are ${Object.keys(kinds).join(', ')}.`);
    wrong += await run();
  }
  process.exitCode = wrong > 0 ? 1 : 0;
}

void main();
