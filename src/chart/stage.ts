import type { Placed } from './icicle';

/** What the pointer does on the boxes. Shares are of the width that is in view. */
export interface StageEvents {
  readonly hover: (at: Point | undefined) => void;
  readonly click: (at: Point) => void;
  readonly doubleClick: (at: Point) => void;
  readonly scale: (at: number, factor: number) => void;
  readonly pan: (by: number) => void;
  /** The canvas has another size, and lost its content. */
  readonly scrolled: () => void;
  readonly resized: () => void;
}

export interface Point {
  /** Share of the width in view. */
  readonly x: number;
  readonly depth: number;
  readonly clientX: number;
  readonly clientY: number;
}

/** The scrolling area with the canvas in it. The canvas is as large as what is in sight, whatever the depth of the stacks. */
export interface Stage {
  readonly element: HTMLElement;
  readonly canvas: HTMLCanvasElement;
  /** CSS pixels. */
  size(): { readonly width: number; readonly height: number; readonly pixelRatio: number };
  rowHeight(): number;
  setRows(rows: number): void;
  /** Scrolls so that a box is in sight. */
  reveal(placed: Placed): void;
}

export function createStage(events: StageEvents): Stage {
  const element = document.createElement('div');
  element.className = 'stage';
  const canvas = document.createElement('canvas');
  canvas.setAttribute('aria-hidden', 'true');
  const spacer = document.createElement('div');
  spacer.className = 'spacer';
  element.append(canvas, spacer);
  let rows = 0;
  const rowHeight = () =>
    Math.max(18, Math.round(Number.parseFloat(getComputedStyle(element).fontSize) * 1.65));
  const fit = () => {
    const ratio = window.devicePixelRatio;
    canvas.style.width = `${element.clientWidth}px`;
    canvas.style.height = `${element.clientHeight}px`;
    const width = Math.round(element.clientWidth * ratio);
    const height = Math.round(element.clientHeight * ratio);
    if (canvas.width !== width) canvas.width = width;
    if (canvas.height !== height) canvas.height = height;
    events.resized();
  };
  new ResizeObserver(fit).observe(element);
  watchPixelRatio(fit);
  element.addEventListener('scroll', events.scrolled, { passive: true });
  listen(element, events, rowHeight);
  return {
    element,
    canvas,
    size: () => ({
      width: element.clientWidth,
      height: element.clientHeight,
      pixelRatio: window.devicePixelRatio,
    }),
    rowHeight,
    setRows(count) {
      if (count === rows) return;
      rows = count;
      // The canvas itself takes one screen of the scrolled height.
      spacer.style.height = `max(0px, calc(${count * rowHeight() + 4}px - 100%))`;
    },
    reveal(placed) {
      const top = placed.depth * rowHeight();
      const bottom = top + rowHeight();
      if (top < element.scrollTop) element.scrollTop = top;
      else if (bottom > element.scrollTop + element.clientHeight) {
        element.scrollTop = bottom - element.clientHeight;
      }
    },
  };
}

/** A media query on the present ratio fires once when it changes; then the next one is asked for. */
function watchPixelRatio(changed: () => void): void {
  const query = window.matchMedia(`(resolution: ${window.devicePixelRatio}dppx)`);
  query.addEventListener(
    'change',
    () => {
      changed();
      watchPixelRatio(changed);
    },
    { once: true },
  );
}

function listen(element: HTMLElement, events: StageEvents, rowHeight: () => number): void {
  const pointOf = (event: MouseEvent): Point => {
    const { left, top } = element.getBoundingClientRect();
    return {
      x: (event.clientX - left) / Math.max(1, element.clientWidth),
      depth: Math.floor((event.clientY - top + element.scrollTop) / rowHeight()),
      clientX: event.clientX,
      clientY: event.clientY,
    };
  };
  let drag: { readonly pointer: number; x: number; moved: number } | undefined;
  element.addEventListener('pointerdown', event => {
    if (event.button === 0) drag = { pointer: event.pointerId, x: event.clientX, moved: 0 };
  });
  element.addEventListener('pointermove', event => {
    if (drag === undefined || event.buttons === 0) {
      drag = undefined;
      events.hover(pointOf(event));
      return;
    }
    const by = drag.x - event.clientX;
    drag.moved += Math.abs(by);
    drag.x = event.clientX;
    if (drag.moved < 4) return;
    if (!element.hasPointerCapture(drag.pointer)) element.setPointerCapture(drag.pointer);
    events.hover(undefined);
    events.pan(by / Math.max(1, element.clientWidth));
  });
  element.addEventListener('pointerleave', () => events.hover(undefined));
  element.addEventListener('click', event => {
    const wasDrag = drag !== undefined && drag.moved >= 4;
    drag = undefined;
    if (!wasDrag) events.click(pointOf(event));
  });
  element.addEventListener('dblclick', event => events.doubleClick(pointOf(event)));
  element.addEventListener(
    'wheel',
    event => {
      const sideways = event.shiftKey ? event.deltaY : event.deltaX;
      if (event.ctrlKey || event.metaKey) {
        event.preventDefault();
        events.scale(pointOf(event).x, 1.2 ** (-event.deltaY / 60));
      } else if (Math.abs(sideways) > Math.abs(event.shiftKey ? 0 : event.deltaY)) {
        event.preventDefault();
        events.pan(sideways / Math.max(1, element.clientWidth));
      }
    },
    { passive: false },
  );
}
