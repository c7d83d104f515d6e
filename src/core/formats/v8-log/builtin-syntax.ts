import { friendlyBuiltin } from './builtin-names';

/** What the source must look like at a position from which V8 can call a builtin. */
export interface BuiltinSyntax {
  /** Matched at the position itself (sticky). */
  readonly at: RegExp | undefined;
  /** Matched against the text before the position. */
  readonly before: RegExp | undefined;
}

/** Builtins that make calls: they belong to the call that a frame stands at, so no frame can be missing. */
const callMachinery =
  /^(Call|Construct|JSConstruct|JSEntry|Interpreter|Compile|TailCall|Adaptor|ArgumentsAdaptor|Baseline|OnStack|Maglev|Optimize|Tier|Deoptimization|CEntry|DirectCEntry|FunctionPrototype(Apply|Call)|ReflectApply|HandleApi|ContinueTo|NotifyDeoptimized|RunMicrotasks|Resume|MarkLazy|MarkReopt)/;

const assignment = /(?:[-+*/%&|^]|\*\*|<<|>>>?|&&|\|\||\?\?)?=(?!=)/y;
const name = '(?:\\?\\.)?#?[\\p{ID_Start}$_][\\p{ID_Continue}$]*';
const spreadBefore = /\.\.\.[\w$.\s?!()[\]'"]*$/;

/** By the builtin's name; first match wins. `at` strings are sources of sticky expressions. */
const table: readonly (readonly [RegExp, string | RegExp | undefined, RegExp?])[] = [
  [/^(StringAdd|Add(_|$)|AddLhs|AddRhs)/, '\\+(?!\\+)|concat\\b|`', /(\$\{|\+=)\s*$/],
  [
    /^(String(Equal|NotEqual)|StrictEqual|Equal(_|$))/,
    '[!=]==?|case\\b|switch\\b|includes\\b|indexOf\\b',
  ],
  [/^(String)?(LessThan|GreaterThan|Compare)/, '[<>]|sort\\b|toSorted\\b'],
  [/^(Modulus|Float64Mod)/, '%', /%=\s*$/],
  [/^Multiply/, '\\*'],
  [/^Divide/, '/'],
  [/^(Subtract|Decrement|Negate)/, '-'],
  [/^Increment/, '\\+'],
  [/^(Exponentiate|MathPow|Float64Pow)/, '\\*\\*|pow\\b', /\*\*=\s*$/],
  [/^Bitwise/, '[&|^~]'],
  [/^Shift/, '<<|>>'],
  [/^BigInt(Add|Subtract|Multiply|Divide|Modulus)/, '[-+*/%]'],
  [/^(KeyedLoadIC|EnumeratedKeyedLoad)/, '(?:\\?\\.)?\\['],
  [/^(LoadIC|LoadSuperIC)/, name, /\.\s*$|[{,]\s*$/],
  [/^(LoadGlobal|LookupGlobal)/, name, /(^|[^.\s\w$])\s*$/],
  [
    /^(KeyedStoreIC|StoreIC|StoreInArrayLiteral|DefineNamed|DefineKeyed|SetProperty|SetNamed)/,
    assignment,
  ],
  [/^(HasProperty|KeyedHasIC)/, 'in\\b|has\\b'],
  [/^(InstanceOf|OrdinaryHasInstance)/, 'instanceof\\b'],
  [
    /^(CloneFastJSArray|IterableToList|IterableToFixedArray)/,
    '\\.\\.\\.|from\\b|new\\b|apply\\b|slice\\b',
    spreadBefore,
  ],
  [/^ExtractFastJSArray/, 'slice\\b|splice\\b'],
  [/^(CopyDataProperties|CloneObjectIC|SetDataProperties)/, '[^;\\n]{0,200}\\.\\.\\.|assign\\b'],
  [/^FindOrderedHashMapEntry/, '(get|has|set|delete|getOrInsert\\w*)\\b'],
  [/^FindOrderedHashSetEntry/, '(has|add|delete)\\b'],
  [/^(WeakMapLookupHashIndex|WeakMapGet|WeakCollection)/, '(get|has|set|add|delete)\\b'],
  [
    /IteratorPrototypeNext$/,
    'next\\b|[\\p{ID_Start}$_[{][^;\\n]{0,80}\\bof\\b',
    /\bof\s+$|\.\.\.\s*$|[[,]\s*$/,
  ],
  [
    /^(NumberToString|Int32ToString|Float64ToString|SmiToString)/,
    '\\+|`|\\[|String\\b|toString\\b|join\\b',
    /\$\{\s*$/,
  ],
  [
    /^(StringToNumber|NonNumberToNumber|ToNumber|PlainPrimitiveToNumber)/,
    '[-+*/%<>=!]|Number\\b|parse\\w+\\b',
  ],
  [
    /^(StringCharCodeAt|StringCodePointAt|StringFromC)/,
    '\\[|charCodeAt\\b|codePointAt\\b|charAt\\b|at\\b|fromC\\w+\\b',
  ],
  [
    /^(SubString|StringSubstring)/,
    '(substring|slice|substr|split|trim\\w*|replace\\w*|match\\w*|exec)\\b',
  ],
  [/^RegExp/, '(test|exec|match\\w*|replace\\w*|search|split)\\b'],
  [/^(ArrayTimSort|MergeAt|Gallop)/, '(sort|toSorted)\\b'],
  [/^(MathMax|MathMin)/, '(max|min)\\b'],
];

/** The syntax that can reach a builtin; `call`: any call; undefined: not known, so anything. */
export function syntaxOf(builtin: string): BuiltinSyntax | 'call' | undefined {
  if (callMachinery.test(builtin)) return 'call';
  for (const [pattern, at, before] of table) {
    if (!pattern.test(builtin)) continue;
    return { at: typeof at === 'string' ? new RegExp(at, 'uy') : at, before };
  }
  const friendly = friendlyBuiltin(builtin);
  const method = friendly === undefined ? undefined : /(?:^|[. ])(\w+)$/.exec(friendly)?.[1];
  if (method === undefined) return undefined;
  // Node's own library calls `ArrayPrototypeIncludes(list, x)`.
  const inLibrary = `[A-Z]\\w*${method[0].toUpperCase()}${method.slice(1)}\\b`;
  return {
    at: new RegExp(`(?:new\\s+)?${method}\\b|${inLibrary}|(call|apply)\\b`, 'uy'),
    // Where the method's name is a word of the language, the call stands at its parenthesis.
    before: new RegExp(`\\.\\s*${method}$`),
  };
}

/** Whether the text at `offset` has a syntax. Where both sides are given for names, both must match; else either. */
export function hasSyntax(syntax: BuiltinSyntax, text: string, offset: number): boolean {
  const { at, before } = syntax;
  const behind = () => before?.test(text.slice(Math.max(0, offset - 80), offset)) ?? false;
  if (at === undefined) return behind();
  at.lastIndex = offset;
  const here = at.test(text);
  if (before === undefined) return here;
  return at.source === name ? here && behind() : here || behind();
}

/** The method or function called at a call position: `includes` at `includes(id)`; undefined where no name stands. */
export function calledName(text: string, offset: number): string | undefined {
  const call = /(?:new\s+)?(?:\?\.)?#?([\p{ID_Start}$_][\p{ID_Continue}$]*)/uy;
  call.lastIndex = offset;
  return call.exec(text)?.[1];
}
