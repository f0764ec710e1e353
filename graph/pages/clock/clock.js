// The clock: shows on which day the picture is true and from what was known when, and tells Python what to show.
//
// A step is asked for at once, but never before the picture of the last one has been drawn; steps that come in
// between become one. Once the clock rests, the whole page is asked to follow.
// Data reach the page through textContent, never as markup.

import { CALM, button, make, renew } from "./elements.js";
import { Scale, spoken, yearsLater } from "./scale.js";
import { Track } from "./track.js";

const PACE_MS = 180; // from one played step to the next: a little over five a second
const REST_MS = 600; // without a step, after which the whole page follows
const PATIENCE_MS = 6000; // after which a step counts as lost
const SAID = 2; // things that happen on a day, told in words before the others are counted
const YEAR_PX = 38; // room of a year's name

const clocks = new WeakMap(); // element of the page → what stands in it
const allDays = new Map(); // digest → days; Python does not send again what is here

/** Called by Streamlit for each message, with the same element while the clock stays in the page. */
export async function show({ parentElement, data, setTriggerValue }, files) {
  let clock = clocks.get(parentElement);
  if (!clock) {
    clock = new Clock();
    clocks.set(parentElement, clock);
    const sheet = make("link", { rel: "stylesheet", href: files.style });
    clock.ready = new Promise((done) => { sheet.onload = sheet.onerror = done; });
    parentElement.append(sheet, clock.root);
  }
  clock.ask = setTriggerValue;
  const head = read(data);
  clock.latest = head;
  await clock.ready;
  if (clock.latest === head) clock.receive(head);
  return () => setTimeout(() => clock.root.isConnected || clock.close());
}

/** Read what is said of now, and keep what is said of all days. */
function read(bytes) {
  const [head, days] = new TextDecoder().decode(bytes).split("\n").map((part) => JSON.parse(part));
  if (days) allDays.set(head.days, days);
  return head;
}

class Clock {
  constructor() {
    this.asOf = this.knownOn = null; // days; knownOn null: all that is known
    this.step = 0; // number of the last step
    this.waiting = null; // the step that is not answered yet
    this.wanted = null; // what is still to be asked for
    this.playing = false;
    this.onDrawn = ({ detail }) => detail === this.waiting && this.answered();
    document.addEventListener("atlas-drawn", this.onDrawn);
    this.onHidden = () => document.hidden && this.pause();
    document.addEventListener("visibilitychange", this.onHidden);
    this.build();
  }

  build() {
    this.events = new Track(new TrueOn(this), "True on", "main");
    this.issues = new Track(new KnownOn(this), "Known on", "slim");
    this.fields = {
      as_of: this.field("as_of", "True on", "2020-09-15"),
      known_on: this.field("known_on", "Known on", "all"),
    };
    const { owner } = this.events;
    this.player = button("play", "Play", () => this.togglePlay());
    this.buttons = make("div", { class: "buttons" },
      button("earlier", "Previous event", () => owner.earlier()),
      this.player,
      button("later", "Next event", () => owner.later()),
      button("latest", "Latest day", () => owner.latest()));
    this.years = make("div", { class: "years", "aria-hidden": "true" });
    this.words = make("p", { class: "words" });
    this.known = make("p", { class: "words known" });
    this.live = make("div", { class: "live", "aria-live": "polite" });
    this.root = make("div", { class: "clock", role: "group", "aria-label": "Clock" },
      make("div", { class: "side" }, this.fields.as_of.root, this.buttons),
      make("div", { class: "scene" }, this.events.root, this.years,
        make("div", { class: "told" }, this.words, this.known)),
      make("div", { class: "side" }, this.fields.known_on.root),
      make("div", { class: "scene" }, this.issues.root),
      this.live);
    // for tests, which ask what is shown
    this.root.atlas = { clock: this };
    this.watch = new ResizeObserver(() => this.nameYears());
    this.watch.observe(this.years);
    this.above = new Above();
  }

