import type { HintRequest, ProgramOf } from '../core/hints';
import { startTypeService, type TypeService } from '../run/type-service';

export type CheckedPrograms = (request: Pick<HintRequest, 'file' | 'text'>) => ProgramOf;

/** Types for several files of one command: a project that they share is read once, and only when a hint depends on it. */
export function checkedPrograms(): CheckedPrograms {
  let service: TypeService | undefined;
  return ({ file, text }) =>
    () => {
      service ??= startTypeService();
      const program = service.programOf(file, text);
      return 'problem' in program ? undefined : program;
    };
}
