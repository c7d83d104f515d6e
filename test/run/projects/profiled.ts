import type { Micros } from '../../../src/core/units';
import { type LineCosts, lineCosts } from './line-costs';
import type { Row } from './rows';
import type { Workspace } from './workspace';

/** A marked line's share may differ by this much from the truth. */
export const mostOff = 0.05;

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
        const request = { ...how, node, program, cwd: project.folder };
        const found = await lineCosts(request);
        if (found.worst <= mostOff) return found;
        // Chance does not strike twice, and a wrong map does: on a machine with fifty processes for two cores, one row in a
        // hundred is off by more, each time another.
        return lineCosts({ ...request, milliseconds: 2 * how.milliseconds });
      });
      turns[index % turns.length] = result.catch(() => undefined); // told where the row is asked for
      return [row.name, result];
    }),
  );
}
