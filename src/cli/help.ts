import { attachHelp } from './attach-arguments';
import { checkHelp } from './check-arguments';
import { type CommandName, commandNames } from './command-names';
import { compareHelp } from './compare-arguments';
import { serverHelp } from './server-arguments';
import { tuneHelp } from './tune-arguments';
import { verifyHelp } from './verify-arguments';

interface Page {
  /** How it is called, each way without `tuneline` and its name. */
  readonly ways: readonly string[];
  /** What it does, in a few words. */
  readonly brief: string;
  readonly text: string;
}

const saveAndLimit = `  --out <file>        save the profile as a .cpuprofile with original locations
  --limit <n>         show at most n lines (default 20; --json prints all)
`;

const profileText = `Runs a program and shows which lines its time goes to: a JavaScript or TypeScript file; any command, such as \`npm run build\`, with
every Node.js process below it; an entry of .vscode/launch.json; or the tests of a file.

Options
  --json              print one JSON object on stdout and nothing else; the program's output goes to stderr
${saveAndLimit}
Options of the program
  --launch <name>     run this entry of the launch.json found from here upwards, or attach as it says
  --test <file>       run a test file with the framework of its package: mocha, vitest, jest or node:test
  --name <name>       only the test or suite of this name: “suite name”, “test name”, or both with a blank between
  --cwd <folder>      working directory of the program (default: this one)
  --env <NAME=value>  set a variable for the program; may be repeated
  --node <path>       the node to run it with (default: the first on PATH)
  --source <name>     auto, v8-log or inspector (default auto)
  --interval <µs>     time between samples, 50 to 100000 (default 1000)
  --runs <n>          run it n times and merge, for short programs (1 to 100, default 1)
  --counts            run it once more, without its output, to count how often its code runs: hints whose tuning pays only
                      from a size on then know it (kept beside the file of --out)

${serverHelp}
${attachHelp}
Exit code: 0 when a profile was made, whatever the program's own code; 1 when none could be; 2 when the options are wrong (1 with
--json, which tells every failure in the same way).
`;

const pages: Readonly<Record<CommandName, Page>> = {
  profile: {
    ways: [
      '<file> [options] [-- arguments]',
      '[options] -- <command> [arguments]',
      '--launch <name> [options] [-- more arguments]',
      '--test <file> [--name <name>] [options] [-- more arguments]',
      '<file> --load <url | command> [--warm-up 3s] [--duration 10s]',
      '<file> --start-up',
      '--attach <host:port | pid> [options]',
    ],
    brief: 'run a program, or attach to one, and show which lines its time goes to',
    text: profileText,
  },
  open: {
    ways: ['<file.cpuprofile> [options]'],
    brief: 'show the same for a profile from elsewhere',
    text: `Shows what \`tuneline profile\` shows for a profile from elsewhere: node --cpu-prof, Chrome DevTools, js-debug.

Options
  --json              print one JSON object on stdout and nothing else
${saveAndLimit}
Exit code: 0 when it was read; 1 when it could not be; 2 when the options are wrong (1 with --json, which tells every failure in the
same way).
`,
  },
  hints: {
    ways: ['<file> --profile <file.cpuprofile> [--json]'],
    brief: 'list the tunings of a source file that a saved profile supports',
    text: `Lists the tunings of one source file that a saved profile supports.

Options
  --profile <file>    a .cpuprofile, or a recording of a session (.json.gz); with counts beside it, sizes are known
  --json              print one JSON object on stdout

A tuning is safe (it keeps behaviour, proven from the code), one to review (the case in which it differs is named), or advice. Only
code with 5 % of the active time and 50 samples has any.
Exit code: 0 when they are listed, also where there are none; 1 when they could not be looked for; 2 when the options are wrong (1 with
--json, which tells every failure in the same way).
`,
  },
  verify: {
    ways: [
      '<file> [--base <commit>] [options] [-- arguments]',
      '[--base <commit>] [options] -- <command> [arguments]',
      '<file> --load <url | command> [--metric <name>] [--warm-up 2s] [--duration 3s]',
    ],
    brief: 'measure whether a change made a program faster, in pairs of runs',
    text: verifyHelp,
  },
  tune: {
    ways: ['<file> [--apply] [options] [-- arguments]'],
    brief: 'try what is known to help, one by one, and keep what does',
    text: tuneHelp,
  },
  compare: {
    ways: [
      '<before> <after> [--json] [--limit <n>]',
      '<commit> [<commit>] --run <file> [options] [-- arguments]',
    ],
    brief: 'show which lines got more and less between two profiles or commits',
    text: compareHelp,
  },
  check: {
    ways: ['[--base <commit>] [--only <name>] [--json] [--junit <file>] [--github]'],
    brief: 'measure the budgets of tuneline.json, as in continuous integration',
    text: checkHelp,
  },
};

const overview = `Usage: tuneline <command> …

${commandNames.map(name => `  ${name.padEnd(9)} ${pages[name].brief}`).join('\n')}

For example
  tuneline profile src/main.ts
  tuneline profile --test test/parse.test.ts
  tuneline profile server.js --load :3000/
  tuneline verify src/main.ts

tuneline <command> --help lists its options; tuneline --version says which version this is.
`;

/** What `tuneline --help` prints, or with a command before it. */
export function help(command: CommandName | undefined): string {
  if (command === undefined) return overview;
  const { ways, text } = pages[command];
  const usage = ways.map(
    (way, at) => `${at === 0 ? 'Usage:' : '      '} tuneline ${command} ${way}`,
  );
  return `${usage.join('\n')}\n\n${text}`;
}
