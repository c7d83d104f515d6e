import { setTimeout as sleep } from 'node:timers/promises';
import * as vscode from 'vscode';

/** Kinds of debug sessions in which js-debug holds a Node.js program. */
const nodeTypes = /^(pwa-)?(node|extensionHost)$|^node-terminal$/;

/** Milliseconds for js-debug to have a program: it may just be starting. */
const patience = 8000;
const lookAgainAfter = 200;

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
      // Never answered for a session that only holds others, so nothing waits for an answer.
      const asked = new Map<string, string | undefined>();
      for (const end = Date.now() + patience; Date.now() < end; await sleep(lookAgainAfter)) {
        const below = [...running].filter(session => isBelow(session, active));
        for (const session of [focused(), active, ...below]) {
          if (session === undefined) continue;
          const url = asked.get(session.id);
          if (url !== undefined) return { name: session.name, url };
          if (asked.has(session.id)) continue;
          asked.set(session.id, undefined);
          void proxyOf(session).then(found => {
            if (found === undefined) asked.delete(session.id);
            else asked.set(session.id, found);
          });
        }
      }
      return 'no-program';
    },
  };
}

/** The session of the thread that is selected in the call stack. */
function focused(): vscode.DebugSession | undefined {
  return vscode.debug.activeStackItem?.session ?? vscode.debug.activeDebugSession;
}

/** js-debug has a session for each process and thread, below one that has none itself. */
function isBelow(session: vscode.DebugSession, other: vscode.DebugSession): boolean {
  for (let at = session.parentSession; at !== undefined; at = at.parentSession)
    if (at.id === other.id) return true;
  return false;
}

/** Where js-debug passes on commands to a session's program; undefined when it has none (yet). */
async function proxyOf({ id }: vscode.DebugSession): Promise<string | undefined> {
  try {
    const proxy = await vscode.commands.executeCommand<
      { host: string; port: number; path: string } | undefined
    >('extension.js-debug.requestCDPProxy', id);
    return proxy && `ws://${proxy.host}:${proxy.port}${proxy.path}`;
  } catch {
    return undefined; // it has just ended, or is no session of js-debug
  }
}
