import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { writeCpuProfile } from '../core/formats/cpuprofile-writer';
import { hotSpots } from '../core/hot-lines';
import type { RanText } from '../core/line-anchors';
import type { Profile } from '../core/profile';
import type { Compared } from '../core/profile-changes';
import { movedFile, withFilesMoved } from './moved-files';
import { pathFrom } from './tuneline-json/spelled-program';

/** Stands for the folder of tuneline.json: a profile that goes into a repository names no folder of the machine that it was made on. */
const anywhere = '/tuneline-workspace';
/** For files that lie elsewhere, of which no more than their name is kept. */
const elsewhere = '/elsewhere';
/** Hashes are kept of files from such a part of the active time on. */
const leastShare = 0.005;

type Kept = { tuneline?: { ran?: Record<string, { hashes: number[] }> } };

/**
 * A profile as it is kept beside a budget, for any viewer of `.cpuprofile`: with paths from the folder of tuneline.json, and with
 * hashes of the lines that ran, so that they are found again in a file that was changed.
 */
export function keptProfile({ profile, ran }: Omit<Compared, 'runs'>, folder: string): string {
  const place = (path: string) => {
    const inside = pathFrom(folder, path);
    const isInside = inside !== path && !inside.startsWith('../');
    return isInside ? `${anywhere}/${inside}` : `${elsewhere}/${basename(path)}`;
  };
  const kept: Kept = JSON.parse(writeCpuProfile(profile, path => urlOf(place(path))));
  const hashes = [...(ran ?? [])]
    .filter(([file]) => isHot(profile, file))
    .map(([file, text]) => [place(file), { hashes: Array.from(text.hashes) }] as const);
  kept.tuneline = { ...kept.tuneline, ran: Object.fromEntries(hashes) };
  return `${JSON.stringify(kept)}\n`;
}

/** What was kept so, or any other profile that `compared` was read from, by the paths of this machine. */
export function fromKeptProfile(file: string, compared: Compared, folder: string): Compared {
  const ran = new Map<string, RanText>(compared.ran);
  for (const [path, { hashes }] of Object.entries(hashesIn(file)))
    ran.set(path, { hashes: Uint32Array.from(hashes), functions: [] });
  const moved = [...ran].map(([path, text]) => [movedFile(path, anywhere, folder), text] as const);
  return {
    ...compared,
    profile: withFilesMoved(compared.profile, anywhere, folder),
    ...(moved.length > 0 && { ran: new Map(moved) }),
  };
}

function hashesIn(file: string): Record<string, { hashes: number[] }> {
  try {
    return (JSON.parse(readFileSync(file, 'utf8')) as Kept).tuneline?.ran ?? {};
  } catch {
    return {}; // it is no .cpuprofile: what it knows of texts was read with it
  }
}

function isHot(profile: Profile, file: string): boolean {
  const lines = hotSpots(profile).byFile.get(file) ?? [];
  return lines.reduce((sum, { selfShare }) => sum + selfShare, 0) >= leastShare;
}

function urlOf(path: string): string {
  // `pathToFileURL` would put a drive before it on Windows.
  return `file://${path.split('/').map(encodeURIComponent).join('/')}`;
}
