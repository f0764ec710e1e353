// What is seen on the canvas: lines, signs, names and marks; and how the rest steps back for what is looked at.

import { curve, draft, outside, pointAt, shortened } from "./curves.js";
import { CALM } from "./elements.js";
import { boxesAlong, placeNames } from "./names.js";
import { arrowhead, badge, halo, paintSign, pin, trace } from "./signs.js";

const APPEAR_MS = 350; // in which what is new fades in
const DIM_MS = 120; // in which the rest steps back
const DIMMED = 0.14; // opacity of what is no neighbour of what is pointed at
const ASIDE = 0.6; // how far the rest steps back for what was picked, of the way to that
const CROWD = 300; // lines, above which each is fainter, so that entities are not buried
const MANY_EDGES = 1500; // above this, lines wait while the picture moves
const MANY_NODES = 80; // above this, they shrink more when zooming out

export class Painter {
  constructor(stage) {
    this.stage = stage;
    this.born = new Map(); // id → when it appeared
    this.dim = 0; // 0: all are seen alike; 1: the rest has stepped back
    this.kept = new Set(); // ids that stay in front
    this.onDrawn = () => {};
  }

  /** Repaint once before the next frame, however often asked. */
  repaint() {
    this.asked ??= requestAnimationFrame(() => {
      this.asked = null;
      this.stage.network.redraw();
    });
  }

  stop() {
    cancelAnimationFrame(this.asked);
    cancelAnimationFrame(this.fading);
  }

  // ---- what is looked at ---------------------------------------------------------------------------

  /** Let the rest step back from what is looked at now, or come forward again. */
  focus() {
    const { hover, cursor, picked } = this.stage;
    const chosen = [...this.stage.chosen.ids];
    const centres = hover ?? cursor ? [hover ?? cursor] : chosen.length ? chosen : picked ? [picked] : [];
    const aim = hover || cursor ? 1 : centres.length ? ASIDE : 0;
    if (centres.length) this.kept = new Set(centres.flatMap((id) => [...this.neighbourhood(id)]));
    cancelAnimationFrame(this.fading);
    if (aim === this.dim) {
      this.repaint();
      return;
    }
    const from = this.dim;
    const start = performance.now();
    const step = (now) => {
      const part = CALM.matches ? 1 : Math.min(1, Math.max(0, (now - start) / DIM_MS));
      this.dim = from + (aim - from) * part;
      this.stage.network.redraw();
      if (part < 1) this.fading = requestAnimationFrame(step);
    };
    this.fading = requestAnimationFrame(step);
  }

  neighbourhood(id) {
    const { edges, lines, has } = this.stage;
    const edge = edges.get(id);
    if (edge) return new Set([id, edge.from, edge.to]);
    const shown = (lines.get(id) ?? []).filter((line) => has.call(this.stage, line));
    return new Set([id, ...shown.flatMap((line) => [line, edges.get(line).from, edges.get(line).to])]);
  }

  /** Ids of what is looked at and its neighbours; none while nothing is. */
  near() {
    return this.dim ? this.kept : new Set();
  }

  opacity(id) {
    let opacity = this.dim && !this.kept.has(id) ? 1 - (1 - DIMMED) * this.dim : 1;
    const born = this.born.get(id);
    if (born !== undefined) {
      const age = (this.now - born) / APPEAR_MS;
      if (age >= 1) this.born.delete(id);
      opacity *= Math.min(1, Math.max(0, age));
    }
    return opacity;
  }

  appear(id) {
    if (!CALM.matches) this.born.set(id, performance.now());
  }

  // ---- sizes and colours ---------------------------------------------------------------------------

  begin() {
    this.theme = this.stage.theme;
    this.look = this.stage.look;
    this.scale = this.stage.network.getScale();
    this.swell = this.swellAt(this.scale);
    this.pixel = 1 / this.scale;
    this.now = performance.now();
  }

  /** Signs shrink less than the picture when zooming out, and grow less when zooming in. */
  swellAt(scale) {
    if (scale > 1) return scale ** -0.35;
    return scale ** (this.stage.nodes.size > MANY_NODES ? -0.35 : -0.55);
  }

  radius(node) {
    return node.size * this.swell;
  }

