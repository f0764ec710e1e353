// One track of a clock: its scale, the marks on it, and a handle that pointer, finger and keys move.

import { make } from "./elements.js";
import { number } from "./scale.js";

const SNAP = 6; // pixels from a mark that still mean it
const KEYS = {
  ArrowRight: "later", ArrowUp: "later", ArrowLeft: "earlier", ArrowDown: "earlier",
  PageUp: "yearLater", PageDown: "yearEarlier", Home: "first", End: "latest", " ": "play",
};

export class Track {
  /** *owner* is told what the reader does: moved(day), let go(), and each act of the keys by its name. */
  constructor(owner, name, kind) {
    this.owner = owner;
    this.handle = make("div", { class: "handle", role: "slider", tabindex: "0", "aria-label": name });
    this.rail = make("div", { class: "rail" });
    this.passed = make("div", { class: "passed" });
    this.marks = make("div", { class: "marks" });
    this.tip = make("div", { class: "tip", hidden: "" });
    this.inner = make("div", { class: "inner" }, this.rail, this.passed, this.marks, this.handle, this.tip);
    this.root = make("div", { class: `track ${kind}` }, this.inner);
    this.days = [];
    this.listen();
  }

  /** Put marks on the track: *marks* are [day, element] by day. */
  fill(scale, marks, end) {
    Object.assign(this, { scale, end, days: marks.map(([day]) => day) });
    this.elements = marks.map(([day, element]) => {
      element.style.left = `${100 * scale.at(day)}%`;
      return element;
    });
    this.marks.replaceChildren(...this.elements);
    this.handle.setAttribute("aria-valuemin", number(this.days[0] ?? end));
    this.handle.setAttribute("aria-valuemax", number(end));
  }

  /** Stand at a day, which is told in words. */
  stand(day, words) {
    const share = `${100 * this.scale.at(day)}%`;
    this.handle.style.left = this.passed.style.width = share;
    const least = Number(this.handle.getAttribute("aria-valuemin"));
    this.handle.setAttribute("aria-valuenow", Math.max(least, Math.min(number(day), number(this.end))));
    this.handle.setAttribute("aria-valuetext", words);
    this.elements.forEach((element, i) => element.classList.toggle("ahead", this.days[i] > day));
  }

  listen() {
    const { root, handle } = this;
    root.addEventListener("pointerdown", (event) => {
      if (event.button) return;
      root.setPointerCapture(event.pointerId);
      this.dragged = true;
      this.tip.hidden = true;
      handle.focus({ preventScroll: true });
      // the browser would give the focus to nothing at all
      event.preventDefault();
      this.owner.moved(this.dayOf(event));
    });
    root.addEventListener("pointermove", (event) => {
      if (this.dragged) this.owner.moved(this.dayOf(event));
      else if (event.pointerType !== "touch") this.showTip(event);
    });
    for (const name of ["pointerup", "pointercancel"]) root.addEventListener(name, () => this.release());
    root.addEventListener("pointerleave", () => { this.tip.hidden = true; });
    handle.addEventListener("keydown", (event) => {
      const act = KEYS[event.key];
      if (!act || event.ctrlKey || event.metaKey || event.altKey) return;
      event.preventDefault();
      // Streamlit has keys of its own
      event.stopPropagation();
      this.owner[act]();
    });
  }

  release() {
    if (!this.dragged) return;
    this.dragged = false;
    this.owner.letGo();
  }

  /** The day under a pointer: that of a mark that is near enough. */
  dayOf(event) {
    const box = this.inner.getBoundingClientRect();
    const x = event.clientX - box.left;
    if (x >= box.width - 2) return this.end;
    return this.nearest(x, box.width) ?? this.scale.dayAt(x / box.width);
  }

  nearest(x, width) {
    let [found, least] = [null, SNAP];
    this.days.forEach((day, i) => {
      const away = Math.abs(this.scale.at(day) * width - x);
      if (away < least && !this.elements[i].hidden) [found, least] = [day, away];
    });
    return found;
  }

  showTip(event) {
    const box = this.inner.getBoundingClientRect();
    const x = event.clientX - box.left;
    const day = this.nearest(x, box.width);
    this.tip.hidden = !day;
    if (!day) return;
    this.tip.textContent = this.owner.told(day);
    const half = this.tip.offsetWidth / 2;
    const at = Math.min(Math.max(this.scale.at(day) * box.width, half), box.width - half);
    this.tip.style.left = `${at - half}px`;
  }
}
