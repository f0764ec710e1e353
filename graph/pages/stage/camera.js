// The reader's camera: it is set when a picture is first seen, and then belongs to the reader.

import { CALM } from "./elements.js";

const LEAST = 0.08; // zoom
const MOST = 4;
const MOST_FITTED = 1.5; // a small picture is not blown up further than this
const MOST_STRETCH = 2.4; // a picture is drawn out no further than this to fill its frame
const MARGIN = 10; // pixels
const BESIDE_BUTTONS = 40; // pixels left free for them
const STILL_MS = 180; // after which a zoom counts as over

export class Camera {
  constructor(stage) {
    this.stage = stage;
    this.stretch = { x: 1, y: 1 };
    this.fitted = false;
    this.touched = false; // whether the reader has chosen the camera
    this.strayed = false; // whether the reader has moved an entity
  }

  zoom(factor) {
    const { network } = this.stage;
    const scale = Math.min(MOST, Math.max(LEAST, network.getScale() * factor));
    network.moveTo({ scale, animation: this.motion() });
    this.zoomed();
  }

  zoomed() {
    this.touched = this.stage.moving = true;
    clearTimeout(this.settling);
    this.settling = setTimeout(() => {
      this.stage.moving = false;
      this.stage.painter.repaint();
    }, STILL_MS);
  }

  motion() {
    return CALM.matches ? false : { duration: 180, easingFunction: "easeOutQuad" };
  }

  /** Show the whole picture, names included. */
  fit(asked = false) {
    const { network, places } = this.stage;
    const free = this.free();
    if (!free || !places.size) return;
    if (!asked && !this.strayed) this.drawOut(free);
    // names keep their size on the screen: the largest scale at which they still fit is found by halving
    let [least, most] = [LEAST, MOST_FITTED];
    for (let i = 0; i < 12; i += 1) {
      const scale = (least + most) / 2;
      const { width, height } = this.extentAt(scale);
      if (width > free.width || height > free.height) most = scale;
      else least = scale;
    }
    const { left, top, width, height } = this.extentAt(least);
    network.moveTo({
      scale: least,
      position: { x: (left + width / 2) / least, y: (top + height / 2) / least },
      offset: { x: -BESIDE_BUTTONS / 2, y: 0 },
      animation: asked && this.motion(),
    });
    this.fitted = true;
    if (asked) this.touched = false;
  }

  /** The canvas without its margins and its buttons; null while it has no size, as in a hidden tab. */
  free() {
    const { clientWidth: width, clientHeight: height } = this.stage.canvas;
    return width && height ? { width: width - 2 * MARGIN - BESIDE_BUTTONS, height: height - 2 * MARGIN } : null;
  }

  /** The box of the picture at a scale, in pixels of the screen, names included. */
  extentAt(scale) {
    const { nodes, places, painter } = this.stage;
    const swell = painter.swellAt(scale) * scale;
    return extent([...places].flatMap(([id, { x, y }]) => {
      const node = nodes.get(id);
      const radius = node.size * swell * 1.3;
      const side = Math.max(radius, this.halfNameOf(node));
      const below = radius + 14 * node.label.split("\n").length;
      return [{ x: x * scale - side, y: y * scale - radius }, { x: x * scale + side, y: y * scale + below }];
    }));
  }

  halfNameOf({ label }) {
    const { font } = this.stage.theme;
    if (this.measured?.font !== font) this.measured = { font, halves: new Map() };
    const { halves } = this.measured;
    if (!halves.has(label)) {
      this.ctx ??= document.createElement("canvas").getContext("2d");
      this.ctx.font = `600 12px ${font}`;
      halves.set(label, Math.max(...label.split("\n").map((line) => this.ctx.measureText(line).width)) / 2);
    }
    return halves.get(label);
  }

  /** Widen or heighten the picture toward the form of its frame; nothing ever comes closer together. */
  drawOut(free) {
    const { nodes } = this.stage;
    if (nodes.size < 3) return;
    const { width, height } = extent(nodes.values());
    const form = (free.height / height) / (free.width / width);
    const within = (value) => Math.min(Math.max(value, 1), MOST_STRETCH);
    const stretch = { x: within(1 / form), y: within(form) };
    if (stretch.x === this.stretch.x && stretch.y === this.stretch.y) return;
    this.stretch = stretch;
    this.stage.put([...nodes.values()]);
  }

  /** Where an entity stands on the picture as it is drawn out now. */
  placeOf({ id, x, y }) {
    const [left, top] = this.stage.held.get(id) ?? [x, y];
    return { x: left * this.stretch.x, y: top * this.stretch.y };
  }

  /** The same backwards: where that is in the measure of the drawing. */
  backFrom({ x, y }) {
    return [Math.round(x / this.stretch.x), Math.round(y / this.stretch.y)];
  }

  resized() {
    if (!(this.fitted && this.touched)) this.fit();
    this.stage.painter.repaint();
  }

  /** Fit a picture that is seen for the first time, or of which nothing is in sight. */
  follow(changed) {
    if (!this.fitted || (changed && !this.stage.inSight())) this.fit();
  }

  /** Whether a place lies within the frame, a margin away from it. */
  sees(place, margin = 0) {
    const { canvas, network } = this.stage;
    const { x, y } = network.canvasToDOM(place);
    return x > margin && y > margin && x < canvas.clientWidth - margin && y < canvas.clientHeight - margin;
  }

  bringIntoSight(place) {
    if (!this.sees(place, 40)) this.stage.network.moveTo({ position: place, animation: this.motion() });
  }

  stop() {
    clearTimeout(this.settling);
  }
}

function extent(points) {
  const all = [...points];
  const [xs, ys] = [all.map(({ x }) => x), all.map(({ y }) => y)];
  const [left, top] = [Math.min(...xs), Math.min(...ys)];
  return { left, top, width: Math.max(...xs) - left || 1, height: Math.max(...ys) - top || 1 };
}
