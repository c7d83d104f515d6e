/**
 * What a builtin of V8 is called in JavaScript, for those a person would recognise; undefined for the rest (stubs, inline
 * caches, trampolines), whose time belongs to the function they work for. V8 names one method differently over versions and
 * kinds of array (`ArrayIncludesSmi`, `ArrayIncludesPackedDoubles`, `ArrayPrototypeIncludes`); here they are one.
 */
export function friendlyBuiltin(name: string): string | undefined {
  return special(name) ?? byPattern(name);
}

/** Names from which the method can't be read off. First match wins. */
const specials: readonly (readonly [RegExp, string])[] = [
  [/^StringAdd/, 'string +'],
  [/^String(Equal|NotEqual)$/, 'string ==='],
  [/^String(LessThan|GreaterThan)/, 'string <'],
  [/^(StrictEqual|Equal)(_|$)/, '==='],
  [/^(LessThan|GreaterThan)/, '<'],
  [/^(Modulus|Float64Mod)/, '%'],
  [/^Exponentiate/, '**'],
  [/^BigIntAdd/, 'bigint +'],
  [/^BigIntSubtract/, 'bigint -'],
  [/^BigIntMultiply/, 'bigint *'],
  [/^BigIntDivide/, 'bigint /'],
  [/^BigIntModulus/, 'bigint %'],
  [/^StringIndexOf$/, 'String.prototype.indexOf'],
  [/^(StringSubstring|SubString)$/, 'String.prototype.substring'],
  [/^FindOrderedHashMapEntry$/, 'Map.prototype.get'],
  [/^FindOrderedHashSetEntry$/, 'Set.prototype.has'],
  [/^(WeakMapLookupHashIndex|WeakMapGet)$/, 'WeakMap.prototype.get'],
  [/^(WeakCollection|WeakCollectionSet)$/, 'WeakMap.prototype.set'],
  [/^(CloneFastJSArray|IterableToList|IterableToFixedArray)/, 'spread'],
  [/^ExtractFastJSArray$/, 'Array.prototype.slice'],
  [/^(CopyDataProperties|CloneObjectIC)/, 'object spread'],
  [/^SetDataProperties/, 'object spread'],
  [/^(ArrayTimSort|MergeAt|GallopLeft|GallopRight)/, 'Array.prototype.sort'],
  [/^FlattenIntoArray/, 'Array.prototype.flat'],
  [/^ArrayConcat$/, 'Array.prototype.concat'],
  [/^(RegExpExec|RegExpPrototypeExec)/, 'RegExp.prototype.exec'],
  [/^RegExpPrototypeTest/, 'RegExp.prototype.test'],
  [/^RegExp(Match|Search|Replace|Split)(Fast)?$/, 'String.prototype.'],
  [/^(NumberToString|Int32ToString|Float64ToString|SmiToString)$/, 'Number.prototype.toString'],
  [/^(StringToNumber|NonNumberToNumber|ToNumber)$/, 'to number'],
  [/^(ParseInt|NumberParseInt)$/, 'parseInt'],
  [/^NumberParseFloat$/, 'parseFloat'],
  [/^Instance[Oo]f/, 'instanceof'],
  [/^OrdinaryHasInstance$/, 'instanceof'],
  [/^DeleteProperty$/, 'delete'],
  [/^(HasProperty|KeyedHasIC)/, 'in'],
  [/^ForIn/, 'for in'],
];

function special(name: string): string | undefined {
  for (const [pattern, text] of specials) {
    const match = pattern.exec(name);
    if (match === null) continue;
    return text === 'String.prototype.' ? text + lowerFirst(match[1]) : text;
  }
  return undefined;
}

const holders = [
  'TypedArray',
  'ArrayBuffer',
  'Array',
  'String',
  'WeakMap',
  'WeakSet',
  'Map',
  'Set',
  'Number',
  'BigInt',
  'Boolean',
  'Date',
  'RegExp',
  'Promise',
  'Function',
  'Object',
  'Symbol',
  'DataView',
  'Iterator',
  'ArrayIterator',
  'MapIterator',
  'SetIterator',
  'StringIterator',
  'Generator',
  'Error',
  'Collator',
  'NumberFormat',
  'DateTimeFormat',
].join('|');

const prototypeMethod = new RegExp(`^(${holders})Prototype([A-Z]\\w*?)(Impl|Fast|Slow)?$`);
/** Array methods whose builtin lacks `Prototype`, with the kind of array or the part of the loop after it. */
const arrayMethod =
  /^Array(Includes|IndexOf|ForEach|Map|Filter|Every|Some|ReduceRight|Reduce|FindLastIndex|FindLast|FindIndex|Find|Pop|Push|Shift|Unshift)(Smi|SmiOrObject|PackedDoubles|HoleyDoubles|(Pre)?Loop\w*)?$/;
const staticMethod = /^(Array|Object|Math|Number|Date|Reflect|Promise|Symbol|Atomics)([A-Z]\w*)$/;
const arrayStatics = /^(From|Of|IsArray)$/;
const notStatic = /Constructor|Closure|Continuation|Trampoline|Stub|Impl|Handler|Job|Capab|Finally/;

function byPattern(name: string): string | undefined {
  const json = /^Json(Parse|Stringify)$/.exec(name);
  if (json !== null) return `JSON.${lowerFirst(json[1])}`;
  const method = prototypeMethod.exec(name) ?? arrayMethod.exec(name);
  if (method !== null) {
    const [, first, second] = method;
    return arrayMethod.test(name)
      ? `Array.prototype.${lowerFirst(first)}`
      : `${first}.prototype.${lowerFirst(second)}`;
  }
  const global = /^Global((En|De)code\w+|Escape|Unescape|Eval|IsNaN|IsFinite)$/.exec(name);
  if (global !== null) return lowerFirst(global[1]);
  if (notStatic.test(name)) return constructorName(name);
  const ofHolder = staticMethod.exec(name);
  if (ofHolder === null) return undefined;
  const [, holder, member] = ofHolder;
  if (holder === 'Array' && !arrayStatics.test(member)) return undefined;
  return member === 'UTC' ? 'Date.UTC' : `${holder}.${lowerFirst(member)}`;
}

function constructorName(name: string): string | undefined {
  const match = new RegExp(`^(${holders})Constructor$`).exec(name);
  return match === null ? undefined : `new ${match[1]}`;
}

function lowerFirst(name: string): string {
  return name[0].toLowerCase() + name.slice(1);
}
