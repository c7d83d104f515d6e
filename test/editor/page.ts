import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, FrameLocator, Locator, Page } from 'playwright-core';
import { launchBrowser } from './browser';
import { type EditorServer, startServer } from './editor-server';
import { preparePinnedEditor } from './pinned-editor';
import { evidence, sampleWorkspace } from './places';

export type Theme = 'dark' | 'light' | 'hc' | 'hc-light';

const themes: Readonly<Record<Theme, string>> = {
  dark: 'Dark Modern',
  light: 'Light Modern',
  hc: 'Default High Contrast',
  'hc-light': 'Default High Contrast Light',
};

/** A profiled program runs a few seconds; on a loaded machine many more. */
const heatTimeout = 60_000;

export interface EditorOptions {
  /** Copied to a scratch folder, so that no test changes the checkout; the sample workspace by default. */
  readonly workspace?: string;
  readonly settings?: Readonly<Record<string, unknown>>;
  readonly theme?: Theme;
  readonly size?: { readonly width: number; readonly height: number };
  /** Where screenshots go; the evidence folder by default. */
  readonly screenshots?: string;
  readonly env?: NodeJS.ProcessEnv;
}

/** A line of the open file as the page draws it. */
export interface DrawnLine {
  readonly line: number;
  readonly text: string;
  /** Text that decorations put behind the line, '' for none. */
  readonly after: string;
  /** The part of it that is underlined, '' for none. */
  readonly marked: string;
  /** Whether a decoration of an extension colours the line, and whether one stands in its margin. */
  readonly background: boolean;
  readonly gutter: boolean;
  /** Where the line is on the page. */
  readonly x: number;
  readonly y: number;
}

/** A real VS Code with the checkout's extension, and its window, as a person would use them. */
export interface Editor {
  readonly page: Page;
  /** The scratch copy of the workspace. */
  readonly workspace: string;
  readonly openFile: (name: string) => Promise<void>;
  readonly goTo: (line: number) => Promise<void>;
  readonly runCommand: (title: string) => Promise<void>;
  readonly clickEditorAction: (label: string) => Promise<void>;
  readonly lines: (file?: string) => Promise<readonly DrawnLine[]>;
  /** Lines with trailing text of the extension. */
  readonly hotLines: (file?: string) => Promise<readonly DrawnLine[]>;
  /** Waits until a line of the active editor has trailing text of the extension, and returns it. */
  readonly waitForHeat: (line: number) => Promise<DrawnLine>;
  /** Waits until an editor shows this file with this line in view. */
  readonly waitForLine: (file: string, line: number) => Promise<void>;
  /** Waits until a line of the active editor, which must be in view, holds this text. */
  readonly waitForText: (line: number, text: string) => Promise<DrawnLine>;
  /** Until what is written behind a line fits. */
  readonly waitForAfter: (line: number, text: RegExp) => Promise<DrawnLine>;
  /** Waits until an item of the status bar has this text. */
  readonly waitForStatus: (text: string) => Promise<void>;
  /** Clicks Profile This File, lets `meanwhile` look at the running program, and waits until it has ended. */
  readonly profileThisFile: (meanwhile?: () => Promise<void>) => Promise<void>;
  /** The same by the command Profile Again: what was profiled last, whichever file is open. */
  readonly profileAgain: () => Promise<void>;
  /** Hovers the code of a line and returns the text of the hover. */
  readonly hover: (line: number, text?: string) => Promise<string>;
  /** Opens the quick-fix menu on a line and returns its titles; picks one if it is named. */
  readonly quickFix: (line: number, pick?: string) => Promise<readonly string[]>;
  readonly chart: () => FrameLocator;
  readonly statusBar: () => Promise<readonly string[]>;
  readonly notifications: () => Promise<readonly string[]>;
  readonly reload: () => Promise<void>;
  readonly screenshot: (name: string) => Promise<string>;
  /** The server's output, for diagnostics. */
  readonly log: () => string;
  readonly close: () => Promise<void>;
}

