import { attachHelp } from './attach-arguments';
import { checkHelp } from './check-arguments';
import { compareHelp } from './compare-arguments';
import { serverHelp } from './server-arguments';
import { tuneHelp } from './tune-arguments';
import { verifyHelp } from './verify-arguments';

/** What `tuneline --help` prints. */
export const help = `Usage: tuneline profile <file> [options] [-- arguments]
       tuneline profile [options] -- <command> [arguments]
       tuneline profile --launch <name> [options] [-- more arguments]
       tuneline profile --test <file> [--name <name>] [options] [-- more arguments]
       tuneline profile <file> --load <url | command> [--warm-up 3s] [--duration 10s]
       tuneline profile <file> --start-up
       tuneline profile --attach <host:port | pid> [options]
       tuneline open <file.cpuprofile> [options]
       tuneline hints <file> --profile <file.cpuprofile> [--json]
       tuneline verify <file> [--base <commit>] [options] [-- arguments]
       tuneline verify [--base <commit>] [options] -- <command> [arguments]
       tuneline verify <file> --load <url | command> [--metric <name>] [--warm-up 2s] [--duration 3s]
       tuneline tune <file> [--apply] [options] [-- arguments]
       tuneline compare <before> <after> [--json] [--limit <n>]
       tuneline compare <commit> [<commit>] --run <file> [options] [-- arguments]
       tuneline check [--base <commit>] [--only <name>] [--json] [--junit <file>] [--github]

profile runs a program and shows which lines its time goes to: a JavaScript or TypeScript file; any command, such as
\`npm run build\`, with every Node.js process below it; an entry of .vscode/launch.json; or the tests of a file.
open shows the same for a profile from elsewhere (node --cpu-prof, Chrome DevTools, js-debug).
hints lists the tunings of one source file that a saved profile supports: a .cpuprofile, or a recording of a session (.json.gz).
${compareHelp}
Options
  --json              print one JSON object on stdout and nothing else; the program's output goes to stderr
  --out <file>        save the profile as a .cpuprofile with original locations
  --limit <n>         show at most n lines (default 20; --json prints all)

Options of profile
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
${verifyHelp}
${tuneHelp}
${checkHelp}
Exit code of the others: 0 when a profile was made, whatever the program's own code; 1 when none could be; 2 when the options are wrong
(1 with --json, which tells every failure in the same way).
`;
