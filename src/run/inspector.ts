import type { ProtocolMapping } from 'devtools-protocol/types/protocol-mapping';
import { WebSocket } from 'ws';

/** Node's own commands, which are not in the protocol's published types. */
interface NodeCommands {
  'NodeRuntime.notifyWhenWaitingForDisconnect': {
    paramsType: [{ enabled: boolean }];
    returnType: undefined;
  };
}

interface NodeEvents {
  /** The program has ended and waits for us to let go. */
  'NodeRuntime.waitingForDisconnect': [];
}

type Commands = ProtocolMapping.Commands & NodeCommands;
type Events = ProtocolMapping.Events & NodeEvents;

/** One connection to the inspector of a program. */
export interface Inspector {
  /** Fails when the command is refused, or the connection ends first. */
  send<Name extends keyof Commands>(
    name: Name,
    ...params: Commands[Name]['paramsType']
  ): Promise<Commands[Name]['returnType']>;
  on<Name extends keyof Events>(name: Name, hear: (...params: Events[Name]) => void): void;
  readonly isClosed: boolean;
  close(): void;
}

interface Answer {
  done(value: unknown): void;
  failed(error: Error): void;
}

export async function connectInspector(url: string): Promise<Inspector> {
  const socket = new WebSocket(url, { perMessageDeflate: false, maxPayload: 1 << 30 });
  const answers = new Map<number, Answer>();
  const hearers = new Map<string, ((params: unknown) => void)[]>();
  let lastId = 0;
  let isClosed = false;

  socket.on('message', data => {
    const message = JSON.parse(String(data));
    if (message.id === undefined) {
      for (const hear of hearers.get(message.method) ?? []) hear(message.params);
      return;
    }
    const answer = answers.get(message.id);
    answers.delete(message.id);
    if (message.error === undefined) answer?.done(message.result);
    else answer?.failed(new Error(message.error.message));
  });
  socket.on('close', () => {
    isClosed = true;
    for (const answer of answers.values()) answer.failed(new Error('the program has gone'));
    answers.clear();
  });
  await new Promise<void>((done, failed) => {
    socket.once('open', done);
    socket.on('error', failed); // after the opening, `close` follows and tells whoever waits
  });

  return {
    send: (name, ...[params]) =>
      new Promise((done, failed) => {
        if (isClosed) return failed(new Error('the program has gone'));
        const id = ++lastId;
        // The answer to a command has the type that the protocol's table gives it.
        answers.set(id, { done: done, failed });
        socket.send(JSON.stringify({ id, method: name, params }));
      }),
    on(name, hear) {
      const all = hearers.get(name) ?? [];
      all.push(hear as (params: unknown) => void);
      hearers.set(name, all);
    },
    get isClosed() {
      return isClosed;
    },
    close: () => socket.close(),
  };
}
