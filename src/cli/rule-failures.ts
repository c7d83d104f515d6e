import { failuresOnce, ruleFailureText } from '../core/hints/rule-failure';
import { shown } from './report';

/** On stderr, in one line each, whatever is written to stdout; the stack as for every fault of ours. */
export const tellFailures = failuresOnce(failure => {
  const { stderr, env } = process;
  const nameOf = (file: string) => shown(file, process.cwd());
  stderr.write(`tuneline: ${ruleFailureText(failure, nameOf)}\n`);
  if (env.TUNELINE_DEBUG === '1') stderr.write(`${failure.error}\n`);
});
