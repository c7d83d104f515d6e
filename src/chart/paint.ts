import type { CallTree } from '../core/call-tree';
import { heatBuckets } from '../core/hot-lines';
import { formatShare } from '../core/units';
import { shareOf, wholeText } from './facts';
import { firstRightOf, type Icicle, isSelected, type Placed, type Selection } from './icicle';
import { boxText, restText } from './label';
import { css, type Palette, type Swatch, type Tone, toneOf } from './palette';

/** Everything a picture of the chart depends on. Lengths in CSS pixels. */
export interface Scene {
  readonly tree: CallTree;
  readonly icicle: Icicle;
  readonly palette: Palette;
  readonly from: number;
  readonly to: number;
  /** Rows above this are out of sight; with a zoom under way, a part of a row. */
  readonly scrollTop: number;
  readonly width: number;
  readonly height: number;
  readonly pixelRatio: number;
  readonly rowHeight: number;
  readonly font: string;
  readonly selected: Selection | undefined;
  readonly hovered: Placed | undefined;
  /** Revealed boxes. */
  readonly marked: ReadonlySet<number>;
  /** Per callable, 1 where the search matches; undefined when nothing is searched. */
  readonly matches: Uint8Array | undefined;
  /** A view of the texts' widths that outlives a picture. */
  readonly widths: Map<string, number>;
}

/** Text stands this far from its box's edges. */
const inset = 5;
/** Narrower boxes have no line below: side by side, theirs would look like one. */
const narrowestHem = 8;
/** No text in a narrower box. */
const narrowestText = 22;

interface Pen {
  readonly context: CanvasRenderingContext2D;
  readonly scene: Scene;
  /** To whole device pixels, so that edges stay sharp. */
  readonly snap: (length: number) => number;
}

export function paint(context: CanvasRenderingContext2D, scene: Scene): void {
  const { pixelRatio, width, height, palette, icicle, rowHeight, scrollTop } = scene;
  const snap = (length: number) => Math.round(length * pixelRatio) / pixelRatio;
  const pen: Pen = { context, scene, snap };
  context.setTransform(pixelRatio, 0, 0, pixelRatio, 0, 0);
  context.fillStyle = css(palette.background);
  context.fillRect(0, 0, width, height);
  context.font = scene.font;
  context.textBaseline = 'middle';
  const first = Math.max(0, Math.floor(scrollTop / rowHeight));
  const last = Math.min(icicle.rows.length, Math.ceil((scrollTop + height) / rowHeight));
  const outlined: Placed[] = [];
  for (let depth = first; depth < last; depth++) {
    const row = icicle.rows[depth];
    for (let i = firstRightOf(row, scene.from); i < row.length; i++) {
      const placed = row[i];
      if (placed.x0 >= scene.to) break;
      if (placed.data.kind === 'aside') continue;
      paintBox(pen, placed);
      if (isOutlined(scene, placed)) outlined.push(placed);
    }
  }
  for (const placed of outlined) outline(pen, placed);
}

