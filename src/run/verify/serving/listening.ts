import { readdirSync, readFileSync } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { connect } from 'node:net';
import { join } from 'node:path';
import type { LoadWish } from '../../load/load-wish';
import { placeOf } from '../../load/under-load';
import type { ListenTold, NotServed, Serving } from './serving';

/** Milliseconds between two looks. What the preload tells has its own time, so they need not be many. */
const lookEvery = 10;
/** Milliseconds that a port which was just left is waited for. */
const forLeftPort = 2000;
/** Milliseconds that the port of the URL is waited for when the program listens at another one. */
const forOtherPort = 3000;

/** Where something answers already at the place of the URL, before the server is started; undefined: nothing does. */
export async function takenPlace(load: LoadWish | undefined): Promise<string | undefined> {
  if (load?.kind !== 'url') return undefined;
  const place = placeOf(load.url);
  for (let waited = 0; await accepts(place); waited += 100) {
    if (waited >= forLeftPort) return `${place.hostname}:${place.port}`;
    await pause(100);
  }
  return undefined;
}

/** Makes the folder of the reports anew, so that none of an earlier run is in it. */
export async function emptyReports({ reports }: Serving): Promise<void> {
  await rm(reports, { recursive: true, force: true });
  await mkdir(reports);
}

/**
 * Waits until the server listens at the place of the URL, or without one at any. Undefined when `gone` says that it has ended, and
 * where a server that is none of node's own can't tell but answers at its URL, without what it told.
 */
export async function untilListening(
  { load, reports, patience }: Serving,
  gone: AbortSignal,
): Promise<{ readonly told: ListenTold | undefined } | NotServed | undefined> {
  const place = load?.kind === 'url' ? placeOf(load.url) : undefined;
  const url = load?.kind === 'url' ? load.url : '';
  const began = performance.now();
  let elsewhereSince: number | undefined;
  while (!gone.aborted) {
    const [told, ...others] = toldIn(reports);
    const now = performance.now();
    if (place === undefined ? told !== undefined : await accepts(place)) return { told };
    if (told !== undefined) elsewhereSince ??= now;
    const isElsewhere = elsewhereSince !== undefined && now - elsewhereSince > forOtherPort;
    if (isElsewhere || now - began > patience)
      return { kind: 'never-listened', url, places: placesText([told, ...others]) };
    await pause(lookEvery);
  }
  return undefined;
}

/** What was told so far, the earliest first. */
function toldIn(folder: string): ListenTold[] {
  const reports = readdirSync(folder).flatMap(name => {
    try {
      return [JSON.parse(readFileSync(join(folder, name), 'utf8')) as ListenTold];
    } catch {
      return []; // half written: the next look has it
    }
  });
  return reports.sort((a, b) => a.now - b.now);
}

function placesText(told: readonly (ListenTold | undefined)[]): string {
  const names = told.flatMap(one =>
    one === undefined ? [] : one.port === undefined ? [one.address] : [`port ${one.port}`],
  );
  return names.length === 0 ? '' : `It listens at ${[...new Set(names)].join(' and ')}.`;
}

function accepts({ hostname, port }: ReturnType<typeof placeOf>): Promise<boolean> {
  return new Promise(done => {
    const socket = connect({ host: hostname, port, timeout: 500 });
    const settle = (is: boolean) => {
      socket.destroy();
      done(is);
    };
    socket.once('connect', () => settle(true));
    socket.once('timeout', () => settle(false));
    socket.once('error', () => settle(false));
  });
}

export function pause(milliseconds: number): Promise<void> {
  return new Promise(done => setTimeout(done, milliseconds));
}
