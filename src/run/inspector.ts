import type { ProtocolMapping } from 'devtools-protocol/types/protocol-mapping';
import { WebSocket } from 'ws';

/** Node's own commands, which are not in the protocol's published types; and the one that js-debug adds. */
interface NodeCommands {
  'NodeRuntime.notifyWhenWaitingForDisconnect': {
    paramsType: [{ enabled: boolean }];
    returnType: undefined;
  };
  'NodeWorker.enable': { paramsType: [{ waitForDebuggerOnStart: boolean }]; returnType: undefined };
  'NodeWorker.disable': { paramsType: []; returnType: undefined };
  'NodeWorker.detach': { paramsType: [{ sessionId: string }]; returnType: undefined };
  'NodeWorker.sendMessageToWorker': {
    paramsType: [{ sessionId: string; message: string }];
    returnType: undefined;
  };
  'JsDebug.subscribe': { paramsType: [{ events: string[] }]; returnType: undefined };
}

interface NodeEvents {
  /** The program has ended and waits for us to let go. */
  'NodeRuntime.waitingForDisconnect': [];
  'NodeWorker.attachedToWorker': [
    {
      sessionId: string;
      workerInfo: { workerId: string; type: string; title: string; url: string };
      waitingForDebugger: boolean;
    },
  ];
  'NodeWorker.detachedFromWorker': [{ sessionId: string }];
  'NodeWorker.receivedMessageFromWorker': [{ sessionId: string; message: string }];
}

type Commands = ProtocolMapping.Commands & NodeCommands;
type Events = ProtocolMapping.Events & NodeEvents;

/** One connection to the inspector of a program, or of a thread in it. */
export interface Inspector {
  /** Fails when the command is refused, or the connection ends first. */
  send<Name extends keyof Commands>(
    name: Name,
    ...params: Commands[Name]['paramsType']
  ): Promise<Commands[Name]['returnType']>;
  on<Name extends keyof Events>(name: Name, hear: (...params: Events[Name]) => void): void;
  /** Told once, when the connection has ended. */
  onClosed(hear: () => void): void;
  readonly isClosed: boolean;
  close(): void;
}

interface Answer {
  done(value: unknown): void;
  failed(error: Error): void;
}

/** What messages go through, as JSON text. */
export interface Channel {
  write(text: string): void;
  close(): void;
}

/** An inspector over a channel, and what the channel's owner tells it. */
export interface Endpoint {
  readonly inspector: Inspector;
  heard(text: string): void;
  closed(): void;
}

export function inspectorOver(channel: Channel): Endpoint {
  const answers = new Map<number, Answer>();
  const hearers = new Map<string, ((params: unknown) => void)[]>();
  const closeHearers: (() => void)[] = [];
  let lastId = 0;
  let isClosed = false;

  const inspector: Inspector = {
    send: (name, ...[params]) =>
      new Promise((done, failed) => {
        if (isClosed) return failed(new Error('the program has gone'));
        const id = ++lastId;
        // The answer to a command has the type that the protocol's table gives it.
        answers.set(id, { done: done, failed });
        channel.write(JSON.stringify({ id, method: name, params }));
      }),
    on(name, hear) {
      const all = hearers.get(name) ?? [];
      all.push(hear as (params: unknown) => void);
      hearers.set(name, all);
    },
    onClosed(hear) {
      if (isClosed) hear();
      else closeHearers.push(hear);
    },
    get isClosed() {
      return isClosed;
    },
    close: () => channel.close(),
  };
  return {
    inspector,
    heard(text) {
      const message = JSON.parse(text);
      if (message.id === undefined) {
        for (const hear of hearers.get(message.method) ?? []) hear(message.params);
        return;
      }
      const answer = answers.get(message.id);
      answers.delete(message.id);
      if (message.error === undefined) answer?.done(message.result);
      else answer?.failed(new Error(message.error.message));
    },
    closed() {
      if (isClosed) return;
      isClosed = true;
      for (const answer of answers.values()) answer.failed(new Error('the program has gone'));
      answers.clear();
      for (const hear of closeHearers) hear();
    },
  };
}

export async function connectInspector(url: string): Promise<Inspector> {
  const socket = new WebSocket(url, { perMessageDeflate: false, maxPayload: 1 << 30 });
  const endpoint = inspectorOver({
    write: text => socket.send(text),
    close: () => socket.close(),
  });
  socket.on('message', data => endpoint.heard(String(data)));
  socket.on('close', () => endpoint.closed());
  await new Promise<void>((done, failed) => {
    socket.once('open', done);
    socket.on('error', failed); // after the opening, `close` follows and tells whoever waits
  });
  return endpoint.inspector;
}
