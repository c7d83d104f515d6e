import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import Mocha from 'mocha';
import { firstWords } from './first-words';

/** What the extension host calls: every *.host.test.js beside this file, with the real `vscode`. */
export async function run(): Promise<void> {
  const mocha = new Mocha({
    ...{ timeout: 150_000, forbidOnly: true, color: false },
    grep: process.env.TUNELINE_TESTS,
  });
  for (const name of readdirSync(__dirname).sort()) {
    if (name.endsWith('.host.test.js')) mocha.addFile(join(__dirname, name));
  }
  console.log(firstWords);
  const failures = await new Promise<number>(resolve => mocha.run(resolve));
  if (failures > 0) throw new Error(`${failures} of the tests in the extension host failed`);
}
