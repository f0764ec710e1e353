// The canvas without a pointer: keys walk over entities and lines, and each is told as it is reached.

const NUDGE = 16; // pixels of the screen
const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

const KEYS = {
  ArrowLeft: (walk) => walk.go(-1, 0),
  ArrowRight: (walk) => walk.go(1, 0),
  ArrowUp: (walk) => walk.go(0, -1),
  ArrowDown: (walk) => walk.go(0, 1),
  Home: (walk) => walk.visit(walk.weightiest()),
  l: (walk) => walk.nextLine(),
  Enter: ({ stage }) => stage.cursor && stage.pick(stage.cursor),
  Escape: (walk) => {
    if (walk.stage.chosen.clear()) return;
    walk.visit(null);
    walk.stage.pick(null);
  },
  e: ({ stage }) => stage.showMenu(stage.meant()[0]),
  m: ({ stage }) => stage.showMenu(stage.meant()[0]),
  Delete: (walk) => walk.act("hide"),
  h: (walk) => walk.act("hide"),
  k: (walk) => walk.act("keep"),
  f: (walk) => walk.act("focus"),
  c: (walk) => walk.act("link"),
  v: ({ stage }) => stage.chosen.compare(stage.meant()),
  a: ({ stage }) => stage.act("all"),
  p: ({ stage }) => stage.meant().length && stage.pin(stage.meant()),
  "]": ({ stage }) => stage.act("deeper"),
  "[": ({ stage }) => stage.act("nearer"),
  " ": ({ stage }) => stage.nodes.has(stage.cursor ?? stage.picked) && stage.chosen.toggle(stage.cursor ?? stage.picked),
  "+": ({ stage }) => stage.camera.zoom(1.35),
  "=": ({ stage }) => stage.camera.zoom(1.35),
  "-": ({ stage }) => stage.camera.zoom(1 / 1.35),
  0: ({ stage }) => stage.camera.fit(true),
};

export class Walk {
  constructor(stage) {
    this.stage = stage;
    this.home = null; // the entity whose lines are walked
    stage.canvas.addEventListener("keydown", (event) => this.press(event));
    stage.canvas.addEventListener("blur", () => this.leave());
  }

  act(name) {
    const ids = this.stage.meant();
    if (ids.length) this.stage.act(name, ids);
  }

  press(event) {
    if (event.altKey && ARROWS[event.key] && this.stage.meant().length) {
      const [dx, dy] = ARROWS[event.key];
      this.stage.nudge(this.stage.meant(), dx * NUDGE, dy * NUDGE);
      event.preventDefault();
      event.stopPropagation();
      return;
    }
    const act = KEYS[event.key.length === 1 ? event.key.toLowerCase() : event.key];
    if (!act || event.ctrlKey || event.metaKey || event.altKey) return;
    act(this);
    event.preventDefault();
    // Streamlit has keys of its own
    event.stopPropagation();
  }

  /** Go to the nearest in a direction: what is straight ahead counts as nearer than what is aside. */
  go(dx, dy) {
    const { nodes, places, cursor, picked } = this.stage;
    const start = [cursor, this.home, picked].find((id) => nodes.has(id));
    if (!start) {
      this.visit(this.weightiest());
      return;
    }
    const from = places.get(start);
    let [nearest, least] = [null, Infinity];
    for (const [id, { x, y }] of places) {
      const ahead = (x - from.x) * dx + (y - from.y) * dy;
      const aside = Math.abs((x - from.x) * dy) + Math.abs((y - from.y) * dx);
      if (id === start || ahead <= 0 || aside > 2.5 * ahead) continue;
      if (ahead + 2 * aside < least) [nearest, least] = [id, ahead + 2 * aside];
    }
    if (nearest) this.visit(nearest);
  }

  weightiest() {
    const ranked = [...this.stage.nodes.values()].sort((a, b) => b.weight - a.weight || (a.id < b.id ? -1 : 1));
    return ranked[0]?.id ?? null;
  }

  nextLine() {
    const lines = (this.stage.lines.get(this.home) ?? []).filter((id) => this.stage.has(id));
    if (lines.length) this.visit(lines[(lines.indexOf(this.stage.cursor) + 1) % lines.length]);
  }

  visit(id) {
    const { stage } = this;
    stage.cursor = id;
    if (!id || stage.nodes.has(id)) this.home = id;
    if (id) {
      stage.camera.bringIntoSight(stage.painter.middleOf(id));
      stage.say(id);
    }
    stage.showTip(id);
    stage.painter.focus();
  }

  leave() {
    // the menu of what is under the keys speaks of it still
    if (this.stage.menu.isOpen) return;
    this.stage.cursor = null;
    if (!this.stage.hover) this.stage.showTip(null);
    this.stage.painter.focus();
  }
}

/** Keys that mean the same wherever one is on the page, but where text is typed. */
export class Everywhere {
  constructor(stage) {
    this.stage = stage;
    this.listener = (event) => this.press(event);
    document.addEventListener("keydown", this.listener, { capture: true });
  }

  stop() {
    document.removeEventListener("keydown", this.listener, { capture: true });
  }

  press(event) {
    if (this.isTyped(event) || event.altKey || !this.stage.acts) return;
    const held = event.ctrlKey || event.metaKey;
    const key = event.key.toLowerCase();
    if (held && key === "z") this.stage.act(event.shiftKey ? "redo" : "undo");
    else if (held && key === "y") this.stage.act("redo");
    else if (!held && key === "/") document.querySelector(".st-key-find input, input[type=search]")?.focus();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  isTyped(event) {
    const [target] = event.composedPath();
    return target.isContentEditable || ["INPUT", "TEXTAREA", "SELECT"].includes(target.tagName);
  }
}
