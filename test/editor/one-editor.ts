import { type Editor, keepEvidence, openEditor } from './page';

/** All steps of a suite in one editor, which `opened` is handed; of a step that fails, what is needed to understand it is kept. */
export function inOneEditor(
  opened: (editor: Editor) => void | Promise<void>,
  settings: Readonly<Record<string, unknown>> = {},
): void {
  let editor: Editor | undefined;

  before(async function () {
    this.timeout(240_000);
    editor = await openEditor({ settings });
    await opened(editor);
  });

  after(() => editor?.close());

  afterEach(async function () {
    if (this.currentTest?.state !== 'failed' || editor === undefined) return;
    console.error(`      Look at ${await keepEvidence(editor, this.currentTest.fullTitle())}`);
  });
}
