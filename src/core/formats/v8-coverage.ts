/** What V8 counted of one script: `times` holds from each offset (UTF-16) on, up to the next; -1: not known. */
export interface ScriptSteps {
  readonly offsets: readonly number[];
  readonly times: readonly number[];
}

/** One script of a process or thread, as NODE_V8_COVERAGE has Node.js write it. */
export interface CountedScript {
  readonly url: string;
  readonly steps: ScriptSteps;
  /** Its source map as Node.js read it, with the lengths of the lines that ran; `unread` where it could not be read. */
  readonly map:
    { readonly json: object; readonly lineLengths: readonly number[] } | 'unread' | undefined;
}

interface Range {
  readonly startOffset: number;
  readonly endOffset: number;
  readonly count: number;
}

interface FunctionCoverage {
  readonly ranges: readonly Range[];
  readonly isBlockCoverage: boolean;
}

interface CachedMap {
  readonly lineLengths: readonly number[];
  readonly data: object | null;
}

interface CoverageFile {
  readonly result?: readonly {
    readonly url: string;
    readonly functions: readonly FunctionCoverage[];
  }[];
  readonly 'source-map-cache'?: Readonly<Record<string, CachedMap | undefined>>;
}

/** The scripts of a file that NODE_V8_COVERAGE left whose URL is `wanted`. @throws SyntaxError for a file that was not written to its end */
export function* readV8Coverage(
  text: string,
  wanted: (url: string) => boolean,
): Generator<CountedScript> {
  const { result = [], 'source-map-cache': maps = {} } = JSON.parse(text) as CoverageFile;
  for (const { url, functions } of result) {
    if (!wanted(url)) continue;
    const cached = maps[url];
    yield {
      url,
      steps: stepsOf(functions),
      map:
        cached === undefined
          ? undefined
          : cached.data === null
            ? 'unread'
            : { json: cached.data, lineLengths: cached.lineLengths },
    };
  }
}

/** V8's ranges lie in each other: of those around a place the innermost tells how often it ran. */
function stepsOf(functions: readonly FunctionCoverage[]): ScriptSteps {
  const ranges = functions
    .flatMap(({ ranges: own, isBlockCoverage }) =>
      // Of a function whose blocks were not counted, its inside is not known. V8 counts in 32 bits, and writes them as if one was a sign.
      own.map(one => ({
        ...one,
        count: isBlockCoverage || one.count === 0 ? one.count >>> 0 : -1,
      })),
    )
    .sort((a, b) => a.startOffset - b.startOffset || b.endOffset - a.endOffset);
  const offsets: number[] = [];
  const times: number[] = [];
  const put = (offset: number, count: number) => {
    if (offsets.at(-1) === offset) times[times.length - 1] = count;
    else if (times.at(-1) !== count) {
      offsets.push(offset);
      times.push(count);
    }
  };
  const open: Range[] = [];
  const closeUpTo = (offset: number) => {
    for (let inner = open.at(-1); inner !== undefined && inner.endOffset <= offset;) {
      open.pop();
      put(inner.endOffset, open.at(-1)?.count ?? -1);
      inner = open.at(-1);
    }
  };
  for (const range of ranges) {
    closeUpTo(range.startOffset);
    put(range.startOffset, range.count);
    open.push(range);
  }
  closeUpTo(Infinity);
  return { offsets, times };
}

/** How often the code at an offset ran; -1: not known. */
export function stepAt({ offsets, times }: ScriptSteps, offset: number): number {
  let low = 0;
  let high = offsets.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (offsets[middle] > offset) high = middle;
    else low = middle + 1;
  }
  return low === 0 ? -1 : times[low - 1];
}
