import type { Random } from './inputs';

/** Texts of expressions and statements that a program is put together from: what rules look for, and what breaks it for them. */
const texts = ['x', "'a'", 'words[0]', "'k' + n", '`t-${x}`', "'__proto__'"];
const numbers = [
  ...['n', 'x.length', 'list.length', 'acc.length', 'queue.length', "line.split(',').length"],
  ...['Math.max(...nums)', 'Object.keys(obj).length', 'Object.values(obj).length'],
  ...['Math.max(...rows.map(w => w.v))', 'new Set(words).size', 'Object.keys(held.o).length'],
  ...["line.split(',')[0].length", "words.filter(w => w > 'a').length", 'Math.min(...nums, n)'],
];
const questions = [
  ...['list.includes(x)', 'list.indexOf(x) !== -1', 'words.includes(x)', '!known.includes(x)'],
  ...['constant.includes(x)', 'constant.indexOf(x) < 0', 'queue.length > 0', '!queue.length'],
  ...['n % 2 === 0', "new RegExp('^a').test(x)", 'Object.keys(obj).includes(x)'],
  ...["new Set(['a', '1', '']).has(x)", "['a', 'b', '', '1', 'toString'].includes(x)"],
  ...['[...new Set(words)].includes(x)', "(['a', 'b', 'c', 'd', 'e'] as any[]).indexOf(x) === -1"],
  ...["list.filter(w => w > 'a').length > 0", '!constant.filter(w => w === x).length'],
  ...["line.indexOf('b') === 0", "constant.filter(w => w.length > n)[0] === 'toString'"],
];
const deeds = [
  ...['list.push(TEXT);', 'list.pop();', '{ const alias = list; alias.push(x); }', 'keep(list);'],
  ...['touch();', 'change(x);', 'saved.push(acc);', 'saved.push([...acc]);', 'saved.push(obj);'],
  ...['acc = [...acc, TEXT];', 'acc = [...acc, TEXT, NUMBER];', 'acc = acc.concat([TEXT]);'],
  ...['acc = acc.concat(words);', 'acc = [...acc, ...several(x)];', 'acc = [...acc, change(x)];'],
  ...['acc = [];', 'acc.push(TEXT);', 'obj = { ...obj, [TEXT]: NUMBER };', 'obj[TEXT] = n;'],
  ...['obj = { ...obj, [n]: NUMBER, last: x };', 'obj = Object.assign({}, obj, { k: NUMBER });'],
  ...['delete obj[x];', 'obj = {};', 'held.o[TEXT] = 1;', 'nums.push(n);', 'rows[0].v = n;'],
  ...['out.push(NUMBER);', 'queue.push(TEXT);', 'n += String(queue.shift()).length;'],
  ...['if (queue.length) x = queue.shift();', 'known.push(TEXT);', 'words = words.slice(1);'],
  ...['x = TEXT;', 'n += NUMBER;', 'if (QUESTION) n++;', "if (n > 30) throw new Error('stop');"],
  ...['if (n > 40) return seen();', 'later.forEach(f => f());', 'later.push(() => { DEED });'],
  'out.push(words.reduce((a, w) => [...a, w, change(w)], []).length);',
  'saved.push(words.reduce((a, w) => ({ ...a, [w.length]: n }), {}));',
  'saved.push(words.reduce((a, w) => (a.includes(w) ? a : [...a, w]), acc));',
  'out.push(words.map(w => w.length / Math.max(...nums)).join());',
  ...['line += TEXT;', "line = line.split('a')[0];", 'sizes.set(TEXT, n);', 'sizes.delete(x);'],
  ...[
    'out.push(sizes.has(x) ? sizes.get(x) : 7);',
    'if (sizes.has(x)) { DEED n += sizes.get(x)!; }',
  ],
  'out.push(Array.from({ length: list.length }, (_, i) => i + n).length);',
  'out.push(words.filter(w => list.includes(w) || constant.includes(w)).length);',
  "out.push(n.toLocaleString('de', { minimumFractionDigits: 1 }));",
  "out.push(line.localeCompare(TEXT, 'de', { numeric: true }));",
  'out.push(new Map<any, any>([["a", 1], ["1", 2]]).get(TEXT), Array.from(new Set(list)).length);',
  '{ const keys = Object.keys(obj); out.push(keys.map(k => change(k) + keys.indexOf(k)).join()); }',
  '{ const front: any[] = []; for (const w of words) { if (QUESTION) front.unshift(w); DEED } saved.push(front); }',
  '{ const front: any[] = []; try { for (const w of words) { front.unshift(TEXT); DEED } } catch { n++; } out.push(front[0]); }',
  '{ const front: any[] = []; words.forEach(w => { DEED front.unshift(w); }); keep(front); saved.push(front); }',
  "{ const vowels = new Set(['a', 'b']); if (QUESTION) n += vowels.size; out.push([...vowels].join(), vowels.has(TEXT)); }",
  '{ const many = [...sizes.values()].filter(w => w > n).length; out.push(many); DEED }',
  '{ let many = Array.from(new Set(words)).filter(w => QUESTION).length; out.push(many++); }',
];
const blocks = [
  'for (const w of words) LOOP',
  'for (let i = 0; i < NUMBER; i++) LOOP',
  'while (queue.length) LOOP',
  'while (queue.length > 0 && n < 50) LOOP',
  'do LOOP while (QUESTION);',
  'for (const w of acc) LOOP',
  'for (const [k, v] of Object.entries(obj)) LOOP',
  'for (const [i, w] of list.entries()) LOOP',
  'for (const w of [...list].reverse()) LOOP',
  'for (const i of upTo(NUMBER)) LOOP',
  'for (const i of stepping(n, NUMBER)) { round(); DEED later.push(() => { n += i; }); if (i > 9) break; if (QUESTION) continue; BLOCK }',
  'if (QUESTION) BLOCK else BLOCK',
  'try BLOCK catch { n++; }',
  'try BLOCK finally BLOCK',
  'words.forEach(w => LOOP);',
  'run(() => BLOCK);',
  'switch (n % 3) { case 0: BLOCK case 1: BLOCK break; default: BLOCK }',
];
const inits = [
  "['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h']",
  'words.map(w => w)',
  '[...words]',
  'words',
];
const touches = [
  "line = '';",
  "sizes.delete('a');",
  'n++;',
  "list.push('w');",
  "acc = [...acc, 't'];",
  "queue.push('t');",
  'words = [];',
];
const changes = ['n++;', 'list.pop();', 'saved.push(acc);', 'n += acc.length;', 'x = w;'];

