import assert from 'node:assert/strict';
import { contrast, paletteOf, type Rgb, type ThemeColors, tones } from '../../src/chart/palette';

const theme = (background: Rgb, foreground: Rgb, high = false): ThemeColors => ({
  background,
  foreground,
  focus: [0, 120, 212],
  mark: foreground,
  border: foreground,
  contrast: high,
});

/** Editor background and foreground of well-known themes, and some that nobody should use. */
const themes: Record<string, ThemeColors> = {
  'Dark Modern': theme([31, 31, 31], [204, 204, 204]),
  'Dark+': theme([30, 30, 30], [212, 212, 212]),
  'Light Modern': theme([255, 255, 255], [59, 59, 59]),
  'Solarized Light': theme([253, 246, 227], [101, 123, 131]),
  'Solarized Dark': theme([0, 43, 54], [131, 148, 150]),
  Monokai: theme([39, 40, 34], [248, 248, 242]),
  'Tomorrow Night Blue': theme([0, 36, 81], [255, 255, 255]),
  'Middle grey': theme([119, 119, 119], [240, 240, 240]),
  'Grey on white': theme([255, 255, 255], [200, 200, 200]),
};

describe('the colours', () => {
  for (const [name, colors] of Object.entries(themes)) {
    it(`can be read in ${name}: text on every box has a contrast of at least 4.5`, () => {
      const { ramps } = paletteOf(colors);
      for (const tone of tones) {
        ramps[tone].forEach(({ fill, text }, step) => {
          const ratio = contrast(fill, text);
          assert.ok(ratio >= 4.5, `${tone} step ${step}: ${ratio.toFixed(2)}`);
        });
      }
    });
  }

  it('move away from the background as a box gets hotter', () => {
    for (const name of ['Dark Modern', 'Light Modern', 'Monokai']) {
      const colors = themes[name];
      const steps = paletteOf(colors).ramps.own.map(({ fill }) =>
        contrast(fill, colors.background),
      );
      for (let i = 1; i < steps.length; i++) assert.ok(steps[i] > steps[i - 1], name);
    }
  });

  it('are only background and text in high contrast', () => {
    const { ramps, background, foreground } = paletteOf(theme([0, 0, 0], [255, 255, 255], true));
    for (const tone of tones) {
      for (const { fill, text } of ramps[tone]) {
        assert.deepEqual([fill, text], [background, foreground]);
      }
    }
  });
});
