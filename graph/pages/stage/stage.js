// The canvas: shows a drawing, keeps the reader's camera and selection, and tells Python what was picked.
//
// vis-network holds the entities, and pans, zooms and drags. What is seen is painted by painter.js, so that names
// stay legible at every zoom, hovering costs one repaint, and a line is found where it is seen.
// Data reach the page as text on the canvas or through textContent, never as markup.

import { Camera } from "./camera.js";
import { Chosen } from "./chosen.js";
import { distance, pointAt } from "./curves.js";
import { button, make, themeOf } from "./elements.js";
import { Everywhere, Walk } from "./keyboard.js";
import { Legend } from "./legend.js";
import { Menu } from "./menu.js";
import { ALONG } from "./names.js";
import { Painter } from "./painter.js";

const REACH = 7; // pixels from a line that still mean it
const HINT_MS = 900;
const NUDGE_MS = 400; // after which keys that move count as at rest
const NOTICE_MS = 2500;
const LINK_MS = 20000; // for a link that must be copied by hand
const WHY = "Here because:";
const stages = new WeakMap(); // element of the page → what stands in it
let ahead = null; // the canvas that was drawn before Streamlit asked for one
let asked = false; // whether it has

/** Called by Streamlit for each message, with the same element while the canvas stays in the page. */
export async function show({ parentElement, data, setStateValue, setTriggerValue }, files) {
  let stage = stages.get(parentElement);
  asked = true;
  if (!stage) {
    stage = ahead?.root.isConnected ? ahead : new Stage();
    stages.set(parentElement, stage);
    stage.ready = stage === ahead ? stage.moveTo(parentElement, files) : stage.open(parentElement, files);
    ahead = null;
  }
  stage.tell = setStateValue;
  stage.ask = setTriggerValue;
  stage.latest = data;
  await stage.ready;
  const told = await unpack(data, stage.drawing);
  // of several messages that came while this one was waiting, the last counts
  if (stage.latest === data) stage.atOnce(() => stage.receive(told));
  stage.tellUntold();
  // Streamlit also calls this when a newer message overtakes a waiting one: only a canvas that left is closed
  return () => setTimeout(() => stage.root.isConnected || stage.close());
}

/** Read JSON; or JSON of all but the drawing, a line break, and the drawing compressed, unless it is here already. */
async function unpack(bytes, here) {
  const read = (part) => JSON.parse(new TextDecoder().decode(part));
  const end = bytes.indexOf(10);
  if (end < 0) return read(bytes);
  const told = read(bytes.subarray(0, end));
  if (told.digest === here?.digest) return { ...told, drawing: here };
  const drawing = new Blob([bytes.subarray(end + 1)]).stream().pipeThrough(new DecompressionStream("deflate"));
  return { ...told, drawing: await new Response(drawing).json() };
}

/** Draw a picture before Streamlit asks for a canvas, and end once it has: it is given this one, as it is then. */
export async function drawAhead(place, files, told) {
  const stage = new Stage();
  await stage.open(place, files);
  if (asked) {
    stage.close();
    return;
  }
  ahead = stage;
  stage.atOnce(() => stage.receive(told));
  await new Promise((taken) => { stage.taken = taken; });
}

let library;

/** Fetch vis-network once; after a failure, again. */
export function visNetwork(address) {
  library ??= new Promise((done, fail) => {
    const script = make("script", { src: address });
    script.onload = () => done(globalThis.vis);
    script.onerror = () => {
      library = null;
      fail(new Error("vis-network could not be loaded"));
    };
    document.head.append(script);
  });
  return library;
}

