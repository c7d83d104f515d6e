import { find, type Icicle, layOut, type Placed } from './icicle';
import type { Shown } from './model';
import { paint } from './paint';
import type { Palette } from './palette';
import type { Stage } from './stage';
import type { View } from './view';

/** How long a zoom takes to glide, in milliseconds. */
const glideTime = 120;

/** What part of an icicle is on the canvas: a view, or one on its way to another. */
interface Frame {
  readonly from: number;
  readonly to: number;
  readonly scrollTop: number;
}

/** Keeps the canvas in step with what is shown: lays out when the view changed, paints once per frame. */
export interface Picture {
  /** Of what was last shown. */
  icicle(): Icicle | undefined;
  show(shown: Shown | undefined): void;
  setPalette(palette: Palette): void;
  setHovered(placed: Placed | undefined): void;
  repaint(): void;
  /** At once, for a canvas that has just lost its content. */
  repaintNow(): void;
}

export function createPicture(stage: Stage, palette: Palette): Picture {
  const context = stage.canvas.getContext('2d', { alpha: false });
  const calm = window.matchMedia('(prefers-reduced-motion: reduce)');
  const widths = new Map<string, number>();
  let colors = palette;
  let shown: Shown | undefined;
  let icicle: Icicle | undefined;
  let laidOut: { readonly view: View; readonly width: number } | undefined;
  let hovered: Placed | undefined;
  let asked = 0;
  let flight: { readonly icicle: Icicle; at: Frame } | undefined;
  let flights = 0;

  function layOutIfNeeded(): void {
    const { width } = stage.size();
    const view = shown?.view;
    if (view === undefined) {
      icicle = undefined;
      laidOut = undefined;
    } else if (laidOut === undefined || laidOut.width !== width || !isSameCut(laidOut.view, view)) {
      icicle = layOut(view.tree, { root: view.root, from: view.from, to: view.to, width });
      laidOut = { view, width };
      hovered = undefined;
      if (flight === undefined) stage.setRows(icicle.rows.length);
    }
  }

  function draw(): void {
    asked = 0;
    layOutIfNeeded();
    if (context === null || shown === undefined || icicle === undefined) return;
    const { width, height, pixelRatio } = stage.size();
    const { view, found, marked } = shown;
    const scroll = { from: view.from, to: view.to, scrollTop: stage.element.scrollTop };
    paint(context, {
      ...(flight?.at ?? scroll),
      tree: view.tree,
      icicle: flight?.icicle ?? icicle,
      palette: colors,
      width,
      height,
      pixelRatio,
      rowHeight: stage.rowHeight(),
      font: fontOf(stage.element),
      selected: view.selected,
      hovered,
      marked,
      matches: found?.matches,
      widths,
    });
  }

  function repaint(): void {
    if (asked === 0) asked = requestAnimationFrame(draw);
  }

  /** Glides between the places of a box in an icicle that has it and the whole width. */
  function glide(over: Icicle, start: Frame, end: Frame): void {
    const mine = ++flights;
    const began = performance.now();
    const step = () => {
      if (mine !== flights) return;
      const part = Math.min(1, (performance.now() - began) / glideTime);
      if (part === 1) {
        flight = undefined;
        if (icicle !== undefined) stage.setRows(icicle.rows.length);
        repaint();
        return;
      }
      flight = { icicle: over, at: between(start, end, 1 - (1 - part) ** 3) };
      repaint();
      requestAnimationFrame(step);
    };
    flight = { icicle: over, at: start };
    step();
  }

  function show(next: Shown | undefined): void {
    const last = shown;
    const over = icicle;
    const top = stage.element.scrollTop;
    shown = next;
    layOutIfNeeded();
    repaint();
    if (last === undefined || next === undefined || over === undefined || icicle === undefined)
      return;
    const { tree, root } = next.view;
    if (last.view.tree !== tree || last.view.root === root) return;
    stage.element.scrollTop = 0;
    const selected = find(icicle, next.view.selected);
    if (selected !== undefined) stage.reveal(selected);
    if (calm.matches) return;
    const inward = find(over, { box: root, kind: 'box' });
    const outward = find(icicle, { box: last.view.root, kind: 'box' });
    const { scrollTop } = stage.element;
    const whole = { from: next.view.from, to: next.view.to, scrollTop };
    if (inward !== undefined) {
      const start = { from: last.view.from, to: last.view.to, scrollTop: top };
      glide(over, start, placeOf(inward, stage.rowHeight()));
    } else if (outward !== undefined) glide(icicle, placeOf(outward, stage.rowHeight()), whole);
  }

  return {
    icicle: () => icicle,
    show,
    setPalette(next) {
      colors = next;
      repaint();
    },
    setHovered(placed) {
      if (placed === hovered) return;
      hovered = placed;
      repaint();
    },
    repaint,
    repaintNow() {
      cancelAnimationFrame(asked);
      draw();
    },
  };
}

function isSameCut(a: View, b: View): boolean {
  return a.tree === b.tree && a.root === b.root && a.from === b.from && a.to === b.to;
}

function placeOf(placed: Placed, rowHeight: number): Frame {
  return { from: placed.x0, to: placed.x1, scrollTop: placed.depth * rowHeight };
}

function between(a: Frame, b: Frame, part: number): Frame {
  const mix = (from: number, to: number) => from + (to - from) * part;
  return {
    from: mix(a.from, b.from),
    to: mix(a.to, b.to),
    scrollTop: mix(a.scrollTop, b.scrollTop),
  };
}

function fontOf(element: HTMLElement): string {
  const { fontSize, fontFamily } = getComputedStyle(element);
  return `${Number.parseFloat(fontSize) * 0.92}px ${fontFamily}`;
}
