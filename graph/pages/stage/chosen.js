// Several entities chosen together: one by one with Shift, or all within a box that is drawn with Shift.

import { make } from "./elements.js";

const LEAST_BOX = 5; // pixels below which a box was a click

export class Chosen {
  constructor(stage) {
    this.stage = stage;
    this.ids = new Set();
    this.box = make("div", { class: "box", hidden: "" });
    this.bar = make("div", { class: "chosen", role: "status", hidden: "" });
  }

  /** Before vis hears of it: with Shift the picture stays where it is. */
  listen(canvas) {
    canvas.addEventListener("pointerdown", (event) => this.begin(event), { capture: true });
  }

  begin(event) {
    if (!event.shiftKey || event.button !== 0) return;
    event.stopImmediatePropagation();
    event.preventDefault();
    const { canvas } = this.stage;
    canvas.focus({ preventScroll: true });
    canvas.setPointerCapture(event.pointerId);
    const start = this.spot(event);
    const move = (next) => this.draw(start, this.spot(next));
    const end = (last) => {
      canvas.removeEventListener("pointermove", move);
      this.box.hidden = true;
      if (last.type === "pointerup") this.take(start, this.spot(last));
    };
    canvas.addEventListener("pointermove", move);
    for (const name of ["pointerup", "pointercancel"]) canvas.addEventListener(name, end, { once: true });
  }

  spot({ clientX, clientY }) {
    const { left, top } = this.stage.canvas.getBoundingClientRect();
    return { x: clientX - left, y: clientY - top };
  }

  draw(start, end) {
    const { left, top, width, height } = boxOf(start, end);
    this.box.hidden = false;
    Object.assign(this.box.style, {
      left: `${left}px`, top: `${top}px`, width: `${width}px`, height: `${height}px`,
    });
  }

  take(start, end) {
    const { left, top, width, height } = boxOf(start, end);
    const { network, places, nodes } = this.stage;
    if (Math.max(width, height) < LEAST_BOX) {
      const id = this.stage.at(start);
      if (nodes.has(id)) this.toggle(id);
      return;
    }
    for (const [id, place] of places) {
      const { x, y } = network.canvasToDOM(place);
      if (x >= left && x <= left + width && y >= top && y <= top + height) this.ids.add(id);
    }
    this.changed();
  }

  toggle(id) {
    // what was picked before is the first of several
    const { picked, nodes } = this.stage;
    if (!this.ids.size && nodes.has(picked) && picked !== id) this.ids.add(picked);
    if (!this.ids.delete(id)) this.ids.add(id);
    this.changed();
  }

  clear() {
    if (!this.ids.size) return false;
    this.ids.clear();
    this.changed();
    return true;
  }

  /** Let go of whoever has left the picture. */
  keep(has) {
    const gone = [...this.ids].filter((id) => !has(id));
    gone.forEach((id) => this.ids.delete(id));
    if (gone.length) this.changed();
  }

  /** Those of some who can stand side by side; nobody where they are too few. */
  sides(ids) {
    const { acts, nodes } = this.stage;
    const found = acts?.sides ? ids.filter((id) => acts.sides.shapes.includes(nodes.get(id)?.shape)) : [];
    return found.length < (acts?.sides?.least ?? 2) ? [] : found;
  }

  compare(ids) {
    const found = this.sides(ids);
    if (found.length && found.length <= this.stage.acts.sides.most) this.stage.act("compare", found);
  }

  /** A button that lays those who are chosen side by side, as soon as there are enough of them. */
  comparing() {
    const { sides } = this.stage.acts;
    const found = this.sides([...this.ids]);
    if (!found.length) return [];
    const tooMany = found.length > sides.most;
    const others = found.length < this.ids.size ? ", without the others" : "";
    const made = make("button", {
      type: "button",
      title: tooMany ? `At most ${sides.most} can be compared` : `${found.length} side by side${others}`,
      ...(tooMany && { disabled: "" }),
    }, "Compare");
    made.addEventListener("click", () => this.compare(found));
    return [made];
  }

  changed() {
    const { ids, stage } = this;
    stage.root.dataset.chosen = ids.size;
    this.bar.hidden = !ids.size;
    const act = (word, name) => {
      const made = make("button", { type: "button" }, word);
      made.addEventListener("click", () => stage.act(name, [...ids]));
      return made;
    };
    const none = make("button", { type: "button" }, "Clear");
    none.addEventListener("click", () => this.clear());
    this.bar.replaceChildren(`${ids.size} chosen`, ...(stage.acts
      ? [act("Hide", "hide"), act("Keep only", "keep"), act("Focus", "focus"), ...this.comparing(), act("Copy link", "link")]
      : []), none);
    stage.painter.focus();
  }
}

function boxOf(start, end) {
  return {
    left: Math.min(start.x, end.x), top: Math.min(start.y, end.y),
    width: Math.abs(end.x - start.x), height: Math.abs(end.y - start.y),
  };
}
