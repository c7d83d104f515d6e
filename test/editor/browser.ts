import { spawnSync } from 'node:child_process';
import { createReadStream, createWriteStream, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createBrotliDecompress } from 'node:zlib';
import { type Browser, chromium } from 'playwright-core';
import { cache, root } from './places';

interface BrowserProgram {
  readonly executable: string;
  readonly env: NodeJS.ProcessEnv;
}

const installedNames = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const installedPlaces = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe',
];
const packed = join(root, 'test', 'editor', 'node_modules', '@sparticuz', 'chromium', 'bin');

/** Starts a headless browser: the one named by TUNELINE_BROWSER (`packed` for the packed one), an installed one, or the packed one. */
export async function launchBrowser(): Promise<Browser> {
  const { executable, env } = await findBrowser();
  return chromium.launch({
    executablePath: executable,
    env: env, // process.env has undefined only for names that are not there
    args: [
      '--no-sandbox', // root has no sandbox, and the only page is our own editor
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}

async function findBrowser(): Promise<BrowserProgram> {
  const named = process.env.TUNELINE_BROWSER;
  if (named === 'packed') return unpackBrowser();
  if (named) return { executable: named, env: process.env };
  const onPath = (process.env.PATH ?? '')
    .split(delimiter)
    .flatMap(folder => installedNames.map(name => join(folder, name)));
  for (const executable of [...onPath, ...installedPlaces]) {
    if (existsSync(executable) && answers(executable, process.env)) {
      return { executable, env: process.env };
    }
  }
  if (existsSync(packed)) return unpackBrowser();
  throw new Error(
    'No browser for the page tests: no chromium or google-chrome on PATH, and the packed one is for Linux x64 only. Install Chromium or Chrome, or name one with TUNELINE_BROWSER=/path/to/chrome.',
  );
}

function answers(executable: string, env: NodeJS.ProcessEnv): boolean {
  return spawnSync(executable, ['--version'], { env, timeout: 30_000 }).status === 0;
}

/** Unpacks the browser that came with the packages into our own folder: its helper shares one under the system's temporary folder. */
async function unpackBrowser(): Promise<BrowserProgram> {
  const home = join(cache, 'browser');
  const executable = join(home, 'chromium');
  const unpacked = join(home, 'unpacked');
  if (!existsSync(unpacked)) {
    mkdirSync(home, { recursive: true });
    const { extract } = createRequire(join(root, 'test', 'editor', 'package.json'))('tar-fs') as {
      extract: (folder: string) => NodeJS.WritableStream;
    };
    const unpack = (name: string, into: NodeJS.WritableStream) =>
      pipeline(createReadStream(join(packed, name)), createBrotliDecompress(), into);
    await unpack('chromium.br', createWriteStream(executable, { mode: 0o755 }));
    await unpack('swiftshader.tar.br', extract(home));
    await unpack('al2023.tar.br', extract(home));
    await unpack('fonts.tar.br', extract(home));
    writeFileSync(join(home, 'our-fonts.conf'), fontConfiguration(home));
    writeFileSync(unpacked, '');
  }
  const fonts = { ...process.env, FONTCONFIG_FILE: join(home, 'our-fonts.conf') };
  if (answers(executable, fonts)) return { executable, env: fonts };
  const env = { ...fonts, LD_LIBRARY_PATH: join(home, 'lib') };
  if (answers(executable, env)) return { executable, env };
  const { stderr } = spawnSync(executable, ['--version'], { env, timeout: 30_000 });
  throw new Error(`The packed browser does not run on this system: ${stderr}`);
}

/** The system's fonts first; the packed ones are for machines without any. */
function fontConfiguration(home: string): string {
  const dejavu = join(root, 'test', 'editor', 'node_modules', 'dejavu-fonts-ttf', 'ttf');
  const folders = ['/usr/share/fonts', '/usr/local/share/fonts', dejavu, join(home, 'fonts')];
  return `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
${folders.map(folder => `  <dir>${folder}</dir>`).join('\n')}
  <cachedir>${join(home, 'font-cache')}</cachedir>
  <alias><family>monospace</family><prefer><family>DejaVu Sans Mono</family></prefer></alias>
  <alias><family>sans-serif</family><prefer><family>Open Sans</family><family>DejaVu Sans</family></prefer></alias>
</fontconfig>
`;
}
