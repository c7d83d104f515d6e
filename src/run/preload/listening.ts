import { Server } from 'node:net';
import { tmpdir } from 'node:os';

/** Where a server listens. */
export interface ListeningPlace {
  readonly port: number | undefined;
  readonly address: string;
}

/**
 * Tells when a server of this thread listens for the first time: over TCP, or at a socket file that is not one of those that
 * tools make for themselves in the temporary folder. HTTP, HTTPS and HTTP/2 servers are net servers.
 */
export function listenedAtFirst(tell: (place: ListeningPlace) => void): void {
  const server = Server.prototype as unknown as Listening;
  const { listen } = server;
  let isTold = false;
  const look = function (this: Server): void {
    const address = this.address();
    if (isTold || address === null) return;
    if (typeof address === 'string' && isOfTool(address)) return;
    isTold = true;
    if (server.listen === watched) server.listen = listen;
    tell(
      typeof address === 'string'
        ? { port: undefined, address }
        : { port: address.port, address: address.address },
    );
  };
  const watched = function listen_(this: Server, ...args: unknown[]): unknown {
    if (!isTold) this.prependOnceListener('listening', look);
    return Reflect.apply(listen, this, args);
  };
  Object.defineProperty(watched, 'name', { value: 'listen' });
  server.listen = watched;
}

interface Listening {
  listen(...args: unknown[]): unknown;
}

function isOfTool(path: string): boolean {
  return path.startsWith(tmpdir()) || path.startsWith('\\\\.\\pipe\\');
}
