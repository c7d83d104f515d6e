import { type Palette, paletteOf, type Rgb } from './palette';

/** The palette of the editor's theme now. */
export function readPalette(): Palette {
  const style = getComputedStyle(document.documentElement);
  const color = (names: readonly string[], fallback: Rgb): Rgb => {
    for (const name of names) {
      const value = style.getPropertyValue(name).trim();
      if (value !== '') return toRgb(value) ?? fallback;
    }
    return fallback;
  };
  const classes = document.body.classList;
  const contrast =
    classes.contains('vscode-high-contrast') || classes.contains('vscode-high-contrast-light');
  const isLight =
    classes.contains('vscode-light') || classes.contains('vscode-high-contrast-light');
  const ground: Rgb = isLight ? [255, 255, 255] : contrast ? [0, 0, 0] : [31, 31, 31];
  const ink: Rgb = isLight ? [59, 59, 59] : contrast ? [255, 255, 255] : [204, 204, 204];
  const foreground = color(['--vscode-editor-foreground', '--vscode-foreground'], ink);
  return paletteOf({
    background: color(['--vscode-editor-background'], ground),
    foreground,
    focus: color(
      contrast
        ? ['--vscode-contrastActiveBorder', '--vscode-focusBorder']
        : ['--vscode-focusBorder'],
      isLight ? [0, 95, 184] : [0, 120, 212],
    ),
    mark: color(contrast ? ['--vscode-contrastActiveBorder'] : [], foreground),
    border: color(contrast ? ['--vscode-contrastBorder'] : [], foreground),
    contrast,
  });
}

/** Calls `changed` when the editor's theme is another one. */
export function watchTheme(changed: () => void): void {
  const observer = new MutationObserver(changed);
  observer.observe(document.body, { attributes: true, attributeFilter: ['class'] });
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ['style'] });
}

/** Any CSS colour; the canvas knows them all. A translucent one as it looks on nothing but itself. */
function toRgb(value: string): Rgb | undefined {
  if (!CSS.supports('color', value)) return undefined;
  const context = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
  if (context === null) return undefined;
  context.fillStyle = value;
  context.fillRect(0, 0, 1, 1);
  const [red, green, blue] = context.getImageData(0, 0, 1, 1).data;
  return [red, green, blue];
}
