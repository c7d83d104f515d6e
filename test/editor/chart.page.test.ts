import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import type { Profile } from '../../src/core/profile';
import type { FromChart, ToChart } from '../../src/protocol';
import { drawnFile, drawnProfile } from '../core/drawn-profile';
import { launchBrowser } from './browser';
import { root } from './places';

/** What test/chart/page/editor-stub.js adds to the page. */
interface ChartWindow extends Window {
  readonly posted: FromChart[];
  receive(message: ToChart): void;
  applyTheme(name: string): void;
}

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
};

function serveCheckout(): Server {
  return createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    const type = types[extname(pathname)];
    if (!/^\/(dist|media|test\/chart\/page)\/[\w.-]+$/.test(pathname) || type === undefined) {
      response.writeHead(404).end();
    } else {
      response.writeHead(200, { 'content-type': type }).end(readFileSync(join(root, pathname)));
    }
  });
}

const work = drawnProfile(`
  main:3;parse:10;[indexOf] 30
  main:3;parse:11 10
  main:4;render:20;parse:10 20
  main:5;(gc) 5
  main:5;read@node:fs:9 5
  main:6 30
  (idle) 400
`);

/** With text of 13 pixels. */
const rowHeight = 21;

/** The chart in a real browser, with only the editor around it stubbed. */
describe('the chart in its page', () => {
  let browser: Browser;
  let server: Server;
  let page: Page;
  const complaints: string[] = [];

  before(async () => {
    browser = await launchBrowser();
    server = serveCheckout();
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  });

  after(async () => {
    await browser?.close();
    server?.close();
  });

  afterEach(async () => {
    await page?.context().close();
    assert.deepEqual(complaints.splice(0), []);
  });

  async function open(options: BrowserContextOptions & { theme?: string } = {}): Promise<void> {
    const { theme = 'dark', ...rest } = options;
    const context = await browser.newContext({
      viewport: { width: 1000, height: 600 },
      reducedMotion: 'reduce',
      ...rest,
    });
    page = await context.newPage();
    page.on('pageerror', error => complaints.push(error.message));
    page.on('console', message => {
      if (message.type() === 'error') complaints.push(message.text());
    });
    const { port } = server.address() as AddressInfo; // of a TCP server that listens
    await page.goto(`http://127.0.0.1:${port}/test/chart/page/index.html?theme=${theme}`);
  }

  async function tell(message: ToChart): Promise<void> {
    await page.evaluate(one => (window as unknown as ChartWindow).receive(one), message);
  }

  async function show(profile: Profile, running = false): Promise<void> {
    await tell({ kind: 'profile', id: 'run', title: 'run', profile, running });
    await page.locator('.stage, .empty').locator('visible=true').first().waitFor();
  }

  const opened = async () => {
    const posted = await page.evaluate(() => (window as unknown as ChartWindow).posted);
    return posted.flatMap(message => (message.kind === 'open' ? [message] : []));
  };
  const crumbs = () => page.locator('.crumb').allTextContents();
  const selection = async () => (await page.locator('.selection-text').textContent()) ?? '';
  const selectedItem = () => page.getByRole('treeitem', { selected: true }).textContent();

  /** Where the box at a share of the width of a row is. */
  async function placeOf(row: number, share: number): Promise<{ x: number; y: number }> {
    const canvas = await page.locator('.stage canvas').boundingBox();
    assert.ok(canvas);
    return { x: canvas.x + share * canvas.width, y: canvas.y + row * rowHeight + 10 };
  }

  async function click(row: number, share: number): Promise<void> {
    const { x, y } = await placeOf(row, share);
    await page.mouse.click(x, y);
  }

  async function doubleClick(row: number, share: number): Promise<void> {
    const { x, y } = await placeOf(row, share);
    await page.mouse.dblclick(x, y);
  }

  it('opens the costliest line of a clicked box, and stays in front', async () => {
    await open();
    await show(work);
    await click(2, 0.1);
    assert.match(await selection(), /^parse with calls 40% · 40 ms, self 10% · 10 ms/);
    assert.deepEqual(await opened(), [
      { kind: 'open', place: { file: drawnFile, line: 10, column: 0 }, keepFocus: true },
    ]);
  });

  it('opens the line that called a builtin', async () => {
    await open();
    await show(work);
    await click(3, 0.1);
    assert.match(await selection(), /^indexOf/);
    assert.deepEqual((await opened())[0].place, { file: drawnFile, line: 10, column: 0 });
  });

  it('tells at the pointer what a box is and costs', async () => {
    await open();
    await show(work);
    const { x, y } = await placeOf(2, 0.5);
    await page.mouse.move(x, y);
    const card = (await page.locator('.tooltip').textContent()) ?? '';
    for (const said of ['render', 'your code', '20% · 20 ms', '20 (95% sure: 13% to 29%)']) {
      assert.ok(card.includes(said), `${said} is not in ${card}`);
    }
    await page.mouse.move(2, 2);
    await page.locator('.tooltip').waitFor({ state: 'hidden' });
  });

  it('zooms in by double click and Enter, and out by Escape and the breadcrumb', async () => {
    await open();
    await show(work);
    await doubleClick(2, 0.5);
    assert.deepEqual(await crumbs(), ['All active time', 'main', 'render']);
    await page.keyboard.press('Escape');
    assert.deepEqual(await crumbs(), ['All active time', 'main']);
    await click(1, 0.1);
    await page.keyboard.press('Enter');
    assert.deepEqual(await crumbs(), ['All active time', 'main', 'parse']);
    await page.getByRole('button', { name: 'All active time' }).click();
    assert.deepEqual(await crumbs(), ['All active time']);
  });

  it('zooms under the pointer with the wheel and back with Escape', async () => {
    await open();
    await show(work);
    const { x, y } = await placeOf(2, 0.5);
    await page.mouse.move(x, y);
    await page.keyboard.down('Control');
    await page.mouse.wheel(0, -300);
    await page.keyboard.up('Control');
    await page.getByText('40% of the width').waitFor();
    await page.mouse.click(x, y);
    assert.match(await selection(), /^render/);
    await page.keyboard.press('Escape');
    assert.deepEqual(await crumbs(), ['All active time']);
  });

  it('is walked by keys, with the accessible tree in step, and keeps them when Space opens a line', async () => {
    await open();
    await show(work);
    await page.getByRole('tree').focus();
    const said: (string | null)[] = [];
    for (const key of ['Home', 'ArrowDown', 'ArrowDown', 'ArrowRight', 'ArrowUp', 'End']) {
      await page.keyboard.press(key);
      said.push(await selectedItem());
    }
    assert.deepEqual(said, [
      'All active time, 100 ms',
      'main, 100% with calls, 30% self',
      'parse, 40% with calls, 10% self',
      'render, 20% with calls, 0% self',
      'main, 100% with calls, 30% self',
      'indexOf, 30% with calls, 30% self',
    ]);
    const item = page.getByRole('treeitem', { selected: true });
    assert.equal(await item.getAttribute('aria-level'), '4');
    assert.equal(
      await page.getByRole('tree').getAttribute('aria-activedescendant'),
      await item.getAttribute('id'),
    );
    await page.keyboard.press('Space');
    assert.equal((await opened())[0].keepFocus, true);
  });

  it('can be reached in order with Tab', async () => {
    await open();
    await show(work);
    await click(2, 0.1);
    await page.getByLabel('Top-down').focus();
    const reached: string[] = [];
    for (let i = 0; i < 6; i++) {
      await page.keyboard.press('Tab');
      reached.push(
        await page.evaluate(() => {
          const at = document.activeElement;
          return at?.getAttribute('role') ?? at?.getAttribute('type') ?? '';
        }),
      );
    }
    assert.deepEqual(reached, ['checkbox', 'search', 'button', 'tree', 'button', 'button']);
  });

  it('finds functions, with their time once per sample', async () => {
    await open();
    await show(work);
    await page.getByRole('tree').focus();
    await page.keyboard.press('/');
    await page.keyboard.type('parse');
    await page.getByText('1 function · 60%').waitFor();
    await page.keyboard.press('Enter');
    assert.match(await selection(), /^parse with calls 40%/);
    await page.keyboard.press('Enter');
    assert.match(await selection(), /^parse with calls 20%/);
    await page.keyboard.press('Escape');
    assert.equal(await page.getByRole('searchbox').inputValue(), '');
    await page.getByRole('searchbox').fill('nowhere');
    await page.getByText('nothing found').waitFor();
  });

  it('shows functions by self time with their callers below', async () => {
    await open();
    await show(work);
    await page.getByLabel('Bottom-up').check();
    await page.getByRole('tree').focus();
    for (const key of ['Home', 'ArrowDown', 'ArrowRight']) await page.keyboard.press(key);
    const first = await selectedItem();
    await page.keyboard.press('ArrowLeft');
    assert.deepEqual([await selectedItem(), first].sort(), ['main, 30%', 'parse, 30%']);
  });

  it('reveals the boxes of a line, and says when a line has none', async () => {
    await open();
    await show(work);
    await tell({ kind: 'reveal', file: drawnFile, line: 10 });
    await page.getByText('The largest of 2 boxes of main.js:10').waitFor({ state: 'attached' });
    assert.deepEqual(await crumbs(), ['All active time', 'main', 'parse']);
    await tell({ kind: 'reveal', file: '/app/cold.ts', line: 7 });
    await page.locator('.selection').getByText('No samples on cold.ts:7').waitFor();
  });

  it('keeps zoom, direction and search over a reload and over live updates', async () => {
    await open();
    await show(work, true);
    await doubleClick(2, 0.5);
    await page.getByRole('searchbox').fill('parse');
    await show(drawnProfile('start 900\nmain:4;render:20;parse:10 40'), true);
    await page.getByText('still running').waitFor();
    assert.deepEqual(await crumbs(), ['All active time', 'main', 'render']);
    await page.waitForFunction(() =>
      /"query":"parse".*render/.test(sessionStorage.getItem('state') ?? ''),
    );
    await page.reload();
    await show(work);
    assert.deepEqual(await crumbs(), ['All active time', 'main', 'render']);
    await page.getByText('1 function · 60%').waitFor();
  });

  it('shows names as text, whatever they contain', async () => {
    await open();
    const name = '<img src=x onerror=alert(1)><b>bold';
    await show(drawnProfile(`main;${name} 60`));
    await click(2, 0.5);
    await page.mouse.move(500, 80);
    assert.ok((await selection()).startsWith(name));
    assert.equal(await page.locator('.chart img, .chart b, .tooltip img').count(), 0);
  });

  it('says so when there is no profile, or nothing in it', async () => {
    await open();
    await tell({ kind: 'no-profile' });
    await page.getByText('No profile yet').waitFor();
    await show(drawnProfile('(idle) 3000'));
    await page.getByText('No active samples').waitFor();
    await page.getByText('3.0 s idle').waitFor();
    await show(work);
    await page.getByText('100 ms active').waitFor();
    await page.getByText('400 ms idle left out').waitFor();
  });

  it('says when there are too few samples to rely on', async () => {
    await open();
    await show(drawnProfile('main 7'));
    await page.getByText('too few samples to rely on').waitFor();
  });

  it('follows the theme, without fills in high contrast', async () => {
    await open({ theme: 'dark' });
    await show(work);
    const colorOfMain = () =>
      page.evaluate(() => {
        const canvas = document.querySelector('canvas');
        const pixel = canvas?.getContext('2d')?.getImageData(canvas.width / 2, 26, 1, 1).data;
        return [...(pixel ?? [])].slice(0, 3).join(' ');
      });
    const seen = [await colorOfMain()];
    for (const theme of ['light', 'hc', 'hc-light']) {
      await page.evaluate(name => (window as unknown as ChartWindow).applyTheme(name), theme);
      await page.waitForFunction(before => {
        const canvas = document.querySelector('canvas');
        const pixel = canvas?.getContext('2d')?.getImageData(canvas.width / 2, 26, 1, 1).data;
        return [...(pixel ?? [])].slice(0, 3).join(' ') !== before;
      }, seen.at(-1));
      seen.push(await colorOfMain());
    }
    assert.deepEqual(seen.slice(2), ['0 0 0', '255 255 255']);
  });

  it('fits a narrow panel at 200 % zoom, sharp', async () => {
    await open({ viewport: { width: 300, height: 400 }, deviceScaleFactor: 2 });
    await show(work);
    await click(2, 0.1);
    const fit = await page.evaluate(() => {
      const canvas = document.querySelector('canvas');
      return {
        overflow: document.documentElement.scrollWidth - window.innerWidth,
        ratio: (canvas?.width ?? 0) / (canvas?.clientWidth ?? 1),
        height: canvas?.clientHeight ?? 0,
      };
    });
    assert.ok(fit.overflow <= 0);
    assert.equal(fit.ratio, 2);
    assert.ok(fit.height >= 100);
  });
});
