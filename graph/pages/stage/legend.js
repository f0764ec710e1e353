// The legend: what of signs, colours and strokes is in the picture, and a button for each family of lines.

import { draft } from "./curves.js";
import { make, swatch } from "./elements.js";
import { badge, paintSign, trace } from "./signs.js";

const MIDDLE = { x: 11, y: 9 };

export class Legend {
  constructor(stage) {
    this.stage = stage;
    this.root = make("div", { class: "legend" });
    this.note = make("div", { class: "note", hidden: "" });
    this.pictures = new Map(); // word and look → its image
  }

  /** Say what is in the picture; nothing happens while that is what it says already. */
  update() {
    const { stage } = this;
    const edges = [...stage.edges.values()];
    const nodes = [...stage.nodes.values()];
    const counts = {};
    for (const { family } of edges) counts[family] = (counts[family] ?? 0) + 1;
    const present = {
      groups: [...new Set(nodes.map((node) => node.group))],
      shapes: [...new Set(nodes.map((node) => node.shape))],
      strokes: [...new Set(edges.map((edge) => edge.stroke ?? "solid"))],
      possible: edges.some((edge) => edge.possible),
      past: edges.some((edge) => edge.past),
      disputed: edges.some((edge) => edge.mark?.includes("?")),
      said: edges.some((edge) => edge.said),
      widths: stage.widths,
      counts,
    };
    const asked = stage.acts?.asked;
    const key = JSON.stringify([present, stage.theme, [...stage.hidden], asked, stage.acts?.kinds]);
    if (key === this.key) return;
    this.key = key;
    const dress = JSON.stringify(stage.theme);
    if (dress !== this.dress) this.pictures.clear();
    this.dress = dress;
    const sections = [this.standings(present), this.shapes(present), this.families(present), this.strokes(present)];
    const at = this.root.getRootNode().activeElement?.dataset?.word;
    this.root.replaceChildren(...sections.filter(Boolean));
    // a key that has just filtered stands where it stood
    if (at) this.root.querySelector(`[data-word="${CSS.escape(at)}"]`)?.focus({ preventScroll: true });
    this.tellHidden(counts);
  }

  standings({ groups }) {
    const asked = this.stage.acts?.asked.standings;
    const shown = Object.entries(this.stage.look.standings)
      .filter(([name]) => groups.includes(name) || (asked?.length && !asked.includes(name)));
    const picture = (standing) => this.sign("standing", "dot", standing.sign, standing);
    return section(asked ? "Standing (choose to filter)" : "Standing", shown.map(([name, standing]) => (asked
      ? this.filter("standing", name, picture(standing), asked, groups.includes(name), standing.meaning)
      : entry(picture(standing), name, standing.meaning))));
  }

  shapes({ shapes }) {
    const shown = Object.entries(this.stage.look.shapes).filter(([shape]) => shapes.includes(shape));
    return shown.length > 1 && section("Shape", shown.map(([shape, of]) =>
      entry(this.sign("shape", shape, shape === "dot" ? "ring" : "full", of), of.label)));
  }

  families({ counts }) {
    const { look, theme, acts } = this.stage;
    const asked = acts?.asked.families;
    const shown = Object.keys(look.families)
      .filter((family) => counts[family] || (asked?.length && !asked.includes(family)));
    if (!asked) return section("Lines (choose to hide)", shown.map((family) => this.toggle(family, counts[family])));
    const found = section("Lines (choose to filter)", shown.map((family) => this.filter("family", family,
      this.sample(family, look.families[family][theme.name], 2.6), asked, counts[family], `${family} ties`)));
    found?.append(...this.kinds());
    return found;
  }

  /** Each kind of lines by itself, folded: a family is enough for most readers. */
  kinds() {
    const { look, theme, acts } = this.stage;
    if (!acts.kinds?.length) return [];
    const out = acts.kinds.filter(([, , , , shown]) => !shown).length;
    const summary = make("summary", {}, `Single kinds (${acts.kinds.length}${out ? `, ${out} left out` : ""})`);
    const asked = acts.kinds.filter(([, , , , shown]) => shown).map(([slug]) => slug);
    const entries = make("div", { class: "entries" });
    const fill = () => entries.replaceChildren(...acts.kinds.map(([slug, label, family, count]) => this.filter("kind",
      slug, this.sample(`kind ${slug}`, look.families[family][theme.name], 2.6), asked, count, `${label} (${family})`, label)));
    const made = make("details", { class: "kinds" }, summary, entries);
    made.open = this.kindsOpen ?? false;
    if (made.open) fill();
    made.addEventListener("toggle", () => {
      this.kindsOpen = made.open;
      // dozens of pictures that most readers never unfold
      if (made.open && !entries.childElementCount) fill();
    });
    return [made];
  }