  field(name, label, placeholder) {
    const input = make("input", {
      type: "text", placeholder, size: "10", spellcheck: "false", autocomplete: "off", maxlength: "40",
      "aria-label": `${label}: a day, a month or a year`, title: "2020, 2020-09 or 2020-09-15",
    });
    const wrong = make("div", { class: "wrong", role: "alert" });
    const type = () => { if (input.edited) this.typed(name, input.value); };
    input.addEventListener("change", type);
    input.addEventListener("input", () => {
      input.edited = true;
      this.forgive(name);
    });
    input.addEventListener("keydown", (event) => {
      // Streamlit has keys of its own
      event.stopPropagation();
      if (event.key === "Enter") type();
      if (event.key === "Escape") {
        this.forgive(name);
        input.edited = false;
        input.value = input.shown;
      }
    });
    const root = make("label", { class: "field" }, make("span", {}, label), input, wrong);
    return { root, input, wrong };
  }

  close() {
    document.removeEventListener("atlas-drawn", this.onDrawn);
    document.removeEventListener("visibilitychange", this.onHidden);
    this.watch.disconnect();
    this.above.close();
    for (const timer of [this.resting, this.giving, this.pacing]) clearTimeout(timer);
  }

  // ---- what Python says ----------------------------------------------------------------------------

  receive(head) {
    if (!allDays.has(head.days)) {
      this.ask("moved", { rests: true });
      return;
    }
    if (head.days !== this.root.dataset.days) this.fill(head.days);
    this.alone = head.alone;
    if (this.waiting === null) this.step = Math.max(this.step, head.step);
    const current = this.waiting === null || head.step === this.waiting;
    if (current && !this.wanted && !this.dragged()) {
      this.asOf = head.asOf;
      this.knownOn = head.knownOn;
    }
    for (const [name, [told, used]] of Object.entries(head.told)) this.blame(name, told, used);
    this.render();
    if (head.step === this.waiting && !head.drawn) this.answered();
  }

  fill(digest) {
    this.root.dataset.days = digest;
    this.all = allDays.get(digest);
    const { events, issues, horizon, families } = this.all;
    this.scale = new Scale(events.map(([day]) => day), horizon);
    this.bars = new Map(events.map(([day]) => [day, make("div", { class: "mark" })]));
    this.events.fill(this.scale, [...this.bars], horizon);
    this.issues.fill(this.scale, issues.map(([day]) => [day, make("div", { class: "dot" })]), horizon);
    this.colours = families;
    this.drawnFor = undefined;
    this.nameYears();
  }

  /** Draw the bar of each day: as high as much happens, a part for each family. */
  drawBars() {
    if (this.drawnFor === this.knownOn) return;
    this.drawnFor = this.knownOn;
    this.shown = [];
    for (const event of this.all.events) {
      const [day, when, all] = event;
      const said = all.filter(([, knownFrom]) => !this.knownOn || knownFrom <= this.knownOn);
      const bar = this.bars.get(day);
      bar.hidden = !said.length;
      if (bar.hidden) continue;
      this.shown.push({ day, when, said: said.map(([sentence]) => sentence) });
      const counts = {};
      for (const [, , families] of said) {
        for (const [family, n] of Object.entries(families)) counts[family] = (counts[family] ?? 0) + n;
      }
      const sum = Object.values(counts).reduce((a, b) => a + b, 0);
      bar.style.height = `${Math.min(30, 5 + 5.5 * Math.log2(1 + sum))}px`;
      bar.replaceChildren(...Object.entries(counts).map(([family, n]) => {
        const part = make("i");
        const { light, dark } = this.colours[family];
        part.style.cssText = `flex-grow:${n};--light:${light};--dark:${dark}`;
        return part;
      }));
    }
  }

  nameYears() {
    if (!this.scale) return;
    const width = this.years.clientWidth;
    let free = Infinity;
    const names = [];
    for (const { year, from, to } of [...this.scale.years].reverse()) {
      const [left, right] = [from, to].map((place) => (place / this.scale.whole) * width);
      // a name stands at the beginning of its year, unless that is too near to the next
      const fits = left + YEAR_PX <= free && left + YEAR_PX - 8 <= width;
      const tick = make("span", { class: fits ? "year named" : "year" }, ...(fits ? [String(year)] : []));
      tick.style.left = `${(100 * from) / this.scale.whole}%`;
      if (fits) free = left;
      if (fits || right - left > 3) names.push(tick);
    }
    this.years.replaceChildren(...names);
  }

  // ---- what is seen --------------------------------------------------------------------------------

