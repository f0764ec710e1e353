// The canvas: shows a drawing, keeps the reader's camera and selection, and tells Python what was picked.
//
// vis-network holds the entities, and pans, zooms and drags. What is seen is painted here, so that names stay
// legible at every zoom, hovering costs one repaint, and a line is found where it is seen.
// Data reach the page as canvas text or through textContent only.

const CALM = matchMedia("(prefers-reduced-motion: reduce)");
const APPEAR_MS = 350; // in which what is new fades in
const DIM_MS = 120; // in which the rest steps back
const DIMMED = 0.14; // opacity of what is no neighbour of what is pointed at
const ASIDE = 0.6; // how far the rest steps back for what was picked, of the way to that
const MOST_STRETCH = 2.4; // a picture is drawn out no further than this to fill its frame
const MANY_EDGES = 1500; // above this, lines wait while the picture moves
const NEAR = { least: 0.08, most: 4 }; // zoom
const ALONG = [0.5, 0.4, 0.6, 0.3, 0.7]; // of a line, where a mark may stand
const BESIDE_BUTTONS = 40; // pixels left free for them
const REACH_PX = 7; // from a line, that still means it
const stages = new WeakMap();

export async function show({ parentElement, data, setStateValue, setTriggerValue }, assets) {
  let stage = stages.get(parentElement);
  if (!stage) {
    stage = new Stage(parentElement);
    stages.set(parentElement, stage);
    stage.ready = stage.open(assets);
  }
  stage.tell = setStateValue;
  stage.ask = setTriggerValue;
  stage.latest = data;
  await stage.ready;
  // of several payloads that arrived while this one was waiting, the last counts
  if (stage.latest === data) {
    const told = await unpack(data);
    if (stage.latest === data) stage.receive(told);
  }
  // Streamlit also calls this when a newer payload overtakes a pending one: only a canvas that left closes
  return () => setTimeout(() => stage.root.isConnected || stage.close());
}

/** JSON; or JSON of all but the drawing, a line break, and the drawing compressed. */
async function unpack(bytes) {
  const read = (part) => JSON.parse(new TextDecoder().decode(part));
  const end = bytes.indexOf(10);
  if (end < 0) return read(bytes);
  const drawing = new Blob([bytes.subarray(end + 1)]).stream().pipeThrough(new DecompressionStream("deflate"));
  return { ...read(bytes.subarray(0, end)), drawing: await new Response(drawing).json() };
}

let library;
function visNetwork(address) {
  library ??= new Promise((done, fail) => {
    const script = document.createElement("script");
    script.src = address;
    script.onload = () => done(globalThis.vis);
    script.onerror = () => fail(new Error("vis-network did not load"));
    document.head.append(script);
  });
  return library;
}

function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

class Stage {
  constructor(parent) {
    this.nodes = new Map(); // id → what is drawn
    this.edges = new Map();
    this.places = new Map(); // id → where it stands now, the reader's own moves included
    this.near = new Map(); // id → ids of the lines that end there
    this.sent = new Map(); // id → what the server last said, as text
    this.born = new Map(); // id → when it appeared
    this.hidden = new Set(); // families hidden here
    this.hover = this.cursor = this.picked = null;
    this.dim = 0;
    this.stretch = { x: 1, y: 1 };
    this.moving = false; // whether the picture moves under the reader's hand
    this.touched = false; // whether the reader has chosen the camera
    this.strayed = false; // whether the reader has moved an entity
    this.parent = parent;
    this.build();
  }

  build() {
    this.canvas = make("div", {
      class: "canvas", tabindex: "0", role: "application", "aria-roledescription": "network",
      "aria-label": "Network. Arrow keys walk from one to the next, L along its lines, Enter opens, "
        + "Escape leaves, plus, minus and 0 zoom.",
    });
    this.tip = make("div", { class: "tip", hidden: "" });
    this.live = make("div", { class: "live", "aria-live": "polite" });
    this.note = make("div", { class: "note", hidden: "" });
    this.buttons = make("div", { class: "buttons" },
      this.button("+", "Zoom in", () => this.zoom(1.35)),
      this.button("−", "Zoom out", () => this.zoom(1 / 1.35)),
      this.button("fit", "Show the whole picture", () => this.fit(true)),
      this.button("full", "Full screen", () => this.fullScreen()));
    this.hint = make("div", { class: "hint" }, "Ctrl + scroll zooms");
    this.frame = make("div", { class: "frame" }, this.canvas, this.note, this.hint, this.buttons, this.tip);
    this.legend = make("div", { class: "legend" });
    this.root = make("div", { class: "stage" }, this.frame, this.legend, this.live);
    this.root.atlas = { positionOf: (id) => this.positionOf(id), stage: this };
  }

  button(sign, label, act) {
    const button = make("button", { type: "button", "aria-label": label, title: label }, icon(sign));
    button.addEventListener("click", act);
    return button;
  }

  async open({ style, vis }) {
    const sheet = make("link", { rel: "stylesheet", href: style });
    const styled = new Promise((done) => { sheet.onload = sheet.onerror = done; });
    this.parent.append(sheet, this.root);
    [this.vis] = await Promise.all([visNetwork(vis), styled]);
    this.held = new this.vis.DataSet();
    this.network = new this.vis.Network(this.canvas, { nodes: this.held, edges: new this.vis.DataSet() }, {
      physics: false,
      layout: { improvedLayout: false },
      nodes: { shape: "custom", ctxRenderer: (given) => this.paintNode(given), chosen: false },
      interaction: { hover: false, multiselect: false, selectable: true, keyboard: false, tooltipDelay: 1e9 },
    });
    this.listen();
  }

  close() {
    this.watch?.disconnect();
    this.network?.destroy();
    stages.delete(this.parent);
  }

  // ---- what Python sends ---------------------------------------------------------------------------