class Stage {
  constructor() {
    this.nodes = new Map(); // id → what is drawn
    this.edges = new Map();
    this.lines = new Map(); // id of an entity → ids of the lines that end there
    this.places = new Map(); // id → where it stands now, the reader's own moves included
    this.sent = new Map(); // id → what Python last said of it, as text
    this.held = new Map(); // id → where the reader has put it, in the measure of the drawing
    this.putting = new Map(); // what of it Python does not say yet
    this.untold = null; // what was picked before there was anybody to tell
    this.tell = (name, value) => { this.untold = [name, value]; };
    this.acts = null; // what can be done with entities; null where the page hears of nothing
    this.offers = null; // what can be added at one of them
    this.hidden = new Set(); // families hidden here
    this.hover = this.cursor = this.picked = null; // ids: under the pointer, under the keys, chosen
    this.moving = false; // whether the picture moves under the reader's hand
    this.pressed = null; // where a pointer is held down
    this.camera = new Camera(this);
    this.painter = new Painter(this);
    this.legend = new Legend(this);
    this.chosen = new Chosen(this);
    this.menu = new Menu(this);
    this.build();
  }

  build() {
    this.canvas = make("div", {
      class: "canvas", tabindex: "0", role: "application", "aria-roledescription": "network",
      "aria-label": "Network. Arrow keys walk from one to the next, L along its lines, Enter opens, "
        + "M shows what can be done, Space chooses several, Alt and arrow keys move, slash finds, "
        + "Escape leaves, plus, minus and 0 zoom.",
    });
    this.tip = make("div", { class: "tip", hidden: "" });
    this.live = make("div", { class: "live", "aria-live": "polite" });
    this.notice = make("div", { class: "notice", hidden: "" });
    this.hint = make("div", { class: "hint", "aria-hidden": "true" }, "Ctrl + scroll zooms");
    const buttons = make("div", { class: "buttons" },
      button("larger", "Zoom in", () => this.camera.zoom(1.35)),
      button("smaller", "Zoom out", () => this.camera.zoom(1 / 1.35)),
      button("whole", "Show the whole picture", () => this.camera.fit(true)),
      button("full", "Full screen", () => this.fullScreen()));
    this.frame = make("div", { class: "frame" }, this.canvas, this.legend.note, this.notice, this.hint, buttons,
      this.chosen.box, this.chosen.bar, this.tip, this.menu.root);
    this.root = make("div", { class: "stage" }, this.frame, this.legend.root, this.live);
    // for tests, which cannot see into a canvas
    this.root.atlas = { stage: this, positionOf: (id) => this.positionOf(id) };
  }

  async open(parent, { style, vis }) {
    const [{ DataSet, Network }] = await Promise.all([visNetwork(vis), this.style(parent, style)]);
    parent.append(this.root);
    this.drawnNodes = new DataSet();
    this.network = new Network(this.canvas, { nodes: this.drawnNodes, edges: new DataSet() }, {
      physics: false,
      layout: { improvedLayout: false },
      nodes: { shape: "custom", ctxRenderer: (given) => this.painter.paintEntity(given), chosen: false },
      interaction: { hover: false, multiselect: false, keyboard: false, tooltipDelay: 1e9 },
    });
    this.listen();
  }

  /** Become part of another element, as it is: nothing is drawn anew. */
  async moveTo(parent, { style }) {
    await this.style(parent, style);
    parent.append(this.root);
    this.taken();
  }

  style(parent, address) {
    this.parent = parent;
    const sheet = make("link", { rel: "stylesheet", href: address });
    const styled = new Promise((done) => { sheet.onload = sheet.onerror = done; });
    parent.append(sheet);
    return styled;
  }

  close() {
    stages.delete(this.parent);
    this.watch?.disconnect();
    this.everywhere?.stop();
    this.painter.stop();
    this.camera.stop();
    cancelAnimationFrame(this.looking);
    cancelAnimationFrame(this.fitting);
    this.network?.destroy?.();
    this.network = { redraw() {} };
  }

  /** Change what vis-network holds: it would draw after each change, and once is enough, when all are made. */
  atOnce(change) {
    const { emitter } = this.network.body;
    emitter.emit("_blockRedraw");
    try {
      change();
    } finally {
      emitter.emit("_allowRedraw");
    }
  }

  // ---- what Python sends ---------------------------------------------------------------------------