  render() {
    if (!this.all) return;
    this.drawBars();
    const words = this.tellDay(this.asOf);
    this.words.replaceChildren(make("b", {}, words.when), words.said);
    this.words.title = `${words.when}${words.said}`;
    this.events.stand(this.asOf, `${spoken(this.asOf)}. ${words.when}${words.said}`);
    const known = this.tellKnown();
    this.known.replaceChildren(...(this.knownOn ? [make("b", {}, "Known: "), known] : []));
    this.known.title = this.known.textContent;
    this.issues.stand(this.knownOn ?? this.all.horizon, known);
    this.issues.root.classList.toggle("off", !this.knownOn);
    this.put("as_of", this.asOf);
    this.put("known_on", this.knownOn ?? "");
    const label = CALM.matches ? "Next event (no motion, as your system asks)" : this.playing ? "Pause" : "Play";
    renew(this.player, this.playing ? "pause" : "play", label);
    Object.assign(this.root.dataset, { asOf: this.asOf, knownOn: this.knownOn ?? "", playing: this.playing });
  }

  put(name, value) {
    const { input } = this.fields[name];
    // whoever is typing is not disturbed
    if (!input.edited && !input.hasAttribute("aria-invalid")) input.value = value;
    input.shown = value;
  }

  /** What happens on a day, or happened last before it. */
  tellDay(day) {
    const last = this.shown.findLast((event) => event.day <= day);
    if (!last) return { when: spoken(day), said: ": nothing that this view shows has happened yet" };
    const more = last.said.length - SAID;
    const said = last.said.slice(0, SAID).join("; ") + (more > 0 ? `; and ${more} more` : "");
    if (last.day === day) return { when: last.when.replace(/^[a-z]/, (a) => a.toUpperCase()), said: `: ${said}` };
    return { when: spoken(day), said: `. Last change ${last.when}: ${said}` };
  }

  tellKnown() {
    if (!this.knownOn) return "all that is known";
    const last = this.all.issues.findLast(([day]) => day <= this.knownOn);
    if (!last) return `by ${spoken(this.knownOn)}, when no source of this view was out`;
    const [day, when, sentence] = last;
    return day === this.knownOn ? `by ${when}: ${sentence}` : `by ${spoken(this.knownOn)}; last ${when}: ${sentence}`;
  }

  /** Say what is wrong with a typed date; one that is of no use stays to be mended. */
  blame(name, told, used) {
    const { input, wrong } = this.fields[name];
    if (!used) {
      input.value = input.typed;
      input.setAttribute("aria-invalid", "true");
    }
    wrong.textContent = told;
    this.pause();
  }

  forgive(name) {
    const { input, wrong } = this.fields[name];
    input.removeAttribute("aria-invalid");
    wrong.textContent = "";
  }

  dragged() {
    return this.events.dragged || this.issues.dragged;
  }

  // ---- what is asked for ---------------------------------------------------------------------------

  /** Go to a day by either clock; null for the latest. */
  go(name, day) {
    this.forgive(name);
    if (name === "as_of") this.asOf = day ?? this.all.horizon;
    else this.knownOn = day;
    this.render();
    this.want(name, day ?? "");
  }

  typed(name, text) {
    const { input } = this.fields[name];
    input.typed = text;
    input.edited = false;
    this.pause();
    this.forgive(name);
    this.want(name, text);
  }

  want(name, text) {
    this.wanted = { ...this.wanted, [name]: text };
    clearTimeout(this.resting);
    this.pump();
  }

  /** Ask for what is wanted, unless an answer is still on its way. */
  pump() {
    if (this.waiting !== null || !this.wanted) return;
    this.step += 1;
    this.waiting = this.step;
    this.askedAt = performance.now();
    performance.mark("atlas-step");
    this.ask("moved", { ...this.wanted, step: this.step, holds: this.root.dataset.days });
    this.wanted = null;
    this.giving = setTimeout(() => this.answered(), PATIENCE_MS);
  }

  answered() {
    clearTimeout(this.giving);
    this.waiting = null;
    this.root.dataset.answered = this.step;
    if (this.wanted) this.pump();
    else if (this.playing) this.pace();
    else this.rest();
  }

  /** Let the whole page follow once nothing has been asked for a while. */
  rest(after = REST_MS) {
    clearTimeout(this.resting);
    if (!this.alone) return;
    this.resting = setTimeout(() => {
      if (this.waiting !== null || this.wanted || this.playing || this.dragged()) return;
      this.ask("moved", { rests: true, step: this.step, holds: this.root.dataset.days });
      this.live.textContent = this.words.textContent;
    }, after);
  }

  // ---- playing -------------------------------------------------------------------------------------