  receive({ height, selected, drawing }) {
    this.frame.style.setProperty("--stage-height", `${height}px`);
    const changed = drawing.digest !== this.root.dataset.digest;
    this.look = drawing.look;
    this.readTheme();
    if (changed) this.patch(drawing);
    if (selected !== this.given) {
      this.given = selected;
      this.picked = this.has(selected) ? selected : null;
    }
    this.dressLegend();
    if (!this.fitted) this.fit();
    else if (changed && !this.inSight()) this.fit();
    this.root.dataset.nodes = this.nodes.size;
    this.root.dataset.edges = this.edges.size;
    this.root.dataset.digest = drawing.digest;
    this.root.dataset.theme = this.theme.name;
    this.root.dataset.picked = this.picked ?? "";
    this.awaited = true;
    this.repaint();
  }

  /** Change what differs and nothing else: camera, places and selection stay. */
  patch({ nodes, edges }) {
    const first = !this.nodes.size;
    const now = performance.now();
    const known = new Set([...nodes, ...edges].map((item) => item.id));
    for (const id of [...this.sent.keys()]) {
      if (known.has(id)) continue;
      this.sent.delete(id);
      this.nodes.delete(id);
      this.edges.delete(id);
      this.places.delete(id);
    }
    this.held.remove(this.held.getIds().filter((id) => !known.has(id)));
    this.put(nodes.filter((node) => this.renew(node, this.nodes, first, now)));
    for (const edge of edges) this.renew(edge, this.edges, first, now);
    this.near = new Map();
    for (const edge of this.edges.values()) {
      for (const end of [edge.from, edge.to]) {
        if (!this.near.has(end)) this.near.set(end, []);
        this.near.get(end).push(edge.id);
      }
    }
    this.places.version = now;
    for (const word of ["hover", "cursor"]) if (!this.has(this[word])) this[word] = null;
    if (this.picked && !this.has(this.picked)) this.pick(null);
    if (!this.hover) this.tip.hidden = true;
    this.network.unselectAll();
  }

  /** Take over an item; true if vis must know of it, which it must not for words alone. */
  renew(item, items, first, now) {
    const text = JSON.stringify(item);
    if (this.sent.get(item.id) === text) return false;
    const old = items.get(item.id);
    if (!old && !first && !CALM.matches) this.born.set(item.id, now);
    this.sent.set(item.id, text);
    items.set(item.id, item);
    return !old || old.x !== item.x || old.y !== item.y;
  }

  put(nodes) {
    for (const node of nodes) {
      this.places.set(node.id, { x: node.x * this.stretch.x, y: node.y * this.stretch.y });
    }
    this.places.version = performance.now();
    this.held.update(nodes.map(({ id }) => ({ id, ...this.places.get(id) })));
  }

  has(id) {
    return this.nodes.has(id) || (this.edges.has(id) && !this.hidden.has(this.edges.get(id).family));
  }

  // ---- what the reader does ------------------------------------------------------------------------

  listen() {
    const network = this.network;
    network.on("click", ({ pointer }) => {
      network.unselectAll();
      this.pick(this.at(pointer.DOM));
    });
    network.on("doubleClick", ({ pointer }) => this.wish("expand", network.getNodeAt(pointer.DOM)));
    network.on("dragStart", () => { this.moving = this.touched = true; this.tip.hidden = true; });
    network.on("dragging", ({ nodes }) => this.moved(nodes));
    network.on("dragEnd", ({ nodes }) => { this.moved(nodes); this.moving = false; network.unselectAll(); });
    network.on("resize", () => this.resized());
    network.on("zoom", () => { this.touched = true; this.settle(); });
    network.on("beforeDrawing", (ctx) => this.paintEdges(ctx));
    network.on("afterDrawing", (ctx) => this.paintMarks(ctx));
    this.canvas.addEventListener("pointerdown", () => this.canvas.focus({ preventScroll: true }));
    this.canvas.addEventListener("keydown", (event) => this.key(event));
    this.canvas.addEventListener("blur", () => { this.cursor = null; this.tip.hidden = true; this.repaint(); });
    // a page that scrolls must not be caught by the picture: the wheel zooms with Ctrl, or once inside
    this.canvas.addEventListener("wheel", (event) => {
      if (event.ctrlKey || event.metaKey || this.inside()) return;
      event.stopPropagation();
      this.hint.classList.add("shown");
      clearTimeout(this.hinting);
      this.hinting = setTimeout(() => this.hint.classList.remove("shown"), 900);
    }, { capture: true, passive: true });
    this.canvas.addEventListener("pointermove", (event) => {
      if (event.pointerType === "touch") return;
      this.pointer = { x: event.clientX, y: event.clientY };
      this.looking ??= requestAnimationFrame(() => this.lookUnderPointer());
    });
    this.canvas.addEventListener("pointerleave", () => { this.pointer = null; this.point(null); });
    // vis must have taken the new size first
    this.watch = new ResizeObserver(() => requestAnimationFrame(() => this.resized()));
    this.watch.observe(this.canvas);
    document.fonts?.ready.then(() => this.repaint());
  }

  inside() {
    return this.canvas.getRootNode().activeElement === this.canvas || this.isFull();
  }

  settle() {
    this.moving = true;
    clearTimeout(this.settling);
    this.settling = setTimeout(() => { this.moving = false; this.repaint(); }, 180);
  }

  moved(ids) {
    this.strayed ||= ids.length > 0;
    for (const [id, place] of Object.entries(this.network.getPositions(ids))) this.places.set(id, place);
    this.places.version = performance.now();
  }

  pick(id) {
    if (id === this.picked) return;
    this.picked = id;
    this.root.dataset.picked = id ?? "";
    // numbered, so that clearing what the page itself had marked is news to Python too
    this.tell("picked", [id, performance.now()]);
    this.fade();
  }

  wish(act, id) {
    if (this.nodes.has(id)) this.ask("asked", { act, id });
  }

  lookUnderPointer() {
    this.looking = null;
    if (!this.pointer || this.moving) return;
    const box = this.canvas.getBoundingClientRect();
    this.point(this.at({ x: this.pointer.x - box.x, y: this.pointer.y - box.y }));
    if (!this.tip.hidden && !this.cursor) this.placeTip();
  }