  colourOf(item) {
    const { families, standings, shapes } = this.stage.look;
    return (families[item.family] ?? standings[item.group] ?? shapes[item.shape])[this.stage.theme.name];
  }

  courseOf(edge) {
    const { places } = this.stage;
    return curve(places.get(edge.from), places.get(edge.to), edge.smooth);
  }

  middleOf(id) {
    return this.stage.places.get(id) ?? pointAt(this.courseOf(this.stage.edges.get(id)), 0.5);
  }

  // ---- lines, below all ----------------------------------------------------------------------------

  paintLines(ctx) {
    const { stage } = this;
    if (!stage.look) return;
    this.begin();
    if (this.waits()) return;
    const near = this.near();
    const looked = new Set([stage.hover, stage.cursor, stage.picked]);
    const crowd = Math.max(0.35, Math.min(1, (CROWD / stage.edges.size) ** 0.5));
    // lines of one look are one stroke: thousands of them cost little more than their pixels
    const strokes = new Map();
    const heads = [];
    const shown = [...stage.edges.values()].filter((edge) => stage.has(edge.id));
    for (const edge of shown.sort((a, b) => Boolean(b.past) - Boolean(a.past))) {
      const gap = 1.5 * this.pixel;
      const rims = [edge.from, edge.to].map((end) => this.radius(stage.nodes.get(end)) + gap);
      const part = outside(this.courseOf(edge), ...rims);
      if (!part) continue;
      const strong = looked.has(edge.id);
      const width = edge.width * this.swell + (strong ? 1.2 * this.pixel : 0);
      let opacity = this.opacity(edge.id);
      if (!strong) opacity *= (edge.past ? this.look.past : 1) * (near.has(edge.id) ? 1 : crowd);
      if (edge.id === stage.picked) this.underline(ctx, part, width, opacity);
      const head = edge.arrows ? (5 + 1.5 * edge.width) * this.swell : 0;
      const look = [edge.family, edge.stroke, edge.possible, width, opacity].join();
      if (!strokes.has(look)) strokes.set(look, { edge, width, opacity, path: new Path2D() });
      draft(strokes.get(look).path, head ? shortened(part, edge.arrows, head * 0.8) : part);
      if (head) heads.push({ edge, part, head, opacity });
    }
    for (const { edge, width, opacity, path } of strokes.values()) {
      ctx.globalAlpha = opacity;
      ctx.strokeStyle = this.colourOf(edge);
      ctx.setLineDash((edge.dashes ?? []).map((length) => length * this.swell));
      trace(ctx, path, width, edge.possible && this.theme.background, this.pixel);
    }
    for (const { edge, part, head, opacity } of heads) {
      ctx.globalAlpha = opacity;
      ctx.fillStyle = this.colourOf(edge);
      arrowhead(ctx, part[edge.arrows], part.via, head);
    }
    ctx.setLineDash([]);
    ctx.globalAlpha = 1;
  }

  waits() {
    return this.stage.moving && this.stage.edges.size > MANY_EDGES;
  }

  underline(ctx, part, width, opacity) {
    const path = new Path2D();
    draft(path, part);
    ctx.globalAlpha = 0.35 * opacity;
    ctx.strokeStyle = this.theme.accent;
    ctx.lineWidth = width + 7 * this.pixel;
    ctx.setLineDash([]);
    ctx.stroke(path);
  }

  // ---- entities, asked for by vis ------------------------------------------------------------------

  paintEntity({ ctx, id, x, y }) {
    const { stage, pixel } = this;
    const node = stage.nodes.get(id);
    if (!node || !stage.look) return { drawNode() {}, nodeDimensions: { width: 1, height: 1 } };
    const radius = this.radius(node);
    return {
      nodeDimensions: { width: 2 * radius, height: 2 * radius },
      drawNode: () => {
        ctx.globalAlpha = this.opacity(id);
        if (id === stage.picked || stage.chosen.ids.has(id)) halo(ctx, { x, y }, radius + 5 * pixel, 3 * pixel, this.theme.accent);
        if (id === stage.cursor) {
          halo(ctx, { x, y }, radius + 9 * pixel, 2 * pixel, this.theme.text, [4 * pixel, 3 * pixel]);
        }
        const sign = this.look.standings[node.group]?.sign ?? "full";
        const colour = this.colourOf(node);
        paintSign(ctx, { x, y }, radius, node.shape, { sign, colour }, this.theme.background, pixel);
        if (stage.held.has(id)) pin(ctx, { x: x + radius * 0.8, y: y - radius * 0.8 }, 3.5 * pixel, this.theme);
        if (node.folded) halo(ctx, { x, y }, radius + 3.5 * pixel, 1.5 * pixel, colour);
      },
    };
  }

