import type { Locator } from 'playwright-core';
import type { Editor } from './page';

/** A row of the side bar's views with this text. */
export function sessionRow(editor: Editor, text: string | RegExp): Locator {
  return editor.page.locator('.pane-body .monaco-list-row', { hasText: text }).first();
}

/** The rows of *Sessions* that are no program's. */
export function sessionRows(editor: Editor): Locator {
  const view = editor.page.locator('.pane', {
    has: editor.page.locator('.pane-header[aria-label*="Sessions"]'),
  });
  return view.locator('.monaco-list-row[aria-level="2"]');
}

/** Picks a command from the menu of a row. A menu that has only just opened takes no click: then it stays open. */
export async function clickInMenu(editor: Editor, row: Locator, command: string): Promise<void> {
  const item = editor.page.locator('.monaco-menu .action-item', { hasText: command }).first();
  const becomes = (state: 'visible' | 'hidden') =>
    item.waitFor({ state, timeout: 4000 }).then(
      () => true,
      () => false,
    );
  for (let attempt = 0; attempt < 5; attempt++) {
    if (!(await item.isVisible())) await row.click({ button: 'right' });
    if (await becomes('visible')) {
      await item.click();
      if (await becomes('hidden')) return;
    } else await editor.page.keyboard.press('Escape');
  }
  throw new Error(`No menu has “${command}”, or it took no click.`);
}

/** Answers the dialog for a file with this path. */
export async function pressPath(editor: Editor, path: string): Promise<void> {
  const input = editor.page.locator('.quick-input-widget input[type="text"]');
  await input.waitFor();
  await editor.page.waitForTimeout(500); // it fills in its own folder when it is ready
  await input.fill(path);
  await editor.page.waitForTimeout(500);
  await editor.page.keyboard.press('Enter');
}
