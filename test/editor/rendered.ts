import type { Editor } from './page';

/** What is written on the rendered page that has this text. */
export async function rendered({ page }: Editor, text: string): Promise<string> {
  for (let waited = 0; waited < 150; waited++) {
    for (const frame of page.frames()) {
      const said = await frame
        .locator('body')
        .innerText({ timeout: 1000 })
        .catch(() => '');
      if (frame !== page.mainFrame() && said.includes(text)) return said;
    }
    await page.waitForTimeout(200);
  }
  throw new Error(`No page says “${text}”.`);
}