  receive({ height, selected, wish, step, tell, drawing, held = {}, acts, offers, copy }) {
    const { dataset } = this.root;
    const changed = drawing.digest !== dataset.digest;
    this.drawing = drawing;
    this.frame.style.setProperty("--stage-height", `${height}px`);
    this.look = drawing.look;
    this.asked = drawing.asked;
    this.captions = drawing.captions ?? [];
    this.widths = drawing.widths;
    this.theme = themeOf(this.root);
    this.acts = acts ?? null;
    const put = this.hold(new Map(Object.entries(held)));
    if (changed) this.patch(drawing);
    this.put([...put].filter((id) => this.nodes.has(id)).map((id) => this.nodes.get(id)));
    this.chosen.keep((id) => this.nodes.has(id));
    this.offers = offers ?? null;
    this.menu.told();
    if (copy && copy.number !== this.copied) this.copy(copy);
    const given = `${selected} ${wish}`;
    if (given !== (this.given ?? "null 0")) {
      this.given = given;
      this.picked = this.has(selected) ? selected : null;
      if (this.picked && this.camera.fitted) this.camera.bringIntoSight(this.painter.middleOf(this.picked));
    }
    // another layout is another picture
    const laid = this.captions.length > 0;
    if (this.laid !== undefined && this.laid !== laid) this.camera.fit(true);
    this.laid = laid;
    this.camera.follow(changed);
    Object.assign(dataset, {
      digest: drawing.digest, nodes: this.nodes.size, edges: this.edges.size, theme: this.theme.name,
      picked: this.picked ?? "",
    });
    this.painter.onDrawn = () => this.drawn(step, tell);
    this.painter.focus();
  }

  drawn(step, tell) {
    this.painter.onDrawn = () => {};
    // the rest of the page waits for the first picture, though not for long where nobody tells of it
    if (tell && !this.root.dataset.stable) fetch(new URL(tell, document.baseURI), { method: "POST" }).catch(() => {});
    // before Streamlit has asked for it, it is no more than a picture
    if (asked) this.root.dataset.stable = "1";
    // a clock waits for it before it goes on
    document.dispatchEvent(new CustomEvent("atlas-drawn", { detail: step }));
    performance.mark("atlas-drawn");
    // the picture is seen before its legend is made
    if (asked) setTimeout(() => this.legend.update());
  }

  /** Change what differs and nothing else: camera, places and selection stay. */
  patch({ nodes, edges }) {
    const first = !this.nodes.size;
    const known = new Set([...nodes, ...edges].map((item) => item.id));
    const gone = [...this.sent.keys()].filter((id) => !known.has(id));
    for (const map of [this.sent, this.nodes, this.edges, this.places]) gone.forEach((id) => map.delete(id));
    this.drawnNodes.remove(gone);
    const moved = nodes.filter((node) => {
      const old = this.nodes.get(node.id);
      return this.renew(node, this.nodes, first) && !(old && old.x === node.x && old.y === node.y);
    });
    for (const edge of edges) this.renew(edge, this.edges, first);
    this.lines = new Map(nodes.map(({ id }) => [id, []]));
    for (const { id, from, to } of this.edges.values()) for (const end of [from, to]) this.lines.get(end).push(id);
    this.put(moved);
    if (!this.has(this.hover)) this.point(null);
    if (!this.has(this.cursor)) this.cursor = null;
    if (this.picked && !this.has(this.picked)) this.pick(null);
  }

  /** Take over an item; say whether anything of it is new. */
  renew(item, items, first) {
    const text = JSON.stringify(item);
    if (this.sent.get(item.id) === text) return false;
    if (!first && !items.has(item.id)) this.painter.appear(item.id);
    this.sent.set(item.id, text);
    items.set(item.id, item);
    return true;
  }

  /** Put entities where the drawing wants them. */
  put(nodes) {
    for (const node of nodes) this.places.set(node.id, this.camera.placeOf(node));
    this.places.version = performance.now();
    if (nodes.length) this.drawnNodes.update(nodes.map(({ id }) => ({ id, ...this.places.get(id) })));
  }

