// Owns the scratch copies of one verification and everything that runs in them, in a session of its own. However the process that
// started us ends, also by SIGKILL, our input ends with it: then what runs is ended and the copies are removed.
import { realpath } from 'node:fs/promises';
import { onLines } from '../lines';
import { createPrivateFolder } from '../private-folder';
import { RecordError } from '../record-error';
import { clearAway } from './clear-away';
import type { FromGuard, ToGuard } from './guard-messages';
import { type EndEarly, runMeasured } from './run-measured';
import { serveMeasured } from './serving/serve-measured';

// The terminal sends its signals to whole groups; our host says what is to be done.
for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGQUIT'] as const)
  process.on(name, () => undefined);
process.stdout.on('error', () => undefined); // nobody reads any more: our input has ended too

const send = (message: FromGuard) => process.stdout.write(`${JSON.stringify(message)}\n`);
const folder = createPrivateFolder().then(made => realpath(made));
let underWay: { readonly id: number; readonly end: EndEarly } | undefined;
let isLeaving = false;

process.stdin.on('end', () => void leave());
process.stdin.on('error', () => void leave());
onLines(process.stdin, line => {
  const message: ToGuard = JSON.parse(line);
  switch (message.kind) {
    case 'run':
      void run(message);
      break;
    case 'cancel':
      if (underWay?.id === message.id) underWay.end('cancelled');
      break;
    case 'end':
      void leave();
      break;
  }
});

folder.then(
  path => send({ kind: 'ready', folder: path }),
  (error: unknown) => {
    const { message, action } =
      error instanceof RecordError ? error : { message: String(error), action: '' };
    send({ kind: 'failed', message, action });
    process.exit(1);
  },
);

async function run({ id, command }: Extract<ToGuard, { kind: 'run' }>): Promise<void> {
  const { serving } = command;
  const { end, done } =
    serving === undefined
      ? runMeasured(command, await folder)
      : serveMeasured(command, serving, await folder);
  underWay = { id, end };
  const ran = await done;
  underWay = undefined;
  send({ kind: 'ran', id, ran });
}

async function leave(): Promise<void> {
  if (isLeaving) return;
  isLeaving = true;
  underWay?.end('cancelled');
  await clearAway(await folder.catch(() => process.exit(1)));
  send({ kind: 'gone' });
  process.exit(0);
}
