import type { Profile } from '../../profile';
import type { Template } from '../hint';
import { flagInLaunchEntry, flagInScript, type FlagEdit } from './flag-edits';
import { garbageOf } from './garbage';
import type { ConfigurationHint, HowItRan, Nearest } from './index';

const flag = '--max-semi-space-size=64';
/** Programs with 6 and 10 % gained nothing, one with 36 % took 1.13 times as long without the flag, one with 84 % 1.78 times. */
const leastShare = 0.2;

/**
 * Much of the time is garbage collection, on a Node.js whose room for young objects is small: with more of it they are collected
 * less often, and more are dead by then. Node.js 24 and 26 make that room by themselves, on 20 some programs got slower. Silent where
 * it is not one program whose flags are known.
 */
export function semiSpace(
  profile: Profile,
  nearest: Nearest,
  ran: HowItRan | undefined,
): ConfigurationHint | undefined {
  if (ran === undefined || !/^v?22\./.test(ran.nodeVersion) || !isOneProgram(profile))
    return undefined;
  const { target, nodeOptions } = ran;
  if (target.kind !== 'file' && target.kind !== 'command') return undefined;
  const garbage = garbageOf(profile, leastShare);
  if (garbage === undefined) return undefined;
  const options = 'NODE_OPTIONS' in target.env ? target.env.NODE_OPTIONS : nodeOptions;
  const edited = flagInLaunchEntry(target, flag, nearest) ?? flagInScript(target, flag, nearest);
  const given = [
    options ?? '',
    ...target.args,
    ...(target.kind === 'file' ? (target.nodeArgs ?? []) : []),
    edited?.was ?? '',
  ];
  if (given.some(text => /semi[-_]space/.test(text))) return undefined;
  return {
    rule: 'semi-space',
    ...(edited?.place ?? { file: target.file, line: 1, start: 0, end: 0 }),
    edits: edited?.edits ?? [],
    safety: isEdit(edited) ? 'review' : 'advice',
    title: titleFor(edited, target.kind),
    ...garbage,
    differs: {
      text: 'it takes up to 150 MB more memory, and does not help where most of what is collected is old: a profile does not tell',
      args: [],
    },
  };
}

/** Threads and processes have heaps of their own: then it is not known whose garbage it is, nor who gets the flag. */
function isOneProgram({ lanes }: Profile): boolean {
  return lanes === undefined || lanes.filter(({ role }) => role === 'program').length === 1;
}

function isEdit(found: FlagEdit | undefined): found is FlagEdit {
  return found !== undefined && found.edits.length > 0;
}

function titleFor(edited: FlagEdit | undefined, kind: 'file' | 'command'): Template {
  if (isEdit(edited))
    return {
      text: 'Give young objects more room: `{0}` in “{1}”',
      args: [flag, edited.name],
    };
  return {
    text: 'Give young objects more room: run it with `{0}`',
    args: [kind === 'file' ? `node ${flag}` : `NODE_OPTIONS=${flag}`],
  };
}