  /** Take over where entities were put by hand; give the ids of those that this moves. */
  hold(held) {
    const before = this.heard ?? new Map();
    const alike = (a, b) => JSON.stringify(a) === JSON.stringify(b);
    const moved = [...new Set([...before.keys(), ...held.keys()])].filter((id) => !alike(before.get(id), held.get(id)));
    for (const [id, place] of this.putting) {
      if (alike(place ?? undefined, held.get(id))) this.putting.delete(id);
    }
    this.heard = held;
    // what Python has not heard of yet stays as the reader left it
    for (const id of moved.filter((each) => !this.putting.has(each))) {
      if (held.has(id)) this.held.set(id, held.get(id));
      else this.held.delete(id);
    }
    return moved.filter((id) => !this.putting.has(id));
  }

  has(id) {
    return this.nodes.has(id) || (this.edges.has(id) && !this.hidden.has(this.edges.get(id).family));
  }

  /** Whether any entity can be seen. */
  inSight() {
    return !this.places.size || [...this.places.values()].some((place) => this.camera.sees(place));
  }

  // ---- what the reader does ------------------------------------------------------------------------

  listen() {
    const { network, canvas } = this;
    network.on("beforeDrawing", (ctx) => this.painter.paintLines(ctx));
    network.on("afterDrawing", (ctx) => this.painter.paintWords(ctx));
    network.on("click", ({ pointer, event }) => {
      network.unselectAll();
      if (event.type === "tap") this.pick(this.at(pointer.DOM));
    });
    // a slow click is heard as a press, and so is the beginning of a slow drag: the release tells them apart
    network.on("hold", ({ pointer, event }) => {
      if (event.pointers?.[0]?.pointerType === "touch") this.showMenu(this.network.getNodeAt(pointer.DOM));
      else this.pressed = pointer.DOM;
    });
    network.on("release", () => {
      if (this.pressed) this.pick(this.at(this.pressed));
      this.pressed = null;
    });
    network.on("doubleClick", ({ pointer }) => this.showMenu(network.getNodeAt(pointer.DOM)));
    network.on("dragStart", () => {
      this.pressed = null;
      this.moving = this.camera.touched = true;
      this.showTip(null);
    });
    network.on("dragging", ({ nodes }) => this.moved(nodes));
    network.on("dragEnd", ({ nodes }) => {
      this.moved(nodes);
      this.moving = false;
      network.unselectAll();
      if (nodes.length) this.keepPlaces(nodes);
    });
    network.on("zoom", () => this.camera.zoomed());
    network.on("resize", () => this.camera.resized());
    // vis must have taken the new size first
    this.watch = new ResizeObserver(() => {
      this.fitting = requestAnimationFrame(() => this.camera.resized());
    });
    this.watch.observe(canvas);
    this.walk = new Walk(this);
    this.everywhere = new Everywhere(this);
    this.chosen.listen(canvas);
    canvas.addEventListener("contextmenu", (event) => this.askMenu(event));
    canvas.addEventListener("pointerdown", () => this.menu.close(false));
    canvas.addEventListener("pointerdown", () => canvas.focus({ preventScroll: true }));
    canvas.addEventListener("pointermove", (event) => this.follow(event));
    canvas.addEventListener("pointerleave", () => { this.pointer = null; this.point(null); });
    canvas.addEventListener("wheel", (event) => this.wheel(event), { capture: true, passive: true });
    document.fonts?.ready.then(() => this.painter.repaint());
  }

  pick(id) {
    if (id === this.picked) return;
    this.picked = id;
    this.root.dataset.picked = id ?? "";
    // numbered, so that clearing what the page itself had marked is news to Python too
    this.tell("picked", [id, performance.now()]);
    this.painter.focus();
  }

  /** Tell what was picked before there was anybody to tell, if it is picked still. */
  tellUntold() {
    if (this.untold && this.picked === this.untold[1][0]) this.tell(...this.untold);
    this.untold = null;
  }

  /** Ask the page for something to be done with entities, or with nobody in particular. */
  act(act, ids = [], choice = "", ends = true) {
    if (!this.acts) return;
    if (act === "undo" || act === "redo") {
      // what comes next counts, also where it takes back a move that Python has not confirmed yet
      this.putting.clear();
      this.heard = new Map(this.held);
    }
    this.ask("asked", { act, ids, choice, number: performance.now() });
    if (ends) this.chosen.clear();
  }