  strokes({ strokes, possible, past, disputed, said, widths }) {
    const { look, theme } = this.stage;
    const mark = (sign) => this.picture(sign, (ctx) => badge(ctx, MIDDLE, sign, 6.5, theme.text, theme));
    const shown = Object.entries(look.strokes)
      .filter(([name]) => (name === "possible" ? possible : strokes.includes(name)));
    const drawn = (name) => ({ length: 44, hollow: name === "possible" && theme.background });
    return section("Strokes", [
      ...shown.map(([name, { dashes, meaning }]) =>
        entry(this.sample(name, theme.text, 1.6, { dashes, ...drawn(name) }), meaning)),
      ...(widths ? [entry(this.sample("width", theme.text, 5), `width: ${widths}`)] : []),
      ...(past ? [entry(this.sample("over", theme.text, 1, { opacity: look.past }), "over")] : []),
      ...(disputed ? [entry(mark("?"), "sources disagree")] : []),
      ...(said ? [entry(mark("“"), "a source's words; choose it for the name")] : []),
    ]);
  }

  sign(word, shape, sign, colours) {
    const { theme } = this.stage;
    const dress = { sign, colour: colours[theme.name] };
    const paint = (ctx) => paintSign(ctx, MIDDLE, 6.5, shape, dress, theme.background, 1);
    return this.picture([word, shape, sign, dress.colour], paint);
  }

  /** A line as it looks in the picture. */
  sample(word, colour, width, { dashes = [], length = 22, opacity = 1, hollow = false } = {}) {
    return this.picture([word, colour, width, length], (ctx) => {
      ctx.globalAlpha = opacity;
      ctx.strokeStyle = colour;
      ctx.setLineDash(dashes);
      const path = new Path2D();
      draft(path, { from: { x: 1, y: 9 }, via: { x: length / 2, y: 9 }, to: { x: length - 1, y: 9 } });
      trace(ctx, path, width, hollow);
    }, length);
  }

  /** The image of a look at one word, made once; a legend may show the same look at another word. */
  picture(what, paint, width) {
    const key = String(what);
    if (!this.pictures.has(key)) this.pictures.set(key, swatch(paint, width));
    return this.pictures.get(key);
  }

  /** A button for a word of a filter, which the page itself hears of: the address and the history say it too. */
  filter(act, word, picture, asked, present, meaning, label = word) {
    const on = !asked.length || asked.includes(word);
    const count = typeof present === "number" ? [make("span", { class: "count" }, String(present))] : [];
    const made = make("button", {
      type: "button", class: "family", "aria-pressed": String(on), "data-word": `${act} ${word}`,
      title: `${on ? "Leave out" : "Show"}: ${meaning}`,
    }, picture, `${label} `, ...count);
    made.addEventListener("click", () => this.stage.act(act, [], word));
    return made;
  }

  toggle(family, count) {
    const { stage } = this;
    const hidden = stage.hidden.has(family);
    const colour = stage.look.families[family][stage.theme.name];
    const button = make("button", {
      type: "button", class: "family", "aria-pressed": String(!hidden),
      title: hidden ? `Show the ${family} lines again` : `Hide the ${family} lines here`,
    }, this.sample(family, colour, 2.6), `${family} `, make("span", { class: "count" }, String(count)));
    button.addEventListener("click", () => {
      if (hidden) stage.hidden.delete(family);
      else stage.hidden.add(family);
      stage.hiddenChanged();
    });
    return button;
  }

  /** Say what is hidden here and only here: the page beside the canvas does not know of it. */
  tellHidden(counts) {
    const { stage } = this;
    const away = [...stage.hidden].filter((family) => counts[family]);
    this.note.hidden = !away.length;
    if (!away.length) return;
    const lines = away.reduce((sum, family) => sum + counts[family], 0);
    const again = make("button", { type: "button" }, "show all");
    again.addEventListener("click", () => { stage.hidden.clear(); stage.hiddenChanged(); });
    this.note.replaceChildren(`Hidden here: ${away.join(", ")} (${lines} ${lines === 1 ? "line" : "lines"}) `, again);
  }
}

function section(title, entries) {
  if (!entries.length) return null;
  const heading = make("div", { class: "heading" }, title);
  return make("div", { class: "section" }, heading, make("div", { class: "entries" }, ...entries));
}

function entry(picture, label, meaning) {
  return make("span", { class: "entry", ...(meaning && { title: meaning }) }, picture, label);
}
