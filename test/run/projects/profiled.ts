import type { Micros } from '../../../src/core/units';
import { type LineCosts, lineCosts } from './line-costs';
import type { Row } from './rows';
import type { Workspace } from './workspace';

export interface HowLong {
  /** CPU time that each program takes, in milliseconds. */
  readonly milliseconds: number;
  readonly interval: Micros;
}

/** Profiles every row, two at a time; a row's promise settles when its turn has come. */
export function profileRows(
  rows: readonly Row[],
  node: string,
  workspace: Workspace,
  how: HowLong,
): Map<string, Promise<LineCosts>> {
  const turns: Promise<unknown>[] = [Promise.resolve(), Promise.resolve()];
  return new Map(
    rows.map((row, index) => {
      const result = turns[index % turns.length].then(async () => {
        const project = workspace.project(row.needsPlainName);
        const program = await row.make(project);
        return lineCosts({ ...how, node, program, cwd: project.folder });
      });
      turns[index % turns.length] = result.catch(() => undefined); // told where the row is asked for
      return [row.name, result];
    }),
  );
}