  /** Whom a key means: all that are chosen, or the one under the keys, under the pointer or picked. */
  meant() {
    if (this.chosen.ids.size) return [...this.chosen.ids];
    return [this.cursor, this.hover, this.picked].filter((id) => this.nodes.has(id)).slice(0, 1);
  }

  askMenu(event) {
    event.preventDefault();
    const box = this.canvas.getBoundingClientRect();
    const spot = { x: event.clientX - box.x, y: event.clientY - box.y };
    // the menu key has no place of its own
    if (event.button === 2) this.showMenu(this.network.getNodeAt(spot), { x: event.clientX, y: event.clientY });
    else this.showMenu(this.meant()[0]);
  }

  showMenu(id, at) {
    this.pressed = null;
    this.menu.open(this.nodes.has(id) ? id : null, at);
  }

  /** Keep where some entities stand now, and tell the page. */
  keepPlaces(ids) {
    for (const id of ids) this.keepPlace(id, this.camera.backFrom(this.places.get(id)));
    this.tellPlaces();
  }

  keepPlace(id, place) {
    if (place) this.held.set(id, place);
    else this.held.delete(id);
    this.putting.set(id, place);
  }

  tellPlaces() {
    if (this.acts) this.ask("put", Object.fromEntries(this.putting));
    this.painter.repaint();
  }

  /** Pin some where they stand; where all are pinned, let them go to where the picture wants them. */
  pin(ids) {
    if (!ids.every((id) => this.held.has(id))) {
      this.keepPlaces(ids);
      return;
    }
    for (const id of ids) this.keepPlace(id, null);
    this.put(ids.map((id) => this.nodes.get(id)));
    this.tellPlaces();
  }

  /** Move some by so many pixels of the screen. */
  nudge(ids, dx, dy) {
    const scale = this.network.getScale();
    for (const id of ids) {
      const { x, y } = this.places.get(id);
      this.places.set(id, { x: x + dx / scale, y: y + dy / scale });
    }
    this.places.version = performance.now();
    this.drawnNodes.update(ids.map((id) => ({ id, ...this.places.get(id) })));
    clearTimeout(this.nudging);
    this.nudging = setTimeout(() => this.keepPlaces(ids), NUDGE_MS);
  }

  /** Put a link into the clipboard; where the browser does not let us, show it to be copied. */
  async copy({ number, text }) {
    this.copied = number;
    try {
      await navigator.clipboard.writeText(text);
      this.tellShortly("Link copied");
    } catch {
      const field = make("input", { value: text, readonly: "", "aria-label": "Link to copy" });
      this.tellShortly("Copy this link: ", field);
      field.select();
    }
  }

  tellShortly(words, ...more) {
    this.live.textContent = words;
    this.notice.replaceChildren(words, ...more);
    this.notice.hidden = false;
    clearTimeout(this.noticing);
    this.noticing = setTimeout(() => { this.notice.hidden = true; }, more.length ? LINK_MS : NOTICE_MS);
  }

  moved(ids) {
    if (!ids.length) return;
    this.camera.strayed = true;
    for (const [id, place] of Object.entries(this.network.getPositions(ids))) this.places.set(id, place);
    this.places.version = performance.now();
  }

  hiddenChanged() {
    if (this.picked && !this.has(this.picked)) this.pick(null);
    this.legend.update();
    this.painter.focus();
  }

  /** A page that scrolls must not be caught by the picture: the wheel zooms with Ctrl, or once inside. */
  wheel(event) {
    const inside = this.canvas.getRootNode().activeElement === this.canvas || this.isFull();
    if (inside || event.ctrlKey || event.metaKey) return;
    event.stopPropagation();
    this.hint.classList.add("shown");
    clearTimeout(this.hinting);
    this.hinting = setTimeout(() => this.hint.classList.remove("shown"), HINT_MS);
  }

  isFull() {
    return this.parent.fullscreenElement === this.root || document.fullscreenElement === this.root;
  }

  fullScreen() {
    if (this.isFull()) document.exitFullscreen();
    else this.root.requestFullscreen?.();
  }

