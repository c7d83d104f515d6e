import yargs from './node_modules/yargs/index.mjs';

const make = args =>
  yargs(args)
    .scriptName('x')
    .exitProcess(false)
    .locale('en')
    .version('1')
    .wrap(60)
    .command(
      ['serve [port]', 's'],
      'starts',
      y => y.positional('port', { type: 'number', default: 80, describe: 'a port' }),
      argv => console.log('serve', argv.port),
    )
    .command(
      'copy <from> [to..]',
      'copies',
      y => y.option('deep', { type: 'boolean', alias: 'd' }),
      argv => console.log('copy', argv.from, argv.to, argv.deep),
    )
    .option('level', {
      alias: 'l',
      choices: ['a', 'b'],
      describe: 'how much of it there should be, in words that have to be wrapped',
      group: 'Other:',
    })
    .option('count', { type: 'count' })
    .option('size', { type: 'number', requiresArg: true })
    .option('tags', { type: 'array' })
    .implies('size', 'level')
    .conflicts('count', 'tags')
    .coerce('size', n => n * 2)
    .strict()
    .fail((message, error) => console.log('fail', message, error?.message))
    .showHelpOnFail(false);
for (const args of [
  ['serve'],
  ['s', '90'],
  ['copy', 'a', 'b', 'c', '-d'],
  ['copy'],
  ['--level', 'c'],
  ['--size', '3'],
  ['--size', '3', '-l', 'a', 'serve'],
  ['--count', '--tags', 'a'],
  ['nonsense'],
  ['--nonsense'],
  ['serve', '--no-deep'],
  ['--level=a', '--tags', '1', '2', '--', 'z'],
])
  try {
    const argv = await make(args).parse();
    console.log(JSON.stringify(argv));
  } catch (error) {
    console.log(error.message);
  }
console.log(await make([]).getHelp());
console.log(
  await yargs([]).scriptName('x').getCompletion(['']),
  yargs.Parser?.detailed?.(['--a.b', '1']),
);
