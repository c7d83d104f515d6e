// A window that keeps sessions: `node saver.js FOLDER` saves one after the other until it is killed, and says on stdout what is kept as
// soon as that is promised: one JSON line each.
import { randomUUID } from 'node:crypto';
import type { Recording, Session } from '../../src/core/session';
import { openHistory } from '../../src/run/history';
import { drawnProfile } from '../core/drawn-profile';
import { madeUpRun } from '../core/made-up-run';
import { measuredEdits } from '../run/measured-edits';

/** What was said to be kept. */
export interface Kept {
  readonly session: string;
  readonly run?: string;
  readonly trial?: string;
  readonly name?: string;
}

const stacks = Array.from({ length: 3000 }, (_, n) => `main:1;work${n % 50}:${n + 1} ${n % 7}`);
const profile = drawnProfile(stacks.join('\n'));

function recording(): Recording {
  const run = madeUpRun({ id: randomUUID(), nodeVersion: process.versions.node });
  return { run, profile, texts: new Map() };
}

async function keepOn(folder: string): Promise<void> {
  const history = openHistory(folder, { sessions: 1e6, bytes: 1e12 });
  const say = (kept: Kept) => process.stdout.write(`${JSON.stringify(kept)}\n`);
  for (let at = 1; ; at++) {
    const first = recording();
    const session: Session = {
      schema: 1,
      id: randomUUID(),
      target: { kind: 'file', file: '/app/main.js', args: [], cwd: '/app', env: {} },
      startedAt: at,
      runs: [first.run],
    };
    await history.save(session, [first]);
    say({ session: session.id });
    const more = recording();
    await history.add(session.id, { kind: 'run', recording: more });
    say({ session: session.id, run: more.run.id });
    const trial = measuredEdits(randomUUID(), at);
    await history.add(session.id, { kind: 'trial', trial });
    say({ session: session.id, trial: trial.id });
    await history.add(session.id, { kind: 'name', name: `number ${at}` });
    say({ session: session.id, name: `number ${at}` });
  }
}

void keepOn(process.argv[2]);