  /** What is drawn at a point of the canvas: an entity before a line, the nearest line before others. */
  at(spot) {
    const node = this.network.getNodeAt(spot);
    if (node) return node;
    const point = this.network.DOMtoCanvas(spot);
    let [found, least] = [null, REACH_PX / this.network.getScale()];
    for (const edge of this.edges.values()) {
      if (this.hidden.has(edge.family)) continue;
      const away = distance(point, this.curve(edge), least);
      if (away < least) [found, least] = [edge.id, away];
    }
    return found;
  }

  point(id) {
    if (id === this.hover) return;
    this.hover = id;
    this.canvas.style.cursor = id ? "pointer" : "";
    this.showTip(id);
    this.fade();
  }

  key(event) {
    const step = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[event.key];
    const asked = { Delete: "hide", e: "expand", E: "expand" }[event.key];
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (step) this.walk(...step);
    else if (event.key === "Home") this.visit(this.ranked()[0]);
    else if (event.key === "l" || event.key === "L") this.walkLines();
    else if (event.key === "Enter" && this.cursor) this.pick(this.cursor);
    else if (event.key === "Escape") { this.visit(null); this.pick(null); }
    else if (event.key === "+" || event.key === "=") this.zoom(1.35);
    else if (event.key === "-") this.zoom(1 / 1.35);
    else if (event.key === "0") this.fit(true);
    else if (asked) this.wish(asked, this.cursor ?? this.picked);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  ranked() {
    return [...this.nodes.values()].sort((a, b) => b.weight - a.weight || (a.id < b.id ? -1 : 1))
      .map((node) => node.id);
  }

  /** Go to the nearest in a direction: what is straight ahead counts as nearer than what is aside. */
  walk(dx, dy) {
    const start = this.nodes.has(this.cursor) ? this.cursor : this.cursorNode ?? this.picked;
    if (!this.nodes.has(start)) { this.visit(this.ranked()[0]); return; }
    const from = this.places.get(start);
    let best = null;
    let least = Infinity;
    for (const [id, place] of this.places) {
      const ahead = (place.x - from.x) * dx + (place.y - from.y) * dy;
      const aside = Math.abs((place.x - from.x) * dy) + Math.abs((place.y - from.y) * dx);
      if (id === start || ahead <= 0 || aside > 2.5 * ahead) continue;
      if (ahead + 2 * aside < least) [least, best] = [ahead + 2 * aside, id];
    }
    if (best) this.visit(best);
  }

  walkLines() {
    const home = this.nodes.has(this.cursor) ? this.cursor : this.cursorNode;
    const lines = (this.near.get(home) ?? []).filter((id) => this.has(id));
    if (lines.length) this.visit(lines[(lines.indexOf(this.cursor) + 1) % lines.length], home);
  }

  visit(id, home = id) {
    this.cursor = id;
    this.cursorNode = home;
    const item = this.nodes.get(id) ?? this.edges.get(id);
    if (item) {
      this.bringIntoSight(this.middle(id));
      const lines = this.nodes.has(id) ? `. ${(this.near.get(id) ?? []).length} lines` : "";
      this.live.textContent = item.title.replaceAll("\n", ". ") + lines;
    }
    this.showTip(id);
    this.fade();
  }

  // ---- the camera ----------------------------------------------------------------------------------

  zoom(factor) {
    this.touched = true;
    const scale = Math.min(NEAR.most, Math.max(NEAR.least, this.network.getScale() * factor));
    this.network.moveTo({ scale, animation: this.motion() });
    this.settle();
  }

  motion() {
    return CALM.matches ? false : { duration: 180, easingFunction: "easeOutQuad" };
  }

  fit(asked = false) {
    const room = this.room();
    if (!room || !this.places.size) return;
    if (!asked && !this.strayed) this.drawOut(room);
    const sizes = this.nameSizes();
    // names keep their size on the screen: the largest scale at which they still fit is found by halving
    let [least, most] = [NEAR.least, 1.5];
    for (let i = 0; i < 12; i += 1) {
      const scale = (least + most) / 2;
      const { width, height } = this.extentAt(scale, sizes);
      if (width > room.width || height > room.height) most = scale;
      else least = scale;
    }
    const { left, top, width, height } = this.extentAt(least, sizes);
    this.network.moveTo({
      position: { x: (left + width / 2) / least, y: (top + height / 2) / least },
      scale: least,
      offset: { x: -BESIDE_BUTTONS / 2, y: 0 },
      animation: asked ? this.motion() : false,
    });
    this.fitted = true;
    if (asked) this.touched = false;
  }

  /** The canvas without its margins and its buttons; null while it has no size, as in a hidden tab. */
  room() {
    const { clientWidth: width, clientHeight: height } = this.canvas;
    return width && height ? { width: width - 20 - BESIDE_BUTTONS, height: height - 20 } : null;
  }

  nameSizes() {
    const ctx = this.measuring ??= document.createElement("canvas").getContext("2d");
    ctx.font = `600 12px ${this.theme.font}`;
    return new Map([...this.nodes.values()].map(({ id, label }) => {
      const lines = label.split("\n");
      return [id, { half: Math.max(...lines.map((line) => ctx.measureText(line).width)) / 2, height: 14 * lines.length }];
    }));
  }

  /** The box of the picture at a scale, in pixels of the screen, names included. */
  extentAt(scale, sizes) {
    const swell = swellAt(scale) * scale;
    const points = [...this.places].flatMap(([id, { x, y }]) => {
      const radius = this.nodes.get(id).size * swell * 1.3;
      const { half, height } = sizes.get(id);
      const side = Math.max(radius, half);
      return [{ x: x * scale - side, y: y * scale - radius }, { x: x * scale + side, y: y * scale + radius + height }];
    });
    return extent(points);
  }

  /** Widen or heighten the picture toward the form of its frame; nothing ever comes closer together. */
  drawOut(room) {
    const { width, height } = extent(this.nodes.values());
    if (this.nodes.size < 3) return;
    const form = (room.height / height) / (room.width / width);
    const stretch = { x: Math.min(Math.max(1 / form, 1), MOST_STRETCH), y: Math.min(Math.max(form, 1), MOST_STRETCH) };
    if (stretch.x === this.stretch.x && stretch.y === this.stretch.y) return;
    this.stretch = stretch;
    this.put([...this.nodes.values()]);
  }

  resized() {
    if (this.room() && !(this.fitted && this.touched)) this.fit();
    this.repaint();
  }

  inSight() {
    const { clientWidth: width, clientHeight: height } = this.canvas;
    return !this.places.size || [...this.places.values()].some((place) => {
      const { x, y } = this.network.canvasToDOM(place);
      return x > 0 && y > 0 && x < width && y < height;
    });
  }

  bringIntoSight(place) {
    const { x, y } = this.network.canvasToDOM(place);
    const { clientWidth: width, clientHeight: height } = this.canvas;
    if (x < 40 || y < 40 || x > width - 40 || y > height - 40) {
      this.network.moveTo({ position: place, animation: this.motion() });
    }
  }

  isFull() {
    return this.parent.fullscreenElement === this.root || document.fullscreenElement === this.root;
  }

  fullScreen() {
    if (this.isFull()) document.exitFullscreen();
    else this.root.requestFullscreen?.();
  }

  /** Where on the page an entity or a line can be clicked. */
  positionOf(id) {
    const box = this.canvas.getBoundingClientRect();
    const spots = this.edges.has(id)
      ? [...ALONG, 0.2, 0.8].map((share) => pointAt(this.curve(this.edges.get(id)), share))
      : [this.middle(id)];
    const found = spots.map((spot) => this.network.canvasToDOM(spot));
    const { x, y } = found.find((spot) => this.at(spot) === id) ?? found[0];
    return { x: box.x + x, y: box.y + y };
  }

  middle(id) {
    return this.places.get(id) ?? pointAt(this.curve(this.edges.get(id)), 0.5);
  }

  // ---- painting ------------------------------------------------------------------------------------

  repaint() {
    this.asked ??= requestAnimationFrame(() => {
      this.asked = null;
      this.network.redraw();
    });
  }

  /** Let the rest step back, or come forward again. */
  fade() {
    const centre = this.centre();
    const aim = !centre ? 0 : centre === this.picked && !this.hover && !this.cursor ? ASIDE : 1;
    const from = this.dim;
    const start = performance.now();
    const step = (now) => {
      const part = CALM.matches ? 1 : Math.min(1, Math.max(0, (now - start) / DIM_MS));
      this.dim = from + (aim - from) * part;
      if (centre) this.kept = this.neighbourhood(centre);
      this.network.redraw();
      if (part < 1) this.fading = requestAnimationFrame(step);
    };
    cancelAnimationFrame(this.fading);
    this.fading = requestAnimationFrame(step);
  }

  centre() {
    return this.hover ?? this.cursor ?? this.picked;
  }

  neighbourhood(id) {
    const edge = this.edges.get(id);
    if (edge) return new Set([id, edge.from, edge.to]);
    const kept = new Set([id]);
    for (const line of this.near.get(id) ?? []) {
      const { from, to, family } = this.edges.get(line);
      if (!this.hidden.has(family)) kept.add(line).add(from).add(to);
    }
    return kept;
  }

  opacity(id, now) {
    let opacity = 1;
    if (this.dim && this.kept && !this.kept.has(id)) opacity -= (1 - DIMMED) * this.dim;
    const born = this.born.get(id);
    if (born === undefined) return opacity;
    const age = (now - born) / APPEAR_MS;
    if (age >= 1) this.born.delete(id);
    return opacity * Math.min(1, Math.max(0, age));
  }

  begin() {
    const scale = this.network.getScale();
    this.scale = scale;
    this.swell = swellAt(scale);
    this.pixel = 1 / scale;
    this.now = performance.now();
  }

  radius(node) {
    return node.size * this.swell;
  }

  colour(family) {
    return this.look.families[family][this.theme.name];
  }

  curve(edge) {
    const from = this.places.get(edge.from);
    const to = this.places.get(edge.to);
    if (!edge.smooth) return { from, to, via: { x: (from.x + to.x) / 2, y: (from.y + to.y) / 2 } };
    const bend = edge.smooth.roundness * (edge.smooth.type === "curvedCW" ? 1 : -1);
    const [dx, dy] = [to.x - from.x, to.y - from.y];
    return { from, to, via: { x: (from.x + to.x) / 2 + bend * dy, y: (from.y + to.y) / 2 - bend * dx } };
  }

  paintEdges(ctx) {
    if (!this.theme) return;
    this.begin();
    if (this.moving && this.edges.size > MANY_EDGES) return;
    const strong = new Set([this.hover, this.cursor, this.picked]);
    // lines of one look are one stroke: thousands of them cost little more than their pixels
    const looks = new Map();
    const heads = [];
    const edges = [...this.edges.values()].filter((edge) => !this.hidden.has(edge.family));
    for (const edge of edges.sort((a, b) => Boolean(b.past) - Boolean(a.past))) {
      const part = this.visiblePart(edge);
      if (!part) continue;
      const width = edge.width * this.swell + (strong.has(edge.id) ? 1.2 * this.pixel : 0);
      const faded = edge.past && !strong.has(edge.id) ? this.look.past : 1;
      const opacity = this.opacity(edge.id, this.now) * faded;
      if (edge.id === this.picked) this.underline(ctx, part, width, opacity);
      const head = edge.arrows ? (5 + 1.5 * edge.width) * this.swell : 0;
      const look = [edge.family, edge.stroke, width, opacity].join();
      if (!looks.has(look)) looks.set(look, { edge, width, opacity, path: new Path2D() });
      draft(looks.get(look).path, head ? shortened(part, edge.arrows, head * 0.8) : part);
      if (head) heads.push([edge, part, head, opacity]);
    }
    for (const { edge, width, opacity, path } of looks.values()) {
      ctx.globalAlpha = opacity;
      ctx.strokeStyle = this.colour(edge.family);
      ctx.lineWidth = width;
      ctx.setLineDash((edge.dashes ?? []).map((length) => length * this.swell));
      ctx.stroke(path);
    }
    for (const [edge, part, head, opacity] of heads) {
      ctx.globalAlpha = opacity;
      ctx.fillStyle = this.colour(edge.family);
      arrowhead(ctx, edge.arrows === "to" ? part.to : part.from, part.via, head);
    }
    ctx.setLineDash([]);
    ctx.globalAlpha = 1;
  }

  /** The part of a line between the rims of its ends; null where these touch. */
  visiblePart(edge) {
    const curve = this.curve(edge);
    const length = Math.hypot(curve.to.x - curve.from.x, curve.to.y - curve.from.y) || 1;
    const gap = 1.5 * this.pixel;
    const start = (this.radius(this.nodes.get(edge.from)) + gap) / length;
    const end = 1 - (this.radius(this.nodes.get(edge.to)) + gap) / length;
    return start < end ? between(curve, start, end) : null;
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

  paintNode({ ctx, id, x, y }) {
    const node = this.nodes.get(id);
    const radius = node && this.radius(node);
    if (!node || !this.theme) return { drawNode() {}, nodeDimensions: { width: 1, height: 1 } };
    return {
      drawNode: () => {
        ctx.globalAlpha = this.opacity(id, this.now);
        if (id === this.picked) halo(ctx, x, y, radius + 5 * this.pixel, 3 * this.pixel, this.theme.accent, []);
        if (id === this.cursor) {
          halo(ctx, x, y, radius + 9 * this.pixel, 2 * this.pixel, this.theme.text, [4 * this.pixel, 3 * this.pixel]);
        }
        paintSign(ctx, x, y, radius, node.shape, this.sign(node), this.theme.background, this.pixel);
      },
      nodeDimensions: { width: 2 * radius, height: 2 * radius },
    };
  }

  sign(node) {
    const standing = this.look.standings[node.group];
    return standing
      ? { sign: standing.sign, colour: standing[this.theme.name] }
      : { sign: "full", colour: this.look.shapes[node.shape][this.theme.name] };
  }

  paintMarks(ctx) {
    if (!this.theme) return;
    const names = this.placeNames(ctx);
    ctx.save();
    ctx.setLineDash([]);
    ctx.lineJoin = "round";
    ctx.textAlign = "center";
    ctx.textBaseline = "alphabetic";
    for (const name of names.shown) {
      ctx.globalAlpha = this.opacity(name.id, this.now);
      ctx.font = name.font;
      this.write(ctx, name.lines, name.x, name.y, name.leading, this.theme.text);
    }
    if (!(this.moving && this.edges.size > MANY_EDGES)) this.paintLineMarks(ctx, names);
    ctx.restore();
    if (this.born.size) this.repaint();
    if (this.awaited) {
      this.awaited = false;
      this.root.dataset.stable = "1";
      performance.mark("atlas-drawn");
    }
  }

  write(ctx, lines, x, y, leading, colour) {
    ctx.strokeStyle = this.theme.background;
    ctx.lineWidth = 3.5 * this.pixel;
    lines.forEach((line, i) => ctx.strokeText(line, x, y + i * leading));
    ctx.fillStyle = colour;
    lines.forEach((line, i) => ctx.fillText(line, x, y + i * leading));
  }

  /** What a line must never be without: that sources disagree, and whose words a grave thing is. */
  paintLineMarks(ctx, names) {
    for (const edge of this.edges.values()) {
      if (!(edge.mark || edge.said) || this.hidden.has(edge.family)) continue;
      const curve = this.curve(edge);
      const near = edge.id === this.picked || (this.dim > 0.5 && this.kept?.has(edge.id));
      ctx.globalAlpha = this.opacity(edge.id, this.now);
      if (edge.said && this.paintWords(ctx, edge, curve, near, names)) continue;
      const size = 7 * this.pixel;
      const spots = ALONG.map((share) => pointAt(curve, share));
      const around = ({ x, y }) => ({ left: x - size, right: x + size, top: y - size, bottom: y + size });
      const at = spots.find((spot) => names.free(around(spot))) ?? spots[0];
      names.take(around(at));
      badge(ctx, at, edge.mark ?? "“", 6.5 * this.pixel, this.colour(edge.family), this.theme);
    }
  }

  /** Write whose words a line is, where there is room along it; at any cost when it is looked at. */
  paintWords(ctx, edge, curve, near, names) {
    const size = 11 * this.pixel;
    ctx.font = `italic 400 ${size}px ${this.theme.font}`;
    const half = ctx.measureText(edge.said).width / 2 + 3 * this.pixel;
    const boxes = ALONG.map((share) => {
      const { x, y } = pointAt(curve, share);
      return { x, left: x - half, right: x + half, top: y - size * 0.7, bottom: y + size * 0.6 };
    });
    const box = boxes.find((each) => names.free(each)) ?? (near ? boxes[0] : null);
    if (!box) return false;
    names.take(box);
    ctx.lineJoin = "round";
    ctx.textAlign = "center";
    ctx.textBaseline = "alphabetic";
    ctx.fillStyle = this.theme.background;
    ctx.globalAlpha *= 0.85;
    ctx.fillRect(box.left, box.top, box.right - box.left, box.bottom - box.top);
    ctx.globalAlpha /= 0.85;
    this.write(ctx, [edge.said], box.x, box.top + size, 0, this.colour(edge.family));
    return !edge.mark;
  }

  /** Choose which names are drawn, and on which side: the weightiest first, none across another. */
  placeNames(ctx) {
    const key = [this.scale, this.places.version, this.theme.font, this.picked, [...(this.dim ? this.kept ?? [] : [])]].join();
    if (this.named?.key === key) return this.named.renewed();
    const taken = new Grid(70 * this.pixel);
    for (const [id, { x, y }] of this.places) {
      const radius = this.radius(this.nodes.get(id)) * 0.9;
      taken.put({ left: x - radius, right: x + radius, top: y - radius, bottom: y + radius, id });
    }
    const first = (node) => (this.dim && this.kept?.has(node.id) ? 1e6 : 0) + node.weight;
    const shown = [];
    for (const node of [...this.nodes.values()].sort((a, b) => first(b) - first(a))) {
      const name = this.nameOf(ctx, node, taken);
      if (name) shown.push(name);
    }
    this.named = new Names(key, shown, taken);
    return this.named.renewed();
  }

  nameOf(ctx, node, taken) {
    const { x, y } = this.places.get(node.id);
    const great = node.shape === "star" || ["party", "broker", "member"].includes(node.group);
    const size = (great ? 13.5 : 12) * Math.min(1.35, Math.max(0.92, this.scale ** 0.4)) * this.pixel;
    const font = `${great ? 600 : 400} ${size}px ${this.theme.font}`;
    const lines = node.label.split("\n");
    ctx.font = font;
    const width = Math.max(...lines.map((line) => ctx.measureText(line).width));
    const leading = size * 1.12;
    const height = leading * lines.length;
    const away = this.radius(node) + (node.id === this.picked ? 9 : 3) * this.pixel;
    const spots = [
      [x, y + away], [x, y - away - height],
      [x + away + width / 2, y - height / 2], [x - away - width / 2, y - height / 2],
    ];
    const pad = 1.5 * this.pixel;
    for (const [middle, top] of spots) {
      const box = {
        left: middle - width / 2 - pad, right: middle + width / 2 + pad, top: top - pad, bottom: top + height + pad,
      };
      if (!taken.free(box, node.id)) continue;
      taken.put(box);
      return { id: node.id, lines, font, x: middle, y: top + size * 0.86, leading };
    }
    return null;
  }

  // ---- theme, legend, tooltip ----------------------------------------------------------------------

  readTheme() {
    const style = getComputedStyle(this.root);
    const read = (name, fallback) => style.getPropertyValue(`--st-${name}`).trim() || fallback;
    const background = read("background-color", "#ffffff");
    this.theme = {
      background,
      text: read("text-color", "#1e2730"),
      accent: read("primary-color", "#1d4f72"),
      font: read("font", "sans-serif"),
      name: luminance(background) < 0.2 ? "dark" : "light",
    };
    this.places.version = performance.now();
  }

  showTip(id) {
    const item = this.nodes.get(id) ?? this.edges.get(id);
    this.tip.hidden = !item || this.moving;
    if (this.tip.hidden) return;
    this.tip.classList.toggle("entity", !item.family);
    this.tip.replaceChildren(...item.title.split("\n").map((line) => make("p", {}, line)));
    this.tip.style.setProperty("--tip-colour", item.family ? this.colour(item.family) : this.sign(item).colour);
    this.placeTip();
  }

  /** Beside the pointer, on the side away from the middle: what is looked at stays in view. */
  placeTip() {
    const box = this.frame.getBoundingClientRect();
    const at = this.hover && this.pointer ? this.pointer : this.positionOf(this.cursor ?? this.hover);
    const { offsetWidth: width, offsetHeight: height } = this.tip;
    const [x, y] = [at.x - box.x, at.y - box.y];
    const left = x < box.width / 2 ? x - width - 18 : x + 18;
    const top = y < box.height / 2 ? y - height - 18 : y + 18;
    const within = (value, most) => Math.max(8, Math.min(value, most - 8));
    this.tip.style.transform = `translate(${within(left, box.width - width)}px, ${within(top, box.height - height)}px)`;
  }

  dressLegend() {
    const present = (items, word) => new Set([...items.values()].map((item) => item[word]));
    const key = JSON.stringify([...present(this.nodes, "group"), ...present(this.nodes, "shape"),
      ...[...this.edges.values()].map((edge) => [edge.family, edge.stroke, edge.past, edge.mark, !!edge.said]),
      this.theme, [...this.hidden]]);
    if (key === this.legendKey) return;
    this.legendKey = key;
    const { standings, families, strokes, shapes } = this.look;
    const groups = present(this.nodes, "group");
    const parts = [];
    const states = Object.entries(standings).filter(([name]) => groups.has(name));
    if (states.length) {
      parts.push(section("Standing", states.map(([name, { sign, meaning, [this.theme.name]: colour }]) =>
        entry(this.swatch((ctx) => paintSign(ctx, 11, 9, 6.5, "dot", { sign, colour }, this.theme.background, 1)),
          name, meaning))));
    }
    const forms = Object.entries(shapes).filter(([shape]) => present(this.nodes, "shape").has(shape));
    if (forms.length > 1) {
      parts.push(section("Shape", forms.map(([shape, { label, [this.theme.name]: colour }]) => entry(
        this.swatch((ctx) => paintSign(ctx, 11, 9, 6.5, shape,
          { sign: shape === "dot" ? "ring" : "full", colour }, this.theme.background, 1)), label))));
    }
    const counts = new Map();
    for (const { family } of this.edges.values()) counts.set(family, (counts.get(family) ?? 0) + 1);
    const used = Object.keys(families).filter((family) => counts.has(family));
    if (used.length) {
      parts.push(section("Lines (choose to hide)", used.map((family) => this.toggle(family, counts.get(family)))));
    }
    const kinds = Object.entries(strokes).filter(([name]) =>
      name !== "solid" && [...this.edges.values()].some((edge) => edge.stroke === name));
    const ways = kinds.map(([, { dashes, meaning }]) => entry(
      this.swatch((ctx) => line(ctx, this.theme.text, dashes, 1.6, 40), 40), meaning));
    if ([...this.edges.values()].some((edge) => edge.past)) {
      ways.push(entry(this.swatch((ctx) => { ctx.globalAlpha = this.look.past; line(ctx, this.theme.text, [], 1); }), "over"));
    }
    if ([...this.edges.values()].some((edge) => edge.mark)) {
      ways.push(entry(this.swatch((ctx) => badge(ctx, { x: 11, y: 9 }, "?", 6.5, this.theme.text, this.theme)), "sources disagree"));
    }
    if ([...this.edges.values()].some((edge) => edge.said)) {
      ways.push(entry(this.swatch((ctx) => badge(ctx, { x: 11, y: 9 }, "“", 6.5, this.theme.text, this.theme)), "a source's words, named there"));
    }
    if (ways.length) parts.push(section("Strokes", ways));
    this.legend.replaceChildren(...parts);
    this.showHidden(counts);
  }

  toggle(family, count) {
    const on = !this.hidden.has(family);
    const button = make("button", { type: "button", class: "family", "aria-pressed": String(on),
      title: on ? `Hide the ${count} ${family} lines here` : `Show the ${count} ${family} lines again` },
    this.swatch((ctx) => line(ctx, this.colour(family), [], 2.6)), `${family} `, make("span", { class: "count" }, String(count)));
    button.addEventListener("click", () => {
      if (on) this.hidden.add(family);
      else this.hidden.delete(family);
      if (this.picked && !this.has(this.picked)) this.pick(null);
      this.dressLegend();
      this.repaint();
    });
    return button;
  }

  showHidden(counts) {
    const away = [...this.hidden].filter((family) => counts.has(family));
    this.note.hidden = !away.length;
    if (!away.length) return;
    const lines = away.reduce((sum, family) => sum + counts.get(family), 0);
    const again = make("button", { type: "button" }, "show all");
    again.addEventListener("click", () => { this.hidden.clear(); this.dressLegend(); this.repaint(); });
    this.note.replaceChildren(`Hidden here: ${away.join(", ")} (${lines} ${lines === 1 ? "line" : "lines"}) `, again);
  }

  swatch(paint, width = 22) {
    const ratio = devicePixelRatio || 1;
    const canvas = make("canvas", { width: width * ratio, height: 18 * ratio, "aria-hidden": "true" });
    canvas.style.width = `${width}px`;
    const ctx = canvas.getContext("2d");
    ctx.scale(ratio, ratio);
    paint(ctx);
    return canvas;
  }
}

/** The names on the picture, and the room that they leave to the marks of lines. */
class Names {
  constructor(key, shown, grid) {
    Object.assign(this, { key, shown, grid });
  }

  renewed() {
    this.more = [];
    return this;
  }

  free(box) {
    return this.grid.free(box) && !this.more.some((other) => overlap(box, other));
  }

  take(box) {
    this.more.push(box);
  }
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

  free(box, self = null) {
    for (const square of this.squares(box)) {
      for (const other of this.cells.get(square) ?? []) {
        if (!(self && other.id === self) && overlap(box, other)) return false;
      }
    }
    return true;
  }
}

/** Marks shrink less than the picture when zooming out, and grow less when zooming in. */
const swellAt = (scale) => (scale < 1 ? scale ** -0.55 : scale ** -0.35);

function extent(points) {
  const all = [...points];
  const [xs, ys] = [all.map(({ x }) => x), all.map(({ y }) => y)];
  const [left, top] = [Math.min(...xs), Math.min(...ys)];
  return { left, top, width: Math.max(...xs) - left || 1, height: Math.max(...ys) - top || 1 };
}

const overlap = (a, b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;

// ---- shapes -----------------------------------------------------------------------------------------

function pointAt({ from, via, to }, t) {
  const [a, b, c] = [(1 - t) ** 2, 2 * t * (1 - t), t ** 2];
  return { x: a * from.x + b * via.x + c * to.x, y: a * from.y + b * via.y + c * to.y };
}

/** How far a point is from a curve; no nearer than *least* where that is already sure. */
function distance(point, curve, least) {
  const { from, via, to } = curve;
  if (point.x < Math.min(from.x, via.x, to.x) - least || point.x > Math.max(from.x, via.x, to.x) + least
    || point.y < Math.min(from.y, via.y, to.y) - least || point.y > Math.max(from.y, via.y, to.y) + least) return least;
  const steps = via.x * 2 === from.x + to.x && via.y * 2 === from.y + to.y ? 1 : 12;
  let nearest = Infinity;
  let start = from;
  for (let i = 1; i <= steps; i += 1) {
    const end = pointAt(curve, i / steps);
    const [dx, dy] = [end.x - start.x, end.y - start.y];
    const along = ((point.x - start.x) * dx + (point.y - start.y) * dy) / (dx * dx + dy * dy || 1);
    const share = Math.min(1, Math.max(0, along));
    nearest = Math.min(nearest, Math.hypot(point.x - start.x - share * dx, point.y - start.y - share * dy));
    start = end;
  }
  return nearest;
}

/** The part of a curve from one share of it to another. */
function between({ from, via, to }, start, end) {
  const mix = (a, b, t) => ({ x: a.x + (b.x - a.x) * t, y: a.y + (b.y - a.y) * t });
  const curve = { from, via, to };
  const first = pointAt(curve, start);
  const last = pointAt(curve, end);
  const middle = mix(mix(from, via, start), mix(via, to, start), end);
  return { from: first, via: middle, to: last };
}

function shortened(part, side, length) {
  const whole = Math.hypot(part.to.x - part.from.x, part.to.y - part.from.y) || 1;
  const share = Math.min(0.45, length / whole);
  return side === "to" ? between(part, 0, 1 - share) : between(part, share, 1);
}

function draft(path, { from, via, to }) {
  path.moveTo(from.x, from.y);
  path.quadraticCurveTo(via.x, via.y, to.x, to.y);
}

function arrowhead(ctx, tip, back, size) {
  const turn = Math.atan2(tip.y - back.y, tip.x - back.x);
  ctx.beginPath();
  ctx.moveTo(tip.x, tip.y);
  for (const side of [-0.42, 0.42]) {
    ctx.lineTo(tip.x - size * Math.cos(turn + side), tip.y - size * Math.sin(turn + side));
  }
  ctx.closePath();
  ctx.fill();
}

function halo(ctx, x, y, radius, width, colour, dashes) {
  ctx.save();
  ctx.beginPath();
  ctx.arc(x, y, radius, 0, 2 * Math.PI);
  ctx.lineWidth = width;
  ctx.strokeStyle = colour;
  ctx.setLineDash(dashes);
  ctx.stroke();
  ctx.restore();
}

function badge(ctx, { x, y }, sign, radius, colour, theme) {
  ctx.beginPath();
  ctx.arc(x, y, radius, 0, 2 * Math.PI);
  ctx.fillStyle = theme.background;
  ctx.fill();
  ctx.lineWidth = radius / 5;
  ctx.strokeStyle = ctx.fillStyle = colour;
  ctx.stroke();
  ctx.font = `700 ${radius * 1.55}px ${theme.font}`;
  ctx.textAlign = "center";
  ctx.textBaseline = "alphabetic";
  ctx.fillText(sign, x, y + radius * (sign === "“" ? 0.78 : 0.55));
}

function line(ctx, colour, dashes, width, length = 22) {
  ctx.strokeStyle = colour;
  ctx.lineWidth = width;
  ctx.setLineDash(dashes);
  ctx.beginPath();
  ctx.moveTo(1, 9);
  ctx.lineTo(length - 1, 9);
  ctx.stroke();
}

const CORNERS = { square: [4, -0.25], triangle: [3, -0.5], triangleDown: [3, 0.5], hexagon: [6, 0], diamond: [4, -0.5] };
const REACH = { square: 1.2, triangle: 1.2, triangleDown: 1.2, star: 1.3 };

function outline(ctx, x, y, radius, shape) {
  ctx.beginPath();
  if (shape === "dot") { ctx.arc(x, y, radius, 0, 2 * Math.PI); return; }
  const reach = radius * (REACH[shape] ?? 1.1);
  const [corners, turn] = shape === "star" ? [10, -0.5] : CORNERS[shape];
  for (let i = 0; i < corners; i += 1) {
    const angle = turn * Math.PI + (2 * Math.PI * i) / corners;
    const far = shape === "star" && i % 2 ? reach * 0.48 : reach;
    ctx.lineTo(x + far * Math.cos(angle), y + far * Math.sin(angle));
  }
  ctx.closePath();
}

/** One entity: shape by kind, sign and colour by standing. */
function paintSign(ctx, x, y, radius, shape, { sign, colour }, background, pixel) {
  const stroke = Math.max(1.2 * pixel, radius * 0.17);
  ctx.save();
  ctx.setLineDash([]);
  // what lies below must not show through, and a rim keeps lines from touching
  outline(ctx, x, y, radius + 1.5 * pixel, shape);
  ctx.fillStyle = background;
  ctx.fill();
  ctx.fillStyle = ctx.strokeStyle = colour;
  ctx.lineWidth = stroke;
  const ring = () => { outline(ctx, x, y, radius - stroke / 2, shape); ctx.stroke(); };
  const disc = (share) => { outline(ctx, x, y, radius * share, shape); ctx.fill(); };
  if (sign === "full") disc(1);
  else if (sign === "double") { ring(); disc(0.62); }
  else if (sign === "eye") {
    disc(1);
    ctx.fillStyle = background;
    outline(ctx, x, y, radius * 0.36, shape);
    ctx.fill();
  } else if (sign === "core") { ring(); disc(0.42); }
  else if (sign === "half") {
    ring();
    ctx.beginPath();
    ctx.arc(x, y, radius - stroke, Math.PI / 2, 1.5 * Math.PI);
    ctx.fill();
  } else if (sign === "ring") ring();
  else if (sign === "dashed") {
    const around = 2 * Math.PI * (radius - stroke / 2);
    ctx.setLineDash([around / 16, around / 16]);
    ring();
  } else if (sign === "barred") {
    ring();
    const far = (radius - stroke) * Math.SQRT1_2;
    ctx.beginPath();
    ctx.moveTo(x - far, y + far);
    ctx.lineTo(x + far, y - far);
    ctx.stroke();
  } else {
    ctx.globalAlpha *= 0.28;
    disc(1);
    ctx.globalAlpha /= 0.28;
    ctx.lineWidth = Math.max(pixel, stroke / 2);
    outline(ctx, x, y, radius - ctx.lineWidth / 2, shape);
    ctx.stroke();
  }
  ctx.restore();
}

// ---- small things -----------------------------------------------------------------------------------

function section(title, entries) {
  return make("div", { class: "section" }, make("h4", {}, title), make("div", { class: "entries" }, ...entries));
}

function entry(swatch, label, meaning) {
  return make("span", meaning ? { class: "entry", title: meaning } : { class: "entry" }, swatch, label);
}

const ICONS = {
  "+": "M8 3v10M3 8h10", "−": "M3 8h10",
  fit: "M3 6V3h3M10 3h3v3M13 10v3h-3M6 13H3v-3M6.5 8a1.5 1.5 0 1 0 3 0a1.5 1.5 0 1 0 -3 0",
  full: "M9.5 3H13v3.5M13 3L9 7M6.5 13H3V9.5M3 13l4-4",
};

function icon(sign) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("viewBox", "0 0 16 16");
  svg.setAttribute("aria-hidden", "true");
  const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
  path.setAttribute("d", ICONS[sign]);
  svg.append(path);
  return svg;
}

function luminance(colour) {
  const ctx = document.createElement("canvas").getContext("2d");
  ctx.fillStyle = colour;
  ctx.fillRect(0, 0, 1, 1);
  const [r, g, b] = [...ctx.getImageData(0, 0, 1, 1).data].map((part) => {
    const share = part / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}
