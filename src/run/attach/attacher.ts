// Runs in a thread of its own: reading large segments and maps must not hold up the editor.
import { parentPort, workerData } from 'node:worker_threads';
import { RecordError } from '../record-error';
import { Attachment } from './attachment';
import type { AttacherSettings, FromAttacher, ToAttacher } from './messages';

const port = parentPort;
if (port === null) throw new Error('the attacher runs as a worker');
const send = (message: FromAttacher) => port.postMessage(message);
const attachment = new Attachment(workerData as AttacherSettings, send);

port.on('message', (message: ToAttacher) => {
  switch (message.kind) {
    case 'stop':
      attachment.over('stopped');
      break;
    case 'leave':
      attachment.over('unwanted');
      break;
  }
});

void attachment
  .record()
  .then(
    reading => send({ kind: 'result', reading }),
    (error: unknown) => send({ kind: 'failed', ...told(error) }),
  )
  .then(() => port.close());

function told(error: unknown): Pick<RecordError, 'code' | 'message' | 'action'> {
  if (error instanceof RecordError)
    return { code: error.code, message: error.message, action: error.action };
  const message = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return { code: 'failed', message, action: 'Please report this with the steps that led to it.' };
}