/** Opens the editor; a start that fails is tried once more, since it says nothing about the extension. */
export async function openEditor(options: EditorOptions = {}): Promise<Editor> {
  try {
    return await startEditor(options);
  } catch (error) {
    console.error(`The editor did not start, trying once more: ${error}`);
    return startEditor(options);
  }
}

async function startEditor(options: EditorOptions): Promise<Editor> {
  const scratch = mkdtempSync(join(tmpdir(), 'tuneline-editor-'));
  const workspace = join(scratch, 'workspace');
  cpSync(options.workspace ?? sampleWorkspace, workspace, { recursive: true });
  let server: EditorServer | undefined;
  let browser: Browser | undefined;
  let closed = false;
  const close = async () => {
    if (closed) return;
    closed = true;
    await browser?.close();
    await server?.close();
    rmSync(scratch, { recursive: true, force: true, maxRetries: 5 });
  };
  try {
    server = await startServer({
      editor: preparePinnedEditor(),
      folder: join(scratch, 'server'),
      settings: { 'workbench.colorTheme': themes[options.theme ?? 'dark'], ...options.settings },
      withExtension: true,
      env: options.env,
    });
    browser = await launchBrowser();
    const page = await browser.newPage({ viewport: options.size ?? { width: 1400, height: 900 } });
    // Functions compiled by esbuild with kept names call __name; inside the page there is none.
    await page.addInitScript('globalThis.__name = value => value');
    await page.goto(server.address(workspace));
    await workbench(page);
    return driver(page, workspace, options.screenshots ?? evidence, server.output, close);
  } catch (error) {
    await close();
    throw error;
  }
}

async function workbench(page: Page): Promise<void> {
  await page.locator('.monaco-workbench .statusbar-item').first().waitFor({ timeout: 90_000 });
}

function succeeds(what: Promise<void>): Promise<boolean> {
  return what.then(
    () => true,
    () => false,
  );
}

function appears(what: Locator, timeout: number): Promise<boolean> {
  return succeeds(what.waitFor({ timeout }));
}

/** What takes the focus late (a file that was just opened) closes lists and hovers: a person tries again, and so do we. */
async function tryAgain(what: string, once: () => Promise<boolean>): Promise<void> {
  for (let attempt = 0; attempt < 5; attempt++) if (await once()) return;
  throw new Error(`Five times tried in vain: ${what}`);
}

