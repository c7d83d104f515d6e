import argparse from './node_modules/argparse/lib/argparse.js';

const make = () => {
  const parser = new argparse.ArgumentParser({
    prog: 'x',
    description:
      'A program of some length that has to be wrapped at the end of the line, again and again',
    exit_on_error: false,
  });
  parser.add_argument('file', { nargs: '*', help: 'files' });
  parser.add_argument('-v', '--verbose', { action: 'count', default: 0, help: 'how much' });
  parser.add_argument('--number', '-n', { type: 'int', choices: [1, 2, 3] });
  parser.add_argument('--verbatim', { action: 'store_true' });
  parser.add_argument('--list', { action: 'append', metavar: 'X' });
  const group = parser.add_mutually_exclusive_group();
  group.add_argument('--on', { action: 'store_const', const: 1 });
  group.add_argument('--off', { action: 'store_const', const: 0, dest: 'on' });
  return parser;
};
for (const args of [
  [],
  ['a', 'b'],
  ['-vv', 'a'],
  ['-n', '2'],
  ['-n5'],
  ['--number=3', '--list', 'a', '--list=b'],
  ['--ver'],
  ['--verbo'],
  ['--on', '--off'],
  ['--', '-v'],
  ['--nonsense'],
])
  try {
    console.log(JSON.stringify(make().parse_args(args)));
  } catch (error) {
    console.log(error.message);
  }
console.log(make().format_help(), make().format_usage());
const parent = new argparse.ArgumentParser({ prog: 'y' });
const subs = parent.add_subparsers({ dest: 'command', title: 'commands', help: 'what to do' });
subs.add_parser('one', { help: 'the first', aliases: ['o'] }).add_argument('--deep');
subs.add_parser('a-longer-name', { help: 'the second' });
console.log(parent.format_help(), JSON.stringify(parent.parse_args(['one', '--deep', '3'])));
