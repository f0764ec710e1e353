// The graph in words: headings that unfold, under each the ties of an entity, in sentences that open their evidence.
//
// Only what is unfolded is here: Python is told what a reader unfolds, and sends its sentences.
// Data reach the page through textContent, never as markup.

import { make } from "./elements.js";

const MOST = 100; // ties of an entity that are asked for at first
const REST_MS = 700; // without another change, after which the last one is spoken
const OPENED = "Its evidence is open beside the picture.";

const outlines = new WeakMap(); // element of the page → what stands in it

/** Called by Streamlit for each message, with the same element while the outline stays in the page. */
export async function show({ parentElement, data, setStateValue, setTriggerValue }, files) {
  let outline = outlines.get(parentElement);
  if (!outline) {
    outline = new Outline();
    outlines.set(parentElement, outline);
    const sheet = make("link", { rel: "stylesheet", href: files.style });
    outline.ready = new Promise((done) => { sheet.onload = sheet.onerror = done; });
    parentElement.append(sheet, outline.root);
  }
  outline.tell = setStateValue;
  outline.ask = setTriggerValue;
  outline.latest = data;
  const told = await unpack(data);
  await outline.ready;
  // of several messages that came while this one was waiting, the last counts
  if (outline.latest === data) outline.receive(told);
}

/** Read JSON, compressed where it does not begin as an object. */
async function unpack(bytes) {
  if (bytes[0] === 123) return JSON.parse(new TextDecoder().decode(bytes));
  return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"))).json();
}

class Outline {
  constructor() {
    this.entries = new Map(); // IRI of an entity → its elements
    this.said = null; // number of the change that was last spoken of
    this.whole = false;
    this.most = new Map(); // IRI of an unfolded entity → ties of it that are shown
    this.head = make("button", { type: "button", "aria-expanded": "false" });
    this.head.addEventListener("click", () => this.unfoldWhole());
    this.body = make("div", { class: "body", hidden: "" });
    this.live = make("div", { class: "live", role: "status", "aria-live": "polite", "aria-atomic": "true" });
    this.frame = make("div", { class: "frame" }, make("h2", {}, this.head), this.body);
    this.root = make("div", { class: "outline" }, this.frame, this.live);
    this.body.addEventListener("keydown", (event) => this.walk(event));
  }

  // ---- what Python says ----------------------------------------------------------------------------

  receive(told) {
    const first = this.said === null;
    if (first) {
      this.whole = told.whole;
      this.most = new Map(Object.entries(told.most));
    }
    this.frame.hidden = told.empty;
    this.head.textContent = told.title;
    this.expand(this.head, this.body, this.whole);
    if (told.sections) this.fill(told);
    const [number, text] = told.news;
    if (!first && number !== this.said) this.say(text);
    else if (this.picked && told.opened?.includes(this.picked)) this.say(OPENED);
    this.said = number;
    this.picked = null;
  }

  fill({ note, sections, told, opened, marked }) {
    const names = JSON.stringify(sections);
    if (names !== this.names) this.order(note, sections);
    this.names = names;
    for (const [iri, entry] of this.entries) {
      if (told[iri]) this.tellTies(entry, told[iri]);
      entry.head.classList.toggle("marked", marked.includes(iri));
      entry.mark.textContent = marked.includes(iri) ? " · open" : "";
      for (const button of entry.body.querySelectorAll("button[data-iri]")) {
        if (opened.includes(button.dataset.iri)) button.setAttribute("aria-current", "true");
        else button.removeAttribute("aria-current");
      }
    }
  }

  /** Name everybody in order; who was here before stays the same element, and keeps the focus. */
  order(note, sections) {
    const focused = this.body.getRootNode().activeElement;
    const before = this.entries;
    this.entries = new Map();
    const parts = sections.map(([title, entries]) => make("section", {}, make("h3", {}, title),
      ...entries.map(([iri, name, count]) => {
        const entry = before.get(iri) ?? this.entry(iri);
        this.entries.set(iri, entry);
        entry.name.textContent = name;
        entry.count.textContent = ` ${count}`;
        this.expand(entry.head, entry.body, this.most.has(iri));
        return entry.root;
      })));
    this.body.replaceChildren(make("p", { class: "note" }, note), ...parts);
    if (focused?.isConnected) focused.focus({ preventScroll: true });
  }

  entry(iri) {
    const [name, count, mark] = ["name", "count", "mark"].map((part) => make("span", { class: part }));
    const head = make("button", { type: "button", "aria-expanded": "false" }, name, count, mark);
    const body = make("div", { class: "ties", hidden: "" });
    const entry = { iri, head, body, name, count, mark };
    head.addEventListener("click", () => this.unfold(entry));
    entry.root = make("div", { class: "entry" }, make("h4", {}, head), body);
    return entry;
  }

  tellTies(entry, ties) {
    const text = JSON.stringify(ties);
    if (entry.text === text) return;
    entry.text = text;
    const more = [...entry.body.querySelectorAll("li button")].length;
    const wanted = entry.wanted;
    entry.wanted = false;
    entry.body.replaceChildren(
      this.button(entry.iri, `What is known of ${entry.name.textContent}`, "whole"),
      ...ties.families.flatMap(([family, items]) => [
        make("h5", {}, `${family} (${items.length})`),
        make("ul", {}, ...items.map(([iri, sentence]) => make("li", {}, this.button(iri, sentence, "tie")))),
      ]));
    if (ties.more) {
      const button = make("button", { type: "button", class: "more" }, ties.more);
      button.addEventListener("click", () => {
        entry.wanted = true;
        this.most.set(entry.iri, ties.next);
        this.tellUnfolded();
      });
      entry.body.append(button);
    }
    // who asked for more goes on reading where it begins
    if (wanted) entry.body.querySelectorAll("li button")[more]?.focus();
  }

  button(iri, text, kind) {
    const made = make("button", { type: "button", class: kind, "data-iri": iri }, text);
    made.addEventListener("click", () => {
      this.picked = iri;
      this.ask("picked", iri);
    });
    return made;
  }

  /** Speak once nothing changes for a while; the same words again are spoken again. */
  say(text) {
    clearTimeout(this.resting);
    this.live.textContent = "";
    this.resting = setTimeout(() => { this.live.textContent = text; }, REST_MS);
  }

  // ---- what the reader does ------------------------------------------------------------------------

  unfoldWhole() {
    this.whole = !this.whole;
    this.expand(this.head, this.body, this.whole);
    this.tellUnfolded();
  }

  unfold({ iri, head, body }) {
    if (!this.most.delete(iri)) this.most.set(iri, MOST);
    this.expand(head, body, this.most.has(iri));
    this.tellUnfolded();
  }

  expand(head, body, open) {
    head.setAttribute("aria-expanded", String(open));
    body.hidden = !open;
  }

  tellUnfolded() {
    this.tell("unfolded", { whole: this.whole, most: Object.fromEntries(this.most) });
  }

  /** Arrows go from heading to heading, Escape from a tie back to its own. */
  walk(event) {
    const heads = [...this.entries.values()].map(({ head }) => head);
    const at = heads.indexOf(event.target);
    const own = [...this.entries.values()].find(({ body }) => body.contains(event.target));
    const to = {
      ArrowDown: at < 0 ? null : heads[at + 1],
      ArrowUp: at < 0 ? null : heads[at - 1],
      Home: at < 0 ? null : heads[0],
      End: at < 0 ? null : heads.at(-1),
      Escape: own?.head,
    }[event.key];
    // Streamlit has keys of its own
    event.stopPropagation();
    if (!to) return;
    event.preventDefault();
    to.focus();
  }
}