function driver(
  page: Page,
  workspace: string,
  screenshots: string,
  log: () => string,
  close: () => Promise<void>,
): Editor {
  const editorOf = (file?: string): Locator =>
    file
      ? page.locator(`.editor-instance .monaco-editor[data-uri$="/${file}"]`).first()
      : page.locator('.editor-group-container.active .editor-instance .monaco-editor').first();
  const lines = (file?: string) => editorOf(file).evaluate(readDrawnLines);

  async function quickInput(
    keys: string,
    text: string,
    choose: () => Promise<boolean>,
  ): Promise<void> {
    const input = page.locator('.quick-input-widget input[type="text"]');
    await tryAgain(`${keys} ${text}`, async () => {
      await page.keyboard.press(keys);
      const there = await succeeds(input.fill(text, { timeout: 4000 }));
      if (there && (await choose())) return true;
      await page.keyboard.press('Escape');
      return false;
    });
  }

  async function lineAt(line: number): Promise<DrawnLine> {
    await goTo(line);
    const found = (await lines()).find(one => one.line === line);
    if (!found) throw new Error(`Line ${line} is not in view`);
    return found;
  }

  async function openFile(name: string): Promise<void> {
    const row = page.locator(`.quick-input-list .monaco-list-row[aria-label^="${name}"]`).first();
    const opened = page.locator(
      `.editor-group-container.active .monaco-editor[data-uri$="/${name}"] .view-line`,
    );
    await quickInput('Control+P', name, async () => {
      if (!(await appears(row, 4000))) return false;
      await page.waitForTimeout(300); // the list comes in two parts, and rows move under the pointer
      const clicked = await succeeds(row.click({ timeout: 4000 }));
      return clicked && (await appears(opened.first(), 8000));
    });
  }

  async function goTo(line: number): Promise<void> {
    const cursor = page.locator('.statusbar-item', { hasText: `Ln ${line}, ` });
    const list = page.locator('.quick-input-widget');
    const row = page.locator('.quick-input-list .monaco-list-row.focused');
    await quickInput('Control+G', `:${line}`, async () => {
      if (!(await appears(row, 4000))) return false;
      await page.keyboard.press('Enter');
      await list.waitFor({ state: 'hidden' });
      return appears(cursor.first(), 4000);
    });
  }

  async function runCommand(title: string): Promise<void> {
    const row = page.locator('.quick-input-list .monaco-list-row', { hasText: title }).first();
    await quickInput('F1', `>${title}`, () => succeeds(row.click({ timeout: 5000 })));
  }

  async function clickEditorAction(label: string): Promise<void> {
    await page.locator(`.editor-actions a.action-label[aria-label^="${label}"]`).first().click();
  }

  async function waitForDrawn(
    is: (drawn: DrawnLine) => boolean,
    what: string,
    timeout: number,
    file?: string,
  ): Promise<DrawnLine> {
    for (let waited = 0; waited < timeout; waited += 250) {
      const drawn = (await lines(file)).find(is);
      if (drawn) return drawn;
      await page.waitForTimeout(250);
    }
    throw new Error(`After ${timeout / 1000} s still not: ${what}`);
  }

  async function waitForHeat(line: number): Promise<DrawnLine> {
    await goTo(line);
    const isHot = (drawn: DrawnLine) => drawn.line === line && drawn.after !== '';
    return waitForDrawn(isHot, `text behind line ${line}`, heatTimeout);
  }

  /** What is written behind a line changes a moment after the line itself. */
  function waitForAfter(line: number, text: RegExp): Promise<DrawnLine> {
    const isThere = (drawn: DrawnLine) => drawn.line === line && text.test(drawn.after);
    return waitForDrawn(isThere, `${text} behind line ${line}`, 10_000);
  }

  function waitForText(line: number, text: string): Promise<DrawnLine> {
    const isThere = (drawn: DrawnLine) => drawn.line === line && drawn.text.includes(text);
    return waitForDrawn(isThere, `${text} on line ${line}`, 10_000);
  }

  async function waitForLine(file: string, line: number): Promise<void> {
    await editorOf(file).locator('.view-line').first().waitFor();
    await waitForDrawn(drawn => drawn.line === line, `${file}:${line} in view`, 10_000, file);
  }

  async function waitForStatus(text: string): Promise<void> {
    await page
      .locator('.statusbar-item', { hasText: text })
      .first()
      .waitFor({ timeout: heatTimeout });
  }

  const profileAction = (label: string) =>
    page.locator(`.editor-actions a.action-label[aria-label^="${label}"]`).first();

  async function untilProfiled(meanwhile?: () => Promise<void>): Promise<void> {
    await profileAction('Stop Profiling').waitFor();
    await meanwhile?.();
    await profileAction('Profile This File').waitFor({ timeout: heatTimeout });
  }

  async function profileThisFile(meanwhile?: () => Promise<void>): Promise<void> {
    await profileAction('Profile This File').click();
    await untilProfiled(meanwhile);
  }

  async function profileAgain(): Promise<void> {
    await runCommand('Tuneline: Profile Again');
    await untilProfiled();
  }

  async function hover(line: number, text?: string): Promise<string> {
    const shown = page.locator('.monaco-hover:not(.hidden)');
    const wanted = (text ? shown.filter({ hasText: text }) : shown).first();
    await tryAgain(`the hover of line ${line} with ${text ?? 'any text'}`, async () => {
      const { x, y } = await lineAt(line);
      await page.mouse.move(x + 300, y + 200);
      await page.mouse.move(x + 6, y);
      return appears(wanted, 8000);
    });
    return (await wanted.allInnerTexts()).join('');
  }

  async function quickFix(line: number, pick?: string): Promise<readonly string[]> {
    const rows = page.locator('.action-widget .monaco-list-row.action');
    const wanted = rows.filter({ hasText: pick ?? '' }).first();
    let titles: readonly string[] = [];
    await tryAgain(`quick fixes of line ${line} with ${pick ?? 'any title'}`, async () => {
      await lineAt(line);
      await page.keyboard.press('Control+.');
      if (await appears(wanted, 4000)) {
        titles = (await rows.allInnerTexts()).map(title => title.trim());
        if (!pick || (await succeeds(wanted.click({ timeout: 4000 })))) return true;
      }
      await page.keyboard.press('Escape'); // the menu stays empty while the TypeScript server starts
      return false;
    });
    return titles;
  }

  async function screenshot(name: string): Promise<string> {
    mkdirSync(screenshots, { recursive: true });
    const file = join(screenshots, `${name}.png`);
    await page.screenshot({ path: file });
    return file;
  }

  return {
    page,
    workspace,
    openFile,
    goTo,
    runCommand,
    clickEditorAction,
    lines,
    hotLines: async file => (await lines(file)).filter(one => one.after !== ''),
    waitForHeat,
    waitForLine,
    waitForText,
    waitForAfter,
    waitForStatus,
    profileThisFile,
    profileAgain,
    hover,
    quickFix,
    chart: () => page.frameLocator('iframe.webview.ready').frameLocator('iframe#active-frame'),
    statusBar: () => page.locator('.statusbar-item').allInnerTexts(),
    notifications: () => page.locator('.notification-toast').allInnerTexts(),
    async reload() {
      await page.reload();
      await workbench(page);
    },
    screenshot,
    log,
    close,
  };
}

