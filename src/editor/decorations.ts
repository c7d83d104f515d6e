import * as vscode from 'vscode';
import type { Icons } from './icons';
import type { HeatColor } from './settings';

/** The small fixed set of decoration types; none per line. */
export interface Decorations extends vscode.Disposable {
  /** Bar, background and, for the top two, a place in the overview ruler; index 0 is the coldest bucket. */
  readonly buckets: readonly vscode.TextEditorDecorationType[];
  /** The line itself was edited since it ran. */
  readonly edited: vscode.TextEditorDecorationType;
  /** Its function was changed since it ran. */
  readonly changed: vscode.TextEditorDecorationType;
  /** Text behind the line; what it says stands in each range's options. */
  readonly text: vscode.TextEditorDecorationType;
  /** The expression that carries most of a hot line. */
  readonly part: vscode.TextEditorDecorationType;
  /** Lines that take longer, or less, than in the session that is compared: their place in the overview ruler. */
  readonly more: vscode.TextEditorDecorationType;
  readonly less: vscode.TextEditorDecorationType;
  /** A small mark behind lines with hints. */
  readonly hint: vscode.TextEditorDecorationType;
}

const bucketNumbers = [1, 2, 3, 4, 5] as const;

/** Behind a line for which a tuning is known. */
export const hintDot = '●';

export function createDecorations(icons: Icons, color: HeatColor): Decorations {
  const hue = color === 'blue' ? 'heatBlue' : 'heat';
  const icon = (name: string) => {
    const { light, dark } = icons.named(name);
    return {
      dark: { gutterIconPath: dark },
      light: { gutterIconPath: light },
      gutterIconSize: 'contain',
    };
  };
  const themed = (name: string) => new vscode.ThemeColor(`tuneline.${name}`);
  const buckets = bucketNumbers.map(bucket =>
    vscode.window.createTextEditorDecorationType({
      ...icon(`${color}-${bucket}`),
      isWholeLine: true,
      backgroundColor: themed(`${hue}${bucket}`),
      // In high contrast the fill is transparent and this border shows; elsewhere it is the other way round.
      borderColor: themed(`${hue}Border`),
      borderStyle: 'solid',
      borderWidth: bucket >= 4 ? '2px 0' : bucket >= 2 ? '1px 0' : '0',
      overviewRulerColor: bucket >= 4 ? themed(`${hue}Ruler`) : undefined,
      overviewRulerLane: vscode.OverviewRulerLane.Right,
    }),
  );
  const edited = vscode.window.createTextEditorDecorationType(icon('edited'));
  const changed = vscode.window.createTextEditorDecorationType(icon('changed'));
  const text = vscode.window.createTextEditorDecorationType({
    rangeBehavior: vscode.DecorationRangeBehavior.ClosedClosed,
    after: { margin: '0 0 0 3ch' },
  });
  // In high contrast the hot line's own border runs where the line under the text is: there the part gets ends, a box in all.
  const part = vscode.window.createTextEditorDecorationType({
    rangeBehavior: vscode.DecorationRangeBehavior.ClosedClosed,
    textDecoration: `underline 2px var(--vscode-tuneline-${hue}Part); text-underline-offset: 3px; text-decoration-skip-ink: none`,
    borderColor: themed(`${hue}Border`),
    borderStyle: 'solid',
    borderWidth: '0 2px',
  });
  const hint = vscode.window.createTextEditorDecorationType({
    rangeBehavior: vscode.DecorationRangeBehavior.ClosedClosed,
    after: { contentText: hintDot, margin: '0 0 0 1ch', color: themed('hintMark') },
  });
  const compared = (color: string) =>
    vscode.window.createTextEditorDecorationType({
      isWholeLine: true,
      overviewRulerColor: themed(color),
      overviewRulerLane: vscode.OverviewRulerLane.Left,
    });
  const [more, less] = [compared('costsMore'), compared('costsLess')];
  return {
    buckets,
    edited,
    changed,
    text,
    part,
    more,
    less,
    hint,
    dispose: () =>
      vscode.Disposable.from(
        ...[...buckets, edited, changed, text, part, more, less, hint],
      ).dispose(),
  };
}