/** A program `run(words, nums, x)` that always ends: 300 rounds in all, whatever its loops say. */
export function randomProgram(random: Random): string {
  const pick = (from: readonly string[]) => from[Math.floor(random() * from.length)];
  const fill = (text: string, depth: number): string =>
    text
      .replace(/TEXT/g, () => pick(texts))
      .replace(/NUMBER/g, () => pick(numbers))
      .replace(/QUESTION/g, () => pick(questions))
      .replace(/DEED/g, () => fill(pick(deeds.slice(0, 20)), depth))
      .replace(/LOOP/g, () => `{ round(); ${statements(depth + 1)} }`)
      .replace(/BLOCK/g, () => `{ ${statements(depth + 1)} }`);
  const statements = (depth: number): string =>
    Array.from({ length: 1 + Math.floor(random() * 3) }, () =>
      fill(pick(depth > 3 || random() < 0.6 ? deeds : blocks), depth),
    ).join('\n');
  return `
    const constant = ['a', 'b', '1', 't-a', '', 'toString', 'x', 'y'];
    const known = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];
    let left = 300;
    const round = () => { if (left-- < 0) throw new Error('rounds'); };
    function run(words: string[], nums: number[], x: any) {
      left = 300;
      let n = 0, line = 'a,b';
      const out: any[] = [], saved: any[] = [], later: (() => void)[] = [];
      const list: string[] = ${pick(inits)};
      let acc: any[] = ${pick(['[]', "['s']"])};
      let obj: Record<string, any> = ${pick(['{}', '{ a: 1 }'])};
      const queue: any[] = ${pick(['[...words]', "['a', 'b']", 'words'])};
      const sizes = new Map<string, number>([['a', 1]]);
      const rows = [{ v: 1 }, { v: 2 }], held = { o: { a: 1 } as any };
      const touch = () => { ${pick(touches)} };
      const change = (w: any) => { ${pick(changes)} return w; };
      const keep = (l: any) => { ${pick(['n++;', 'later.push(() => l.pop());'])} };
      const run = (f: () => void) => f();
      function* several(w: any) { yield w; ${pick(['', 'n += acc.length;', 'yield acc.length;'])} }
      function* upTo(end: number) { for (let i = 0; i < end; i++) yield i; }
      function* stepping(from: number, to: number, by = 2) { for (let i = from; i <= to; i += by) { yield i; } }
      const seen = () => [n, x, [...list], [...acc], { ...obj }, [...sizes], line, ${pick(['0', 'queue.length'])}, out, saved];
      ${statements(0)}
      return seen();
    }
  `;
}
