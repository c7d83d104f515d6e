import { spawn } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { until } from '../../run/kills';
import { Repository, tuneline } from '../../run/repository';

/** Two tunings that help, and a moment to copy. */
const program = `const words = Array.from({ length: 2000 }, (_, n) => 'word' + n * 7);
const known = words.filter((_, n) => n % 2 === 0);
let found = 0;
for (let round = 0; round < 25; round++) {
  for (const word of words) if (known.includes(word)) found++;
}
const wanted = words.filter((_, n) => n % 3 === 0);
for (let round = 0; round < 25; round++) {
  for (const word of words) if (wanted.includes(word)) found++;
}
console.log(found);
`;

/** How far one was when it was killed: by the lines that it had written. */
interface Moment {
  readonly phase: 'profiling' | 'trying' | 'confirming' | 'ended';
  readonly processes: number;
}

async function killedOnce(own: Repository, seconds: number): Promise<Moment> {
  const child = spawn(process.execPath, [tuneline, 'tune', 'main.js'], {
    cwd: own.path,
    env: own.environment,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  child.stderr.on('data', (data: Buffer) => (said += data.toString()));
  let hasEnded = false;
  child.once('exit', () => (hasEnded = true));
  await new Promise(done => setTimeout(done, seconds * 1000));
  const processes = own.leftProcesses().length;
  const phase = hasEnded
    ? 'ended'
    : said.includes('measured together')
      ? 'confirming'
      : said.includes('to try')
        ? 'trying'
        : 'profiling';
  child.kill('SIGKILL');
  await until(() => hasEnded && own.leftProcesses().length === 0 && copies(own).length === 0);
  return { phase, processes };
}

/** Folders with both versions in them; the private folder of a recording is removed at the next start. */
function copies(own: Repository): string[] {
  return own.leftCopies().filter(name => {
    try {
      return readdirSync(join(own.temporary, name)).includes('a');
    } catch {
      return false; // it was removed just now
    }
  });
}

/**
 * Kills `tuneline tune` so many times, each at a random moment of its life; afterwards no scratch copy and no process may be there,
 * and the workspace with its .git must be as it was. @returns whether it all was
 */
export async function killAutoTune(times: number): Promise<boolean> {
  const own = new Repository({ 'main.js': program, 'package.json': '{}' });
  for (let file = 0; file < 200; file++) own.write({ [`data/${file}.txt`]: 'x'.repeat(10_000) });
  own.commit();
  const untouched = own.fingerprint();
  const begun = Date.now();
  const whole = own.tuneline('tune', 'main.js');
  const life = (Date.now() - begun) / 1000;
  if (whole.code !== 0) throw new Error(`there is nothing to kill: ${whole.stdout}${whole.stderr}`);
  console.log(`Undisturbed: ${life.toFixed(1)} s.`);
  const phases = new Map<string, number>();
  let [left, changed, inCopies] = [0, 0, 0];
  for (let kill = 0; kill < times; kill++) {
    try {
      const { phase, processes } = await killedOnce(own, Math.random() * life);
      phases.set(phase, (phases.get(phase) ?? 0) + 1);
      if (processes > 2 && (phase === 'trying' || phase === 'confirming')) inCopies++;
    } catch {
      left++;
      console.log(`kill ${kill + 1} left`, own.leftCopies(), own.leftProcesses());
    }
    if (own.fingerprint() !== untouched) changed++;
  }
  // What a recording leaves when it is killed goes at the next start.
  own.tuneline('tune', 'main.js', '--time', '1s');
  const folders = own.leftCopies().length;
  own.remove();
  const when = [...phases].map(([phase, count]) => `${phase} ${count}`).join(', ');
  console.log(`${times} kills: ${when}; at ${inCopies} something ran in a copy.`);
  console.log(`Something left: ${left + folders}. Workspace changed: ${changed}.`);
  return left + folders + changed === 0;
}