/** Runs in the page. Margin, code and backgrounds of a line are three elements that share only their height on the page. */
function readDrawnLines(editor: Element): DrawnLine[] {
  const middle = (element: Element) => {
    const box = element.getBoundingClientRect();
    return Math.round(box.top + box.height / 2);
  };
  const numbers = new Map<number, { line: number; gutter: boolean }>();
  for (const row of editor.querySelectorAll('.margin-view-overlays > div')) {
    const line = Number(row.querySelector('.line-numbers')?.textContent ?? '');
    if (line > 0) numbers.set(middle(row), { line, gutter: false });
  }
  for (const glyph of editor.querySelectorAll('.glyph-margin-widgets .cgmr[class*="ced-"]')) {
    const at = numbers.get(middle(glyph));
    if (at) at.gutter = true;
  }
  const coloured = new Set<number>();
  for (const row of editor.querySelectorAll('.view-overlays > div')) {
    if (row.querySelector('.cdr[class*="ced-"]')) coloured.add(middle(row));
  }
  return [...editor.querySelectorAll('.view-lines .view-line')]
    .flatMap(row => {
      const at = numbers.get(middle(row));
      if (!at) return [];
      const spans = [...row.querySelectorAll('span[class*="ced-"]')];
      const after = spans
        .map(span => getComputedStyle(span, '::after').content)
        .filter(content => content.startsWith('"'))
        .map(content => JSON.parse(content) as string)
        .join('')
        .trim();
      const marked = spans
        .filter(span => getComputedStyle(span).textDecorationLine.includes('underline'))
        .map(span => (span.textContent ?? '').replaceAll('\u00a0', ' '))
        .join('');
      const text = (row.textContent ?? '').replaceAll('\u00a0', ' ');
      const indent = text.length - text.trimStart().length;
      const box = (row.querySelector('span > span') ?? row).getBoundingClientRect();
      const x = box.left + ((indent + 0.5) / Math.max(text.length, 1)) * box.width;
      const background = coloured.has(middle(row));
      return [{ ...at, text, after, marked, background, x, y: middle(row) }];
    })
    .sort((a, b) => a.line - b.line);
}

/** Keeps what is needed to understand a failure: the window and the server's log. Returns their folder. */
export async function keepEvidence(editor: Editor, name: string): Promise<string> {
  const stem = name.replace(/[^\w-]+/g, '-').slice(0, 80);
  const picture = await editor.screenshot(stem);
  writeFileSync(picture.replace(/png$/, 'log'), editor.log());
  return picture;
}
