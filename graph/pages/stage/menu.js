// The menu of an entity, or of those that are chosen: what can be done with it, each with its key.

import { make } from "./elements.js";

const SHOWN = 6; // kinds of ties offered; the others fold

export class Menu {
  constructor(stage) {
    this.stage = stage;
    this.root = make("div", { class: "menu", role: "menu", "aria-label": "What to do", hidden: "" });
    this.root.addEventListener("keydown", (event) => this.press(event));
    this.root.addEventListener("focusout", ({ relatedTarget }) => {
      if (relatedTarget && !this.root.contains(relatedTarget)) this.close(false);
    });
  }

  get isOpen() {
    return !this.root.hidden;
  }

  /** Open it on an entity; on nobody it offers what needs nobody. */
  open(id, at) {
    const { stage } = this;
    if (!stage.acts) return;
    const several = stage.chosen.ids.has(id) && stage.chosen.ids.size > 1;
    this.ids = several ? [...stage.chosen.ids] : id ? [id] : [];
    this.id = several ? null : id;
    this.fill();
    this.root.hidden = false;
    stage.showTip(null);
    this.at = at ?? (id ? stage.positionOf(id) : centreOf(stage.canvas));
    this.place(this.at);
    this.items()[0]?.focus({ preventScroll: true });
    if (this.id && stage.offers?.id !== this.id) stage.act("offer", [this.id], "", false);
  }

  close(back = true) {
    if (!this.isOpen) return;
    this.root.hidden = true;
    if (back) this.stage.canvas.focus({ preventScroll: true });
    else this.stage.walk.leave();
  }

  /** Say what there is to add, once the page has told. */
  told() {
    if (!this.isOpen || this.stage.offers?.id !== this.id) return;
    const focused = this.items().indexOf(this.root.getRootNode().activeElement);
    this.fill();
    this.place(this.at);
    this.items()[Math.max(0, focused)]?.focus({ preventScroll: true });
  }

  fill() {
    const { stage, ids, id } = this;
    const item = (word, key, act) => this.item(word, key, act);
    const ask = (name) => () => stage.act(name, ids);
    const name = id ? stage.nodes.get(id).label.replaceAll("\n", " ") : ids.length ? `${ids.length} chosen` : "The picture";
    const parts = [make("div", { class: "heading", role: "presentation" }, name)];
    if (id) parts.push(item("Open", "Enter", () => stage.pick(id)));
    if (ids.length) {
      parts.push(item("Focus here", "F", ask("focus")), item("Hide", "Delete", ask("hide")),
        item("Keep only", "K", ask("keep")), this.pinning(ids));
    }
    if (id) {
      parts.push(item("All that is known of it", "", ask("dossier")));
      if (stage.chosen.ids.has(id)) parts.push(item("Choose no longer", "Space", () => stage.chosen.toggle(id)));
      else parts.push(item("Choose with others", "Space", () => stage.chosen.toggle(id)));
    }
    const sides = stage.chosen.sides(ids);
    if (sides.length && sides.length <= stage.acts.sides.most) {
      parts.push(item("Compare side by side", "V", () => stage.chosen.compare(ids)));
    }
    if (ids.length) parts.push(item("Copy link", "C", ask("link")));
    if (stage.acts.focus) {
      parts.push(item("Focus one step wider", "]", ask("deeper")), item("Focus one step closer", "[", ask("nearer")));
    }
    if (stage.acts.away) parts.push(item("Show what was hidden", "A", ask("all")));
    if (!ids.length) {
      parts.push(item("Show the whole picture", "0", () => stage.camera.fit(true)), item("Undo", "Ctrl+Z", ask("undo")),
        item("Redo", "Ctrl+Shift+Z", ask("redo")));
    }
    if (id) parts.push(...this.expanding(id));
    this.root.replaceChildren(...parts);
  }

  pinning(ids) {
    const { stage } = this;
    const pinned = ids.every((id) => stage.held.has(id));
    return this.item(pinned ? "Unpin" : "Pin in its place", "P", () => stage.pin(ids));
  }

  expanding(id) {
    const { offers } = this.stage;
    const heading = (text) => make("div", { class: "heading", role: "presentation" }, text);
    if (offers?.id !== id) return [heading("Add ties: counting …")];
    const shown = this.all === id ? offers.kinds : offers.kinds.slice(0, SHOWN);
    const found = [heading(offers.kinds.length ? `Add ties, ${offers.most} at a time` : "No further ties to add")];
    for (const [slug, label, count] of shown) {
      found.push(this.item(`${label} (${count})`, "", () => this.stage.act("expand", [id], slug)));
    }
    if (shown.length < offers.kinds.length) {
      found.push(this.item(`${offers.kinds.length - shown.length} more kinds`, "", () => {
        this.all = id;
        this.fill();
        this.items().at(-1)?.focus();
      }, true));
    }
    if (offers.expanded) found.push(this.item("Take away what was added", "", () => this.stage.act("collapse", [id])));
    return found;
  }

  item(word, key, act, stays = false) {
    const keys = key ? [make("span", { class: "key", "aria-hidden": "true" }, key)] : [];
    const made = make("button", { type: "button", role: "menuitem", tabindex: "-1" }, make("span", {}, word), ...keys);
    made.addEventListener("click", () => {
      if (!stays) this.close();
      act();
    });
    return made;
  }

  items() {
    return [...this.root.querySelectorAll("[role=menuitem]")];
  }

  press(event) {
    const items = this.items();
    const here = items.indexOf(this.root.getRootNode().activeElement);
    const to = { ArrowDown: here + 1, ArrowUp: here - 1, Home: 0, End: items.length - 1 }[event.key];
    if (to !== undefined) items.at(to % items.length)?.focus();
    else if (event.key === "Escape" || event.key === "Tab") this.close();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  place({ x, y }) {
    const box = this.stage.frame.getBoundingClientRect();
    const { offsetWidth: width, offsetHeight: height } = this.root;
    const within = (value, most) => Math.max(4, Math.min(value, most - 4));
    this.root.style.left = `${within(x - box.x, box.width - width)}px`;
    // of a canvas that is higher than the window the seen part counts
    const seen = Math.min(box.height, innerHeight - box.y);
    this.root.style.top = `${within(y - box.y, seen - height)}px`;
  }
}

function centreOf(element) {
  const { x, y, width, height } = element.getBoundingClientRect();
  return { x: x + width / 2, y: y + height / 2 };
}
