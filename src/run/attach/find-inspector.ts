import { lookup } from 'node:dns/promises';
import { get } from 'node:http';
import { isIP } from 'node:net';
import { RecordError } from '../record-error';

/** Milliseconds to wait for an answer. */
const patience = 3000;

/** The web socket of the inspector that listens at a host's port. @throws RecordError */
export async function findInspector(host: string, port: number): Promise<string> {
  let refusal: RecordError | undefined;
  for (const address of await addressesOf(host)) {
    try {
      return await inspectorAt(address, port, host);
    } catch (error) {
      if (!(error instanceof RecordError)) throw error;
      refusal ??= error;
    }
  }
  throw refusal ?? nobody(host, port, 'the name is not known');
}

/** Names other than `localhost` are refused by the inspector, so they are looked up here. */
async function addressesOf(host: string): Promise<string[]> {
  if (host === 'localhost') return ['127.0.0.1', '::1'];
  const bare = host.replace(/^\[|\]$/g, '');
  if (isIP(bare) !== 0) return [bare];
  const found = await lookup(bare, { all: true }).catch(() => []);
  return found.map(({ address }) => address);
}

/** Whether a host's name or address means this machine. */
export function isLoopback(host: string): boolean {
  const bare = host.replace(/^\[|\]$/g, '');
  return bare === 'localhost' || bare === '::1' || /^127(\.\d+){3}$/.test(bare);
}

async function inspectorAt(address: string, port: number, host: string): Promise<string> {
  const text = await ask(address, port, host);
  let targets: { id?: unknown }[] | undefined;
  try {
    targets = JSON.parse(text);
  } catch {
    // said below
  }
  if (!Array.isArray(targets)) throw notInspector(host, port);
  const [first] = targets;
  if (first === undefined) throw notInspector(host, port, 'it offers nothing to attach to');
  if (typeof first.id !== 'string') throw notInspector(host, port);
  // The address that it names itself is the one before any forwarding of ports.
  return `ws://${isIP(address) === 6 ? `[${address}]` : address}:${port}/${first.id}`;
}

function ask(address: string, port: number, host: string): Promise<string> {
  return new Promise((done, failed) => {
    const request = get(
      { host: address, port, path: '/json/list', timeout: patience, agent: false },
      response => {
        let text = '';
        response.setEncoding('utf8');
        response.on('data', (part: string) => {
          text += part;
          if (text.length > 1e6) request.destroy(new Error('too long'));
        });
        response.on('end', () =>
          response.statusCode === 200 ? done(text) : failed(notInspector(host, port)),
        );
        response.on('error', () => failed(notInspector(host, port)));
      },
    );
    request.on('timeout', () => request.destroy(new Error('no answer')));
    request.on('error', (error: NodeJS.ErrnoException) => {
      const nobodyThere = /^(ECONNREFUSED|EHOSTUNREACH|ENETUNREACH|ETIMEDOUT|ENOTFOUND)$/;
      if (nobodyThere.test(error.code ?? '')) failed(nobody(host, port, error.code ?? ''));
      else failed(notInspector(host, port));
    });
  });
}

function nobody(host: string, port: number, why: string): RecordError {
  return new RecordError(
    'no-inspector',
    `Nothing listens at ${host}:${port} (${why}).`,
    `Start the program with node --inspect=${isLoopback(host) ? port : `0.0.0.0:${port}`}, or check the port.`,
  );
}

function notInspector(host: string, port: number, why = 'something else answers'): RecordError {
  return new RecordError(
    'not-inspector',
    `There is no inspector at ${host}:${port}: ${why}.`,
    'Give the port that node --inspect names (“Debugger listening on …”), not the one that the program serves at.',
  );
}
