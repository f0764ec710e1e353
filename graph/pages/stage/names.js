// Which names are written, and where: the weightiest first, none across another, fewer when there is no room.

import { pointAt } from "./curves.js";

/** Shares of a line at which a mark may stand, the best first. */
export const ALONG = [0.5, 0.4, 0.6, 0.3, 0.7];

const GREAT = new Set(["party", "broker", "member"]);

/** The room on a picture at one scale: names are given theirs at once, marks of lines ask for what is left. */
export class Room {
  constructor(key, pixel) {
    this.key = key;
    this.names = [];
    this.pixel = pixel;
    this.signs = new Grid(70 * pixel);
    this.front = new Grid(70 * pixel); // signs of what is wanted
    this.written = new Grid(70 * pixel);
    this.reset();
  }

  /** Begin a new repaint: the marks of the last one are gone, the names stay. */
  reset() {
    this.marks = [];
    return this;
  }

  addSign(id, { x, y }, radius, wanted) {
    const box = { left: x - radius, right: x + radius, top: y - radius, bottom: y + radius, id };
    this.signs.put(box);
    if (wanted) this.front.put(box);
  }

  /** Find room for a name below, above or beside its entity; a wanted one may cover signs that are not. */
  addName(node, place, radius, text, wanted, bounds) {
    const pad = 1.5 * this.pixel;
    const { width, height } = text;
    const tops = [[place.x, place.y + radius], [place.x, place.y - radius - height]];
    const beside = [1, -1].map((side) => [place.x + side * (radius + width / 2), place.y - height / 2]);
    const boxes = [...tops, ...beside].map(([middle, top], i) => ({
      middle, top, left: middle - width / 2 - pad, right: middle + width / 2 + pad, bottom: top + height + pad,
      // beyond the rim of the picture a name above or beside its entity would be cut off by the frame
      cut: top < bounds.top
        || (i > 1 && (middle - width / 2 < bounds.left || middle + width / 2 > bounds.left + bounds.width)),
    }));
    const clear = boxes.filter((box) => !box.cut && this.written.free(box));
    const isFree = (grid) => clear.find((each) => grid.free(each, node.id));
    const box = isFree(this.signs) ?? (wanted ? isFree(this.front) : undefined);
    if (!box) return;
    this.written.put(box);
    this.names.push({ id: node.id, x: box.middle, top: box.top, ...text });
  }

  isFree(box) {
    return this.signs.free(box) && this.written.free(box) && !this.marks.some((mark) => overlap(box, mark));
  }

  /** Take the first free of some boxes; where there is none, *otherwise* says what else would do. */
  take(boxes, otherwise = () => undefined) {
    const box = boxes.find((each) => this.isFree(each)) ?? otherwise(boxes);
    if (box) this.marks.push(box);
    return box;
  }

  /** The first box that hides no name, though it may hide a sign; else the first. */
  legible(boxes) {
    return boxes.find((box) => this.written.free(box)) ?? boxes[0];
  }
}

/** Give every name its room at the painter's scale. */
export function placeNames(stage, painter, ctx) {
  const { pixel, scale } = painter;
  const near = painter.near();
  const ringed = new Set([stage.picked, stage.cursor]);
  const { font } = painter.theme;
  const key = [scale, stage.places.version, font, ...ringed, "near", ...near].join();
  if (painter.room?.key === key) return painter.room.reset();
  const room = new Room(key, pixel);
  const great = (node) => node.shape === "star" || GREAT.has(node.group);
  const wanted = (node) => great(node) || near.has(node.id);
  for (const node of stage.nodes.values()) {
    room.addSign(node.id, stage.places.get(node.id), painter.radius(node) * 0.9, wanted(node));
  }
  const box = stage.camera.extentAt(scale);
  const bounds = { left: box.left * pixel, top: box.top * pixel, width: box.width * pixel };
  const weight = (node) => (near.has(node.id) ? 1e6 : 0) + node.weight;
  for (const node of [...stage.nodes.values()].sort((a, b) => weight(b) - weight(a))) {
    const radius = painter.radius(node) + (ringed.has(node.id) ? 11 : 3) * pixel;
    const text = textOf(ctx, node.label, great(node), scale, font);
    room.addName(node, stage.places.get(node.id), radius, text, wanted(node), bounds);
  }
  return room;
}

function textOf(ctx, label, great, scale, face) {
  // names keep nearly one size on the screen
  const size = ((great ? 13.5 : 12) * Math.min(1.35, Math.max(0.92, scale ** 0.4))) / scale;
  const lines = label.split("\n");
  const font = `${great ? 600 : 400} ${size}px ${face}`;
  ctx.font = font;
  const width = Math.max(...lines.map((line) => ctx.measureText(line).width));
  return { lines, font, size, leading: size * 1.12, width, height: size * 1.12 * lines.length };
}

/** Boxes around points along a line. */
export function boxesAlong(course, { half, above, below }) {
  return ALONG.map((share) => {
    const { x, y } = pointAt(course, share);
    return { x, y, left: x - half, right: x + half, top: y - above, bottom: y + below };
  });
}

/** Boxes by the squares that they touch, so that asking for room is quick. */
class Grid {
  constructor(size) {
    this.size = size;
    this.cells = new Map();
  }

  * squares({ left, right, top, bottom }) {
    for (let i = Math.floor(left / this.size); i <= right / this.size; i += 1) {
      for (let j = Math.floor(top / this.size); j <= bottom / this.size; j += 1) yield `${i} ${j}`;
    }
  }

  put(box) {
    for (const square of this.squares(box)) {
      if (!this.cells.has(square)) this.cells.set(square, []);
      this.cells.get(square).push(box);
    }
  }

  /** Whether nothing but the box of *self* is there. */
  free(box, self = null) {
    for (const square of this.squares(box)) {
      for (const other of this.cells.get(square) ?? []) {
        if (!(self && other.id === self) && overlap(box, other)) return false;
      }
    }
    return true;
  }
}

const overlap = (a, b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
