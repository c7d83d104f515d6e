import type * as Net from 'node:net';
import { tmpdir } from 'node:os';
import { sep } from 'node:path';
import { bindingOf } from './binding';

/** Where a server listens. */
export interface ListeningPlace {
  readonly port: number | undefined;
  readonly address: string;
}

type Tell = (place: ListeningPlace) => void;

/**
 * Tells when a server of this thread listens for the first time: over TCP, or at a socket file that is not one of those that
 * tools make for themselves in the temporary folder. HTTP, HTTPS and HTTP/2 servers are net servers. Of a cluster whose primary
 * deals out the connections that one tells: the handles of the others are none.
 */
export function listenedAtFirst(tell: Tell): void {
  const sockets = bindingOf<{ TCP: { prototype: TcpHandle } }>('tcp_wrap')?.TCP.prototype;
  const files = bindingOf<{ Pipe: { prototype: PipeHandle } }>('pipe_wrap')?.Pipe.prototype;
  if (sockets === undefined || files === undefined) watchServers(tell);
  else watchHandles(sockets, files, tell);
}

interface Handle {
  /** Zero where it went well. */
  listen(...args: unknown[]): unknown;
}

interface TcpHandle extends Handle {
  getsockname(out: { port?: number; address?: string }): unknown;
}

interface PipeHandle extends Handle {
  bind(name: string, ...rest: unknown[]): unknown;
}

/** What servers stand on: Node's module of servers costs some 15 ms of CPU time to load, in each process and thread, and most serve nothing. */
function watchHandles(sockets: TcpHandle, files: PipeHandle, tell: Tell): void {
  const names = new WeakMap<object, string>();
  const { listen: listenSocket } = sockets;
  const { bind, listen: listenFile } = files;
  const told = (place: ListeningPlace) => {
    Object.assign(sockets, { listen: listenSocket });
    Object.assign(files, { bind, listen: listenFile });
    process.nextTick(tell, place); // when the server says so itself
  };
  sockets.listen = function (this: TcpHandle, ...args) {
    const error = Reflect.apply(listenSocket, this, args);
    const place: { port?: number; address?: string } = {};
    if (error === 0 && this.getsockname(place) === 0)
      told({ port: place.port, address: place.address ?? '' });
    return error;
  };
  files.bind = function (this: PipeHandle, name, ...rest) {
    names.set(this, name);
    return Reflect.apply(bind, this, [name, ...rest]);
  };
  files.listen = function (this: PipeHandle, ...args) {
    const error = Reflect.apply(listenFile, this, args);
    const address = names.get(this);
    if (error === 0 && address !== undefined && !isOfTool(address))
      told({ port: undefined, address });
    return error;
  };
}

/** Where this node keeps its handles to itself: the permission model does. */
function watchServers(tell: Tell): void {
  const { Server }: typeof Net = require('node:net');
  const server = Server.prototype as unknown as Handle;
  const { listen } = server;
  let isTold = false;
  const look = function (this: Net.Server): void {
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
  const watched = function listen_(this: Net.Server, ...args: unknown[]): unknown {
    if (!isTold) this.prependOnceListener('listening', look);
    return Reflect.apply(listen, this, args);
  };
  Object.defineProperty(watched, 'name', { value: 'listen' });
  server.listen = watched;
}

function isOfTool(path: string): boolean {
  return path.startsWith(`${tmpdir()}${sep}`) || path.startsWith('\\\\.\\pipe\\');
}