  // ---- names and marks, above all ------------------------------------------------------------------

  paintWords(ctx) {
    const { stage } = this;
    if (!stage.look) return;
    ctx.save();
    ctx.setLineDash([]);
    ctx.lineJoin = "round";
    ctx.textAlign = "center";
    ctx.textBaseline = "alphabetic";
    this.room = placeNames(stage, this, ctx);
    for (const { id, font, lines, x, top, size, leading } of this.room.names) {
      ctx.globalAlpha = this.opacity(id);
      ctx.font = font;
      lines.forEach((line, i) => this.write(ctx, line, x, top + size * 0.86 + i * leading, this.theme.text));
    }
    this.paintCaptions(ctx);
    if (!this.waits()) {
      for (const edge of stage.edges.values()) {
        if ((edge.mark || edge.said) && stage.has(edge.id)) this.paintMark(ctx, edge);
      }
    }
    ctx.restore();
    if (this.born.size) this.repaint();
    this.onDrawn();
  }

  /** Names of the parts of a picture, where no name of an entity stands already. */
  paintCaptions(ctx) {
    const size = 12.5 * this.pixel;
    ctx.font = `600 ${size}px ${this.theme.font}`;
    ctx.globalAlpha = 0.75;
    for (const [name, left, top] of this.stage.captions) {
      const { x, y } = this.stage.camera.placeOf({ x: left, y: top });
      const half = ctx.measureText(name).width / 2;
      const box = { x, y, left: x - half, right: x + half, top: y - size, bottom: y };
      if (this.room.take([box])) this.write(ctx, name, x, y, this.theme.accent);
    }
    ctx.globalAlpha = 1;
  }

  write(ctx, line, x, y, colour) {
    // a halo, so that no line cuts a name
    ctx.strokeStyle = this.theme.background;
    ctx.lineWidth = 3.5 * this.pixel;
    ctx.strokeText(line, x, y);
    ctx.fillStyle = colour;
    ctx.fillText(line, x, y);
  }

  /** What a line must never be without: that sources disagree, and whose words a grave thing is. */
  paintMark(ctx, edge) {
    const course = this.courseOf(edge);
    ctx.globalAlpha = this.opacity(edge.id);
    if (edge.said && this.paintSource(ctx, edge, course) && !edge.mark) return;
    const half = 7 * this.pixel;
    const boxes = boxesAlong(course, { half, above: half, below: half });
    const at = this.room.take(boxes, () => this.room.legible(boxes));
    badge(ctx, at, edge.mark ?? "“", 6.5 * this.pixel, this.colourOf(edge), this.theme);
  }

  /** Write whose words a line is, where there is room or it is looked at; say whether it is written. */
  paintSource(ctx, edge, course) {
    const size = 11 * this.pixel;
    ctx.font = `italic 400 ${size}px ${this.theme.font}`;
    const half = ctx.measureText(edge.said).width / 2 + 3 * this.pixel;
    const lookedAt = edge.id === this.stage.picked || (this.dim > 0.5 && this.kept.has(edge.id));
    const boxes = boxesAlong(course, { half, above: size * 0.7, below: size * 0.6 });
    const box = this.room.take(boxes, () => (lookedAt ? boxes[0] : undefined));
    if (!box) return false;
    ctx.fillStyle = this.theme.background;
    ctx.globalAlpha *= 0.85;
    ctx.fillRect(box.left, box.top, 2 * half, box.bottom - box.top);
    ctx.globalAlpha /= 0.85;
    this.write(ctx, edge.said, box.x, box.top + size, this.colourOf(edge));
    return true;
  }
}
