import type { Profile } from '../../profile';
import { defaultGate, type Template } from '../hint';
import { flagInLaunchEntry, flagInScript, isEdited, type StartEdit } from './start-edits';
import { garbageOf } from './garbage';
import { atBeginningOf, type ConfigurationRule } from './hint';

const flag = '--max-semi-space-size=64';

/**
 * Much of the time is garbage collection, on a Node.js whose room for young objects is small. Node.js 24 and 26 make that room by
 * themselves, on 20 some programs got slower. Silent where it is not one program whose flags are known.
 */
export const semiSpace: ConfigurationRule = {
  id: 'semi-space',
  explanation: {
    text: 'V8 puts new objects into a small room, and goes through what lives there each time it is full. With more room it does so less often, and more of them are dead by then.',
    args: [],
  },
  /** Programs with 6 and 10 % gained nothing. */
  gate: { share: 0.2, samples: defaultGate.samples },
  offered: {
    text: 'It is the time of garbage collection, of one program with one thread, on Node.js 22, where the flag is not set already. Node.js 24 and 26 make that room by themselves: no program was clearly faster with the flag. With Node.js 20 some were slower, and no profile tells which.',
    args: [],
  },
  measured: [
    { program: 'A window of living objects: 84% garbage collection', node: 22, ratio: 1.78 },
    { program: 'A growing map: 36%', node: 22, ratio: 1.13 },
    { program: 'Indexes built and dropped: 6%', node: 22, ratio: 1.02 },
    { program: 'Objects that die at once: 10%', node: 22, ratio: 0.98 },
  ],
  check(profile, nearest, ran) {
    if (ran === undefined || !/^v?22\./.test(ran.nodeVersion) || !isOneProgram(profile))
      return undefined;
    const { target, environment } = ran;
    if (target.kind !== 'file' && target.kind !== 'command') return undefined;
    const garbage = garbageOf(profile, this.gate);
    if (garbage === undefined) return undefined;
    const edited = flagInLaunchEntry(target, flag, nearest) ?? flagInScript(target, flag, nearest);
    const given = [
      { ...environment, ...target.env }.NODE_OPTIONS ?? '',
      ...target.args,
      ...(target.kind === 'file' ? (target.nodeArgs ?? []) : []),
      edited?.was ?? '',
    ];
    if (given.some(text => /semi[-_]space/.test(text))) return undefined;
    return {
      rule: this.id,
      ...(edited?.place ?? atBeginningOf(target.file)),
      edits: edited?.edits ?? [],
      safety: isEdited(edited) ? 'review' : 'advice',
      title: titleFor(edited, target.kind),
      ...garbage,
      differs: {
        text: 'it takes up to 150 MB more memory, and does not help where most of what is collected is old: a profile does not tell',
        args: [],
      },
    };
  },
};

/** Threads and processes have heaps of their own: then it is not known whose garbage it is, nor who gets the flag. */
function isOneProgram({ lanes }: Profile): boolean {
  return lanes === undefined || lanes.filter(({ role }) => role === 'program').length === 1;
}

function titleFor(edited: StartEdit | undefined, kind: 'file' | 'command'): Template {
  if (isEdited(edited))
    return {
      text: 'Give young objects more room: `{0}` in “{1}”',
      args: [flag, edited.name],
    };
  return {
    text: 'Give young objects more room: run it with `{0}`',
    args: [kind === 'file' ? `node ${flag}` : `NODE_OPTIONS=${flag}`],
  };
}
