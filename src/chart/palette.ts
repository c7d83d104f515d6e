import type { Callable } from '../core/callable';

/** Red, green, blue, 0 to 255. */
export type Rgb = readonly [number, number, number];

/** What a theme gives. */
export interface ThemeColors {
  readonly background: Rgb;
  readonly foreground: Rgb;
  /** Focus ring and selection. */
  readonly focus: Rgb;
  /** Search matches and revealed boxes. */
  readonly mark: Rgb;
  readonly border: Rgb;
  /** High contrast: borders and text, no fills. */
  readonly contrast: boolean;
}

/** Whose time a box is, as it is coloured. `rest` is for boxes that gather others and for those a search leaves aside. */
export type Tone = 'own' | 'dependency' | 'node' | 'builtin' | 'engine' | 'rest';

export const tones: readonly Tone[] = ['own', 'dependency', 'node', 'builtin', 'engine', 'rest'];

export interface Swatch {
  readonly fill: Rgb;
  readonly text: Rgb;
  /** The line under the box that says whose code it is. */
  readonly hem: Rgb;
}

export interface Palette extends ThemeColors {
  /** Six steps by the box's own heat. */
  readonly ramps: Readonly<Record<Tone, readonly Swatch[]>>;
}

/** Hue in degrees and how colourful, of OKLCH. Amber is the editor's heat; blue and violet stay apart for every kind of colour vision, and lines under the boxes and labels say the same. */
const hues: Record<Tone, { readonly hue: number; readonly chroma: number }> = {
  own: { hue: 72, chroma: 1 },
  dependency: { hue: 248, chroma: 0.85 },
  node: { hue: 310, chroma: 0.7 },
  builtin: { hue: 190, chroma: 0.6 },
  engine: { hue: 260, chroma: 0.12 },
  rest: { hue: 260, chroma: 0.05 },
};

/** Distance from the background's lightness, and chroma, per step. */
const dark = {
  lift: [0.12, 0.155, 0.2, 0.26, 0.34, 0.44],
  chroma: [0.04, 0.05, 0.065, 0.085, 0.105, 0.125],
};
const light = {
  lift: [0.075, 0.1, 0.135, 0.175, 0.225, 0.29],
  chroma: [0.035, 0.05, 0.07, 0.095, 0.115, 0.135],
};

export function paletteOf(theme: ThemeColors): Palette {
  const ramp = (tone: Tone) =>
    dark.lift.map((_, step) => (theme.contrast ? bare(theme) : swatch(theme, tone, step)));
  const ramps = Object.fromEntries(tones.map(tone => [tone, ramp(tone)]));
  return { ...theme, ramps: ramps as Record<Tone, Swatch[]> }; // fromEntries forgets the key type
}

export function toneOf({ kind, origin }: Callable): Tone {
  switch (kind) {
    case 'gc':
    case 'compiler':
    case 'program':
    case 'idle':
    case 'lane':
      return 'engine';
    case 'builtin':
    case 'native':
    case 'regexp':
      return 'builtin';
    case 'function':
    case 'wasm':
    case 'folded':
      if (origin === 'tool') return 'engine';
      return origin === 'engine' ? 'builtin' : origin;
  }
}

function bare({ background, foreground }: ThemeColors): Swatch {
  return { fill: background, text: foreground, hem: foreground };
}

function swatch(theme: ThemeColors, tone: Tone, step: number): Swatch {
  const ground = lightness(theme.background);
  const isDark = luminance(theme.background) < luminance(theme.foreground);
  const { lift, chroma } = isDark ? dark : light;
  const { hue, chroma: part } = hues[tone];
  const at = isDark ? ground + lift[step] : ground - lift[step];
  const fill = fromOklch(Math.min(0.95, Math.max(0.08, at)), chroma[step] * part, hue);
  const text = readable(fill, theme.foreground);
  return { fill, text, hem: mix(fill, text, 0.3) };
}

/** The wanted text colour if it can be read on `fill`, else black or white: one of them always can (4.58 at least). */
export function readable(fill: Rgb, wanted: Rgb): Rgb {
  if (contrast(fill, wanted) >= 4.5) return wanted;
  const black: Rgb = [0, 0, 0];
  const white: Rgb = [255, 255, 255];
  return contrast(fill, black) > contrast(fill, white) ? black : white;
}

/** WCAG 2 contrast ratio, 1 to 21. */
export function contrast(a: Rgb, b: Rgb): number {
  const [high, low] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (high + 0.05) / (low + 0.05);
}

export function css([red, green, blue]: Rgb): string {
  return `rgb(${red} ${green} ${blue})`;
}

export function mix(from: Rgb, to: Rgb, part: number): Rgb {
  return [0, 1, 2].map(i => Math.round(from[i] + (to[i] - from[i]) * part)) as unknown as Rgb; // three in, three out
}

function luminance(color: Rgb): number {
  const [red, green, blue] = color.map(linear);
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function linear(channel: number): number {
  const part = channel / 255;
  return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
}

function encoded(part: number): number {
  const value = part <= 0.0031308 ? part * 12.92 : 1.055 * part ** (1 / 2.4) - 0.055;
  return Math.round(Math.min(1, Math.max(0, value)) * 255);
}

/** Lightness of OKLCH, 0 to 1. @see https://bottosson.github.io/posts/oklab/ */
function lightness(color: Rgb): number {
  const [r, g, b] = color.map(linear);
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
  return 0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s;
}

function fromOklch(at: number, chroma: number, hue: number): Rgb {
  const a = chroma * Math.cos((hue * Math.PI) / 180);
  const b = chroma * Math.sin((hue * Math.PI) / 180);
  const l = (at + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (at - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (at - 0.0894841775 * a - 1.291485548 * b) ** 3;
  return [
    encoded(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s),
    encoded(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s),
    encoded(-0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s),
  ];
}
