/** Translations by English text, as VS Code keeps them; empty for English. Set once, before anything is shown. */
let bundle: Readonly<Record<string, string>> = {};

export const l10n = {
  use(texts: Readonly<Record<string, string>>): void {
    bundle = texts;
  },
  /** The text in the user's language, with `{0}`, `{1}` … replaced. */
  t(text: string, ...values: readonly (string | number)[]): string {
    const template = Object.hasOwn(bundle, text) ? bundle[text] : text;
    return template.replace(/\{(\d+)\}/g, (all, index) => String(values[Number(index)] ?? all));
  },
};
