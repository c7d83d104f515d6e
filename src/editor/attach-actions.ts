import * as vscode from 'vscode';
import type { AttachedTarget } from '../core/session';
import { attachedTarget, pickProgram } from './attach-picker';
import type { Attaching } from './attaching';
import type { DebugSessions } from './debug-session';
import type { Paths } from './paths';
import type { Report } from './trouble/report';
import { untrusted, noDebuggedProgram } from './trouble/targets';

/** What commands do with programs that run already. */
export interface AttachActions {
  readonly attach: () => unknown;
  readonly profileDebugSession: () => unknown;
}

export interface AttachParts {
  readonly attaching: Attaching;
  readonly debugSessions: DebugSessions;
  readonly memory: vscode.Memento;
  readonly paths: Paths;
  readonly report: Report;
}

export function createAttachActions(parts: AttachParts): AttachActions {
  const { attaching, debugSessions, memory, paths, report } = parts;
  return {
    async attach() {
      if (!vscode.workspace.isTrusted) return report(untrusted());
      const picked = await pickProgram(memory, paths);
      if (picked !== undefined) await attaching.attach(picked.target, picked.options);
    },
    async profileDebugSession() {
      if (!vscode.workspace.isTrusted) return report(untrusted());
      const program = await debugSessions.programOfActive();
      if (typeof program === 'string') return report(noDebuggedProgram(program));
      const { hostname, port } = new URL(program.url);
      const place = { host: hostname, port: Number(port) };
      const target: AttachedTarget = attachedTarget(place, program.name);
      await attaching.attach(target, { debuggerUrl: program.url });
    },
  };
}
