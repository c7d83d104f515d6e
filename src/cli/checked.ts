import type { HintRequest, ProgramOf } from '../core/hints';
import { startTypeService, type TypeService, usualLimits } from '../run/type-service';

export type CheckedPrograms = (request: Pick<HintRequest, 'file' | 'text'>) => ProgramOf;

/** Milliseconds that reading projects may take in all: somebody waits, and without types hints are only fewer. */
const patience = 20_000;

/** Types for several files of one command: a project that they share is read once, and only when a hint depends on it. */
export function checkedPrograms(): CheckedPrograms {
  let service: TypeService | undefined;
  let left = patience;
  return ({ file, text }) =>
    () => {
      if (left <= 0) return undefined;
      service ??= startTypeService({ ...usualLimits, time: left });
      const began = performance.now();
      const program = service.programOf(file, text);
      left -= performance.now() - began;
      return 'problem' in program ? undefined : program;
    };
}