  // ---- what is pointed at --------------------------------------------------------------------------

  /** Follow the pointer, once a frame; a finger has none. */
  follow(event) {
    if (event.pointerType === "touch") return;
    this.pointer = { x: event.clientX, y: event.clientY };
    this.looking ??= requestAnimationFrame(() => {
      this.looking = null;
      if (!this.pointer || this.moving) return;
      const box = this.canvas.getBoundingClientRect();
      this.point(this.at({ x: this.pointer.x - box.x, y: this.pointer.y - box.y }));
      if (this.hover) this.placeTip();
    });
  }

  point(id) {
    if (id === this.hover) return;
    this.hover = id;
    this.canvas.style.cursor = id ? "pointer" : "";
    this.showTip(id);
    this.painter.focus();
  }

  /** What is drawn at a point of the canvas: an entity before a line, the nearest line before others. */
  at(spot) {
    const node = this.network.getNodeAt(spot);
    if (node) return node;
    const point = this.network.DOMtoCanvas(spot);
    let [found, least] = [null, REACH / this.network.getScale()];
    for (const edge of this.edges.values()) {
      if (!this.has(edge.id)) continue;
      const away = distance(point, this.painter.courseOf(edge), least);
      if (away < least) [found, least] = [edge.id, away];
    }
    return found;
  }

  /** Where on the page an entity or a line can be clicked. */
  positionOf(id) {
    const box = this.canvas.getBoundingClientRect();
    const edge = this.edges.get(id);
    const shares = [...ALONG, 0.2, 0.8];
    const spots = edge
      ? shares.map((share) => pointAt(this.painter.courseOf(edge), share))
      : [this.painter.middleOf(id)];
    const found = spots.map((spot) => this.network.canvasToDOM(spot));
    const { x, y } = found.find((spot) => this.at(spot) === id) ?? found[0];
    return { x: box.x + x, y: box.y + y };
  }

  say(id) {
    const lines = this.lines.get(id)?.length;
    this.live.textContent = this.told(id).join(". ") + (lines ? `. ${lines} lines` : "");
  }

  /** What is said of an entity or a line, a sentence each; the last says why it is here. */
  told(id) {
    const item = this.nodes.get(id) ?? this.edges.get(id);
    const why = this.nodes.has(id) ? item.here : this.whyLine(item);
    return [...item.title.split("\n"), ...(why ? [`${WHY} ${why}`] : [])];
  }

  whyLine({ from, to }) {
    const ends = [from, to].map((id) => this.nodes.get(id)).filter(({ here }) => here)
      .map(({ label, here }) => `${label.replaceAll("\n", " ")} (${here})`);
    return ends.length < 2 ? "" : [`${ends.join(" and ")} are in this view`, this.asked].filter(Boolean).join("; ");
  }

  showTip(id) {
    const item = this.nodes.get(id) ?? this.edges.get(id);
    this.tip.hidden = !item || this.moving || this.menu.isOpen;
    if (this.tip.hidden) return;
    this.tip.classList.toggle("entity", this.nodes.has(id));
    const lines = this.told(id).map((line) => make("p", line.startsWith(WHY) ? { class: "why" } : {}, line));
    this.tip.replaceChildren(...lines);
    this.tip.style.setProperty("--tip-colour", this.painter.colourOf(item));
    this.placeTip();
  }

  /** Beside what is pointed at, on the side away from the middle: what is looked at stays in view. */
  placeTip() {
    const box = this.frame.getBoundingClientRect();
    const at = this.hover && this.pointer ? this.pointer : this.positionOf(this.hover ?? this.cursor);
    const { offsetWidth: width, offsetHeight: height } = this.tip;
    const beside = (place, middle, length) => (place < middle ? place - length - 18 : place + 18);
    const within = (value, most) => Math.max(8, Math.min(value, most - 8));
    const left = within(beside(at.x - box.x, box.width / 2, width), box.width - width);
    const top = within(beside(at.y - box.y, box.height / 2, height), box.height - height);
    this.tip.style.transform = `translate(${left}px, ${top}px)`;
  }
}
