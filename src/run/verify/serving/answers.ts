import { createHash } from 'node:crypto';
import { get as getPlain } from 'node:http';
import { get as getSecure } from 'node:https';

/** Bytes of an answer that are compared as a text; of a longer one, and of what is no text, only whether it is the same. */
const mostText = 1 << 20;
/** Milliseconds for a whole answer: one may stream for ever. */
const patience = 10_000;

/** What a server answers to each of these addresses, one after the other: a line with status and kind, then the body. */
export async function answersAt(urls: readonly string[]): Promise<Record<string, string>> {
  const answers: Record<string, string> = {};
  for (const url of urls) answers[askedText(url)] = await answerAt(url);
  return answers;
}

function askedText(url: string): string {
  const { pathname, search } = new URL(url);
  return `GET ${pathname}${search}`;
}

function answerAt(url: string): Promise<string> {
  // Certificates of servers on one's own machine are mostly self-made; the load client takes them too.
  const options = {
    agent: false,
    rejectUnauthorized: false,
    signal: AbortSignal.timeout(patience),
  };
  const get = url.startsWith('https:') ? getSecure : getPlain;
  return new Promise(done => {
    const request = get(url, options, response => {
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => parts.push(part));
      response.once('error', error => done(`no whole answer: ${error.message}`));
      response.once('end', () => {
        const { statusCode, headers } = response;
        const head = `${statusCode} ${headers['content-type'] ?? ''}`.trim();
        done(`${head}\n${bodyText(Buffer.concat(parts))}`);
      });
    });
    request.once('error', error => done(`no answer: ${error.message}`));
  });
}

function bodyText(body: Buffer): string {
  if (body.length <= mostText && !body.includes(0)) return body.toString('utf8');
  return `${body.length} bytes, SHA-256 ${createHash('sha256').update(body).digest('hex')}`;
}