  togglePlay() {
    if (this.playing) this.pause();
    else if (CALM.matches) this.stepCalmly();
    else this.play();
  }

  stepCalmly() {
    this.events.owner.later();
    this.live.textContent = "Your system asks for as little motion as can be: Play goes one event at a time.";
  }

  play() {
    this.playing = true;
    if (this.asOf >= this.all.horizon && this.shown.length) this.go("as_of", this.shown[0].day);
    else this.advance();
    this.render();
  }

  pause() {
    if (!this.playing) return;
    this.playing = false;
    clearTimeout(this.pacing);
    this.render();
    if (this.waiting === null) this.rest(0);
  }

  pace() {
    clearTimeout(this.pacing);
    this.pacing = setTimeout(() => this.advance(), Math.max(0, this.askedAt + PACE_MS - performance.now()));
  }

  advance() {
    if (!this.playing) return;
    const next = this.shown.find(({ day }) => day > this.asOf);
    if (next && next.day < this.all.horizon) {
      this.go("as_of", next.day);
      return;
    }
    this.playing = false;
    this.go("as_of", null);
  }
}

/** The words above the picture keep the room that they have once taken: a shorter title must not move the picture. */
class Above {
  constructor() {
    this.watch = new ResizeObserver(() => this.keep());
    this.find();
  }

  find() {
    this.words = document.querySelector(".st-key-words");
    if (this.words) this.watch.observe(this.words);
  }

  keep() {
    const { words } = this;
    if (words.clientWidth !== this.width) words.style.minHeight = "";
    this.width = words.clientWidth;
    words.style.minHeight = `${words.offsetHeight}px`;
  }

  close() {
    this.watch.disconnect();
    if (this.words) this.words.style.minHeight = "";
  }
}

/** What a reader does to the clock of what was true. */
class TrueOn {
  constructor(clock) { this.clock = clock; }

  moved(day) {
    this.clock.pause();
    if (day !== this.clock.asOf) this.clock.go("as_of", day < this.clock.all.horizon ? day : null);
  }

  letGo() { if (this.clock.waiting === null) this.clock.rest(); }

  later() {
    const { shown, asOf } = this.clock;
    this.to(shown.find(({ day }) => day > asOf)?.day ?? this.clock.all.horizon);
  }

  earlier() {
    const { shown, asOf } = this.clock;
    this.to(shown.findLast(({ day }) => day < asOf)?.day ?? asOf);
  }

  yearLater() { this.to(yearsLater(this.clock.asOf, 1)); }

  yearEarlier() {
    const [first, earlier] = [this.clock.shown[0]?.day, yearsLater(this.clock.asOf, -1)];
    this.to(first && earlier < first ? first : earlier);
  }

  first() { if (this.clock.shown.length) this.to(this.clock.shown[0].day); }

  latest() { this.to(this.clock.all.horizon); }

  play() { this.clock.togglePlay(); }

  to(day) { this.moved(day); }

  told(day) {
    const { when, said } = this.clock.tellDay(day);
    return `${when}${said}`;
  }
}

/** What a reader does to the clock of what was known: after the last source it is off, and all is known. */
class KnownOn {
  constructor(clock) { this.clock = clock; }

  get days() { return this.clock.all.issues.map(([day]) => day); }

  moved(day) {
    const { all, knownOn } = this.clock;
    this.clock.pause();
    const wanted = day && day < all.horizon ? day : null;
    if (wanted !== knownOn) this.clock.go("known_on", wanted);
  }

  letGo() { if (this.clock.waiting === null) this.clock.rest(); }

  later() {
    const { knownOn } = this.clock;
    if (knownOn) this.moved(this.days.find((day) => day > knownOn));
  }

  earlier() {
    const { knownOn } = this.clock;
    const earlier = this.days.findLast((day) => !knownOn ? day < this.clock.all.horizon : day < knownOn);
    if (earlier) this.moved(earlier);
  }

  yearLater() { if (this.clock.knownOn) this.moved(yearsLater(this.clock.knownOn, 1)); }

  yearEarlier() { this.moved(yearsLater(this.clock.knownOn ?? this.clock.all.horizon, -1)); }

  first() { if (this.days.length) this.moved(this.days[0]); }

  latest() { this.moved(null); }

  play() { this.clock.togglePlay(); }

  told(day) {
    const [, when, sentence] = this.clock.all.issues.find(([other]) => other === day);
    return `${when}: ${sentence}`;
  }
}
