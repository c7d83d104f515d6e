import assert from 'node:assert/strict';
import type { LineCosts } from './projects/line-costs';
import { installPackages } from './projects/packages';
import { mostOff, profileRows } from './projects/profiled';
import { canRun, rows } from './projects/rows';
import { createWorkspace, type Workspace } from './projects/workspace';
import { testNode, testNodeVersion } from './recording';

// `npm run test:nodes` prints the same table for every version of node.
describe('the right source lines are heated', function () {
  this.timeout(300_000);
  const runnable = rows.filter(row => canRun(row, testNodeVersion));
  let workspace: Workspace;
  let results: ReadonlyMap<string, Promise<LineCosts>>;
  before(() => {
    installPackages();
    workspace = createWorkspace();
    // Short runs, sampled often.
    results = profileRows(runnable, testNode, workspace, { milliseconds: 1000, interval: 250 });
  });
  after(async () => {
    await Promise.allSettled(results.values());
    workspace.remove();
  });

  for (const { name } of runnable) {
    it(`of ${name}`, async () => {
      const found = await results.get(name);
      assert.ok(found !== undefined);
      assert.equal(found.trouble, undefined);
      assert.ok(found.worst <= mostOff, `seen/true shares in percent: ${found.text}`);
    });
  }
});
