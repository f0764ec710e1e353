// The press: makes a PNG of a picture on a canvas of the browser, or prints the picture, also into a PDF.
//
// The picture is asked for when a button is pressed, and comes once, as SVG. It is only ever an image, or a tree
// that the parser of XML made: no text of it is read as HTML.

import { make } from "./elements.js";

const SHARP = 2; // pixels of the PNG for one of the picture
const FILE = "accord-atlas.png";
const FORMS = { png: "PNG", print: "Print or PDF" };

const presses = new WeakMap(); // element of the page → what stands in it
let number = 0; // of the last wish, on this page

/** Called by Streamlit for each message, with the same element while the press stays in the page. */
export async function show({ parentElement, data, setTriggerValue }, files) {
  let press = presses.get(parentElement);
  if (!press) {
    press = new Press(files);
    presses.set(parentElement, press);
    parentElement.append(press.root);
  }
  press.ask = setTriggerValue;
  await press.receive(JSON.parse(new TextDecoder().decode(data)));
}

class Press {
  constructor(files) {
    this.waiting = null; // number of the wish that is not answered yet
    this.buttons = Object.entries(FORMS).map(([form, label]) => {
      const button = make("button", { type: "button" }, label);
      button.addEventListener("click", () => this.wish(form));
      return button;
    });
    this.said = make("span", { role: "status" });
    const sheet = make("link", { rel: "stylesheet", href: files.style });
    this.root = make("div", { class: "press" }, sheet, ...this.buttons, this.said);
  }

  wish(form) {
    number += 1;
    this.waiting = number;
    this.busy(true, "");
    this.ask("asked", { form, number });
  }

  async receive({ form, number: answered, svg }) {
    if (!svg || answered !== this.waiting) return;
    this.waiting = null;
    try {
      await (form === "png" ? image(svg) : print(svg));
      this.busy(false, "");
    } catch {
      this.busy(false, "This browser could not make it; take the SVG.");
    }
  }

  busy(is, said) {
    for (const button of this.buttons) button.disabled = is;
    this.said.textContent = said;
  }
}

/** Paint the picture and hand it out as a file. */
async function image(svg) {
  const picture = new Image();
  const address = URL.createObjectURL(new Blob([svg], { type: "image/svg+xml" }));
  try {
    picture.src = address;
    await picture.decode();
    const canvas = make("canvas", { width: picture.width * SHARP, height: picture.height * SHARP });
    canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
    const blob = await new Promise((done, fail) => {
      canvas.toBlob((made) => (made ? done(made) : fail(new Error("too large"))), "image/png");
    });
    handOut(blob);
  } finally {
    URL.revokeObjectURL(address);
  }
}

function handOut(blob) {
  const address = URL.createObjectURL(blob);
  make("a", { href: address, download: FILE }).click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}

/** Show the picture alone in a frame that nobody sees, and print that. */
async function print(svg) {
  document.querySelector("iframe.atlas-print")?.remove();
  const frame = make("iframe", { class: "atlas-print", "aria-hidden": "true", tabindex: "-1" });
  frame.style.cssText = "position: fixed; width: 1280px; height: 900px; left: -9999px; border: 0;";
  document.body.append(frame);
  const { contentDocument: page, contentWindow } = frame;
  const read = new DOMParser().parseFromString(svg, "image/svg+xml").documentElement;
  const picture = page.importNode(read, true);
  page.title = picture.querySelector("title").textContent;
  const style = page.createElement("style");
  style.textContent = "@page { margin: 10mm; } body { margin: 0; }"
    + " svg { display: block; width: 100%; height: auto; max-height: 100vh; }";
  page.head.append(style);
  page.body.append(picture);
  contentWindow.focus();
  contentWindow.print();
}