interface Rect {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

function rectOf({ scene, snap }: Pen, placed: Placed): Rect {
  const scale = scene.width / (scene.to - scene.from);
  const left = snap(Math.max(-2, (placed.x0 - scene.from) * scale));
  const right = snap(Math.min(scene.width + 2, (placed.x1 - scene.from) * scale));
  const top = snap(placed.depth * scene.rowHeight - scene.scrollTop);
  const gap = right - left >= 3 ? 1 : 0;
  const least = 1 / scene.pixelRatio;
  return { left, top, width: Math.max(least, right - left - gap), height: scene.rowHeight - 1 };
}

function paintBox(pen: Pen, placed: Placed): void {
  const { context, scene } = pen;
  const rect = rectOf(pen, placed);
  const tone = toneFor(scene, placed);
  const swatch = scene.palette.ramps[tone][stepFor(scene, placed, tone)];
  context.beginPath();
  if (rect.width > 6) context.roundRect(rect.left, rect.top, rect.width, rect.height, 2);
  else context.rect(rect.left, rect.top, rect.width, rect.height);
  context.fillStyle = css(swatch.fill);
  context.fill();
  if (scene.palette.contrast) {
    edge(pen, rect, tone);
    if (tone !== 'rest') ownBar(pen, placed, rect);
  } else if (tone !== 'own' && rect.width >= narrowestHem) hem(pen, rect, tone, swatch);
  if (rect.width >= narrowestText) paintText(pen, placed, rect, swatch);
}

function toneFor({ tree, matches }: Scene, { data }: Placed): Tone {
  if (data.kind === 'rest' || data.box === 0) return 'rest';
  const callable = tree.callable(data.box);
  if (matches !== undefined && matches[callable] === 0) return 'rest';
  return toneOf(tree.callables[callable]);
}

/** The editor's heat scale, by the box's own time: a hot line's box is as bright as the line. */
function stepFor({ tree }: Scene, { data }: Placed, tone: Tone): number {
  if (tone === 'rest') return 0;
  const share = shareOf(tree, tree.self(data.box));
  return heatBuckets.filter(limit => share >= limit).length;
}

/** Whose code it is, told without colour: how the line under the box, and in high contrast its frame, is broken. */
const dashes: Record<Tone, readonly number[]> = {
  own: [],
  dependency: [7, 3],
  node: [2, 2],
  builtin: [],
  engine: [1, 4],
  rest: [1, 4],
};

function hem({ context }: Pen, rect: Rect, tone: Tone, swatch: Swatch): void {
  context.fillStyle = css(swatch.hem);
  const top = rect.top + rect.height - 2;
  const [dash, gap] = dashes[tone];
  if (dash === undefined || rect.width <= dash) {
    context.fillRect(rect.left, top, rect.width, 2);
    return;
  }
  context.beginPath();
  for (let at = 0; at < rect.width; at += dash + gap) {
    context.rect(rect.left + at, top, Math.min(dash, rect.width - at), 2);
  }
  context.fill();
}

function edge({ context, scene }: Pen, rect: Rect, tone: Tone): void {
  context.setLineDash([...dashes[tone]]);
  context.lineWidth = tone === 'builtin' ? 2 : 1;
  context.strokeStyle = css(scene.palette.border);
  const half = context.lineWidth / 2;
  if (rect.width <= 2) {
    context.beginPath();
    context.moveTo(rect.left + half, rect.top);
    context.lineTo(rect.left + half, rect.top + rect.height);
    context.stroke();
  } else {
    const { left, top, width, height } = rect;
    context.strokeRect(left + half, top + half, width - 2 * half, height - 2 * half);
  }
  context.setLineDash([]);
}

/** Without fills a bar says how hot a box is: as long a part of the box as is its own time. */
function ownBar({ context, scene }: Pen, { data }: Placed, rect: Rect): void {
  const length = (rect.width * scene.tree.self(data.box)) / data.total;
  if (!(length >= 1)) return;
  context.fillStyle = css(scene.palette.foreground);
  context.fillRect(rect.left, rect.top + rect.height - 3, length, 3);
}

function paintText(pen: Pen, placed: Placed, rect: Rect, swatch: Swatch): void {
  const { context, scene } = pen;
  const left = Math.max(0, rect.left) + inset;
  const room = Math.min(scene.width, rect.left + rect.width) - left - inset;
  if (room < narrowestText - 2 * inset) return;
  const { data } = placed;
  const name = textOf(scene.tree, placed);
  context.fillStyle = css(swatch.text);
  const middle = rect.top + rect.height / 2 + 0.5;
  const share = formatShare(shareOf(scene.tree, data.total));
  const shareWidth = widthOf(context, scene, share);
  const nameWidth = widthOf(context, scene, name);
  if (nameWidth + shareWidth + 12 <= room) {
    context.fillText(name, left, middle);
    context.textAlign = 'right';
    context.fillText(share, left + room, middle);
    context.textAlign = 'left';
  } else {
    const text = nameWidth <= room ? name : shortened(context, scene, name, room);
    if (text !== '') context.fillText(text, left, middle);
  }
}

function textOf(tree: CallTree, { data, parent }: Placed): string {
  if (data.kind === 'rest') return restText(data.count);
  if (data.box === 0) return wholeText(tree);
  const callable = tree.callables[tree.callable(data.box)];
  const above = parent === null ? undefined : tree.callables[tree.callable(parent.data.box)];
  return boxText(callable, above);
}

function widthOf(context: CanvasRenderingContext2D, { widths, font }: Scene, text: string): number {
  const key = `${font}\0${text}`;
  let width = widths.get(key);
  if (width === undefined) {
    if (widths.size > 20000) widths.clear();
    width = context.measureText(text).width;
    widths.set(key, width);
  }
  return width;
}

/** As much of a text as there is room for, with an ellipsis; '' when not even two characters fit. */
function shortened(
  context: CanvasRenderingContext2D,
  scene: Scene,
  text: string,
  room: number,
): string {
  const average = widthOf(context, scene, text) / text.length;
  let length = Math.min(text.length - 1, Math.ceil(room / average));
  while (length > 1 && context.measureText(`${text.slice(0, length)}…`).width > room) length--;
  return length < 2 ? '' : `${text.slice(0, length)}…`;
}

function isOutlined(scene: Scene, placed: Placed): boolean {
  const { data } = placed;
  if (isSelected(placed, scene.selected) || placed === scene.hovered) return true;
  if (data.kind !== 'box' || data.box === 0) return false;
  return scene.marked.has(data.box) || scene.matches?.[scene.tree.callable(data.box)] === 1;
}

function outline(pen: Pen, placed: Placed): void {
  const { context, scene } = pen;
  const { palette } = scene;
  const rect = rectOf(pen, placed);
  const selected = isSelected(placed, scene.selected);
  const thick = selected ? 2 : 1;
  context.lineWidth = thick;
  context.strokeStyle = css(selected ? palette.focus : palette.mark);
  const half = thick / 2;
  const wide = Math.max(0, rect.width - thick);
  context.strokeRect(rect.left + half, rect.top + half, wide, rect.height - thick);
  if (!selected || rect.width < 8) return;
  context.lineWidth = 1;
  context.strokeStyle = css(palette.background);
  context.strokeRect(rect.left + 2.5, rect.top + 2.5, rect.width - 5, rect.height - 5);
}
