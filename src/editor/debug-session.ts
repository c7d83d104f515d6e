import * as vscode from 'vscode';

/** Kinds of debug sessions in which js-debug holds a Node.js program. */
const nodeTypes = /^(pwa-)?(node|extensionHost)$|^node-terminal$/;

/** Milliseconds for js-debug to answer; it does not for a session that only holds others. */
const patience = 3000;

/** The debug sessions that began since the extension was activated. */
export interface DebugSessions extends vscode.Disposable {
  /** The web socket to the program of the active debug session. */
  readonly programOfActive: () => Promise<
    DebuggedProgram | 'no-session' | 'not-node' | 'no-program'
  >;
}

export interface DebuggedProgram {
  readonly name: string;
  readonly url: string;
}

export function watchDebugSessions(): DebugSessions {
  const running = new Set<vscode.DebugSession>();
  const subscriptions = vscode.Disposable.from(
    vscode.debug.onDidStartDebugSession(session => running.add(session)),
    vscode.debug.onDidTerminateDebugSession(session => running.delete(session)),
  );
  return {
    dispose: () => subscriptions.dispose(),
    async programOfActive() {
      const active = vscode.debug.activeDebugSession;
      if (active === undefined) return 'no-session';
      if (!nodeTypes.test(active.type)) return 'not-node';
      const below = [...running].filter(session => isBelow(session, active));
      for (const session of [active, ...below]) {
        const url = await proxyOf(session);
        if (url !== undefined) return { name: session.name, url };
      }
      return 'no-program';
    },
  };
}

/** js-debug has a session for each process and thread, below one that has none itself. */
function isBelow(session: vscode.DebugSession, other: vscode.DebugSession): boolean {
  for (let at = session.parentSession; at !== undefined; at = at.parentSession)
    if (at.id === other.id) return true;
  return false;
}

/** Where js-debug passes on commands to a session's program; undefined when it has none. */
async function proxyOf({ id }: vscode.DebugSession): Promise<string | undefined> {
  const command = 'extension.js-debug.requestCDPProxy';
  const asked = vscode.commands.executeCommand<
    { host: string; port: number; path: string } | undefined
  >(command, id);
  const late = new Promise<undefined>(done => setTimeout(done, patience, undefined));
  try {
    const proxy = await Promise.race([asked, late]);
    return proxy && `ws://${proxy.host}:${proxy.port}${proxy.path}`;
  } catch {
    return undefined; // it has just ended, or is no session of js-debug
  }
}
