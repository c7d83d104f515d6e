import {
  applyEdits,
  findNodeAtLocation,
  type FormattingOptions,
  type JSONPath,
  modify,
  parseTree,
} from 'jsonc-parser';

export type ListName = 'goals' | 'budgets';
export type Entry = Readonly<Record<string, unknown>>;

/** The text of a tuneline.json with one more entry, its comments and its layout kept; `undefined`: there is none yet. */
export function withEntry(text: string | undefined, list: ListName, entry: Entry): string {
  const old = text === undefined || text.trim() === '' ? `{\n  "${list}": []\n}\n` : text;
  const there = nodeAt(old, [list]);
  return there === undefined
    ? changed(old, [list], [entry])
    : changed(old, [list, there.children?.length ?? 0], entry, true);
}

/** With other values in an entry; the fields that are not named stay as they are, `undefined` takes one out. */
export function withFields(text: string, list: ListName, index: number, fields: Entry): string {
  return Object.entries(fields).reduce(
    (all, [key, value]) =>
      value === undefined && nodeAt(all, [list, index, key]) === undefined
        ? all
        : changed(all, [list, index, key], value),
    text,
  );
}

/** Without an entry. */
export function withoutEntry(text: string, list: ListName, index: number): string {
  return changed(text, [list, index], undefined);
}

/** Where an entry stands in the text. */
export function offsetOf(text: string, list: ListName, index: number): number | undefined {
  return nodeAt(text, [list, index])?.offset;
}

function nodeAt(text: string, path: JSONPath) {
  const root = parseTree(text, [], { allowTrailingComma: true });
  return root && findNodeAtLocation(root, path);
}

function changed(text: string, path: JSONPath, value: unknown, isArrayInsertion = false): string {
  const formattingOptions = layoutOf(text);
  return applyEdits(text, modify(text, path, value, { formattingOptions, isArrayInsertion }));
}

/** As the file is indented, and ends its lines. */
function layoutOf(text: string): FormattingOptions {
  const [indent] = /(?<=\n)[ \t]+(?=")/.exec(text) ?? ['  '];
  const isTab = indent.startsWith('\t');
  return {
    insertSpaces: !isTab,
    tabSize: isTab ? 1 : indent.length,
    eol: text.includes('\r\n') ? '\r\n' : '\n',
  };
}
