import { Activity, activities, type Profile, times } from '../../profile';
import { formatShare, formatShareRange, shareInterval } from '../../units';
import { atBeginningOf, type ConfigurationRule, figures } from './hint';

/** Packages that compile the files of a program while it runs. What runs tests is left out: nobody ships what it compiles. */
const compilers =
  /[\\/]node_modules[\\/](ts-node|tsx|@swc-node[\\/]register|@esbuild-kit[\\/][\w-]+)[\\/]/;

/**
 * Most of a run is what compiles the program. Advice: how a program is built is the user's. Of our own compiler nothing is said,
 * since nobody ships it.
 */
export const runPrecompiled: ConfigurationRule = {
  id: 'run-precompiled',
  explanation: {
    text: 'A tool such as ts-node or tsx compiles each file when the program loads it, at each start anew where it keeps nothing. ts-node checks the types as well, which takes the most. What was compiled before by `tsc` or a bundler starts at once.',
    args: [],
  },
  gate: { share: 0.5, samples: 500 },
  offered: {
    text: 'It is the time of the compiler in the main thread, as a part of its own and the program’s.',
    args: [],
  },
  measured: [
    ...figures('Forty modules, by ts-node', [36, 52, 51, 46]),
    ...figures('Forty modules, by ts-node without its type check', [16, 21, 21, 19]),
    ...figures('Forty modules, by tsx', [4, 3.7, 3.3, 3.7]),
  ],
  check(profile, _, ran) {
    if (ran === undefined || ran.target.file === '') return undefined;
    const tool = compilerIn(profile);
    const { active, activeSamples } = times(profile);
    if (tool === undefined) return undefined;
    const share = tool.time / (active + tool.time);
    if (share < this.gate.share || tool.count < this.gate.samples) return undefined;
    const interval = shareInterval(share, activeSamples + tool.count);
    const isChecking = tool.name === 'ts-node';
    return {
      rule: this.id,
      ...atBeginningOf(ran.target.file),
      safety: 'advice',
      title: {
        text: isChecking
          ? 'Compile it before it runs, or leave out the type check: `TS_NODE_TRANSPILE_ONLY=true`'
          : 'Compile it before it runs instead of with {0} at each start',
        args: isChecking ? [] : [tool.name],
      },
      evidence: {
        text: 'about {0} ({1}) of the run is {2}, which compiles the program',
        args: [formatShare(share), formatShareRange(share, interval), tool.name],
      },
      share,
      interval,
      differs: {
        text: 'what was compiled before must be compiled again after each change, and a program that runs for long gains little',
        args: [],
      },
      edits: [],
    };
  },
};

interface Compiler {
  readonly name: string;
  readonly time: number;
  readonly count: number;
}

/** The package that compiles, with all the time of what runs the program; undefined where none of them was sampled. */
function compilerIn(profile: Profile): Compiler | undefined {
  const { samples, stacks, frames, scripts } = profile;
  const activity = activities(profile);
  const names = new Map<string, number>();
  let time = 0;
  let count = 0;
  for (let i = 0; i < samples.stack.length; i++) {
    const leaf = samples.stack[i];
    if (activity[leaf] !== Activity.tool) continue;
    for (let row = leaf; row >= 0; row = stacks.parent[row]) {
      const { script } = frames[stacks.frame[row]];
      const found = script < 0 ? null : compilers.exec(scripts[script].name);
      if (found === null) continue;
      const name = found[1].replace('\\', '/');
      names.set(name, (names.get(name) ?? 0) + samples.weight[i]);
      time += samples.weight[i];
      count += samples.count[i];
      break;
    }
  }
  const [most] = [...names].sort((a, b) => b[1] - a[1]);
  return most && { name: most[0], time, count };
}
