// Looks at the editor in one theme: `node --import tsx test/editor/shoot.ts --theme dark|light|hc|hc-light --out FOLDER [--file main.ts]`
import { parseArgs } from 'node:util';
import { keepEvidence, openEditor, type Theme } from './page';
import { evidence } from './places';

async function shoot(): Promise<void> {
  const { values } = parseArgs({
    options: {
      theme: { type: 'string', default: 'dark' },
      out: { type: 'string', default: evidence },
      file: { type: 'string', default: 'main.ts' },
    },
  });
  const theme = values.theme as Theme; // an unknown one fails below, with its name
  const editor = await openEditor({ theme, screenshots: values.out });
  try {
    await editor.openFile(values.file);
    console.log(await editor.screenshot(`${theme}-opened`));
  } catch (error) {
    console.error(`Look at ${await keepEvidence(editor, `${theme}-failed`)}`);
    throw error;
  } finally {
    await editor.close();
  }
}

shoot().catch(error => {
  console.error(error);
  process.exitCode = 1;
});
