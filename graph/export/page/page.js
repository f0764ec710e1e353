// The picture of a page that stands alone: the wheel and keys zoom, a finger or the mouse pushes.
"use strict";
const picture = document.querySelector("svg");
const whole = picture.getAttribute("viewBox").split(" ").map(Number);
let [x, y, width, height] = whole;

function show() {
  picture.setAttribute("viewBox", [x, y, width, height].map((n) => n.toFixed(1)).join(" "));
}

/** Zoom around a point of the picture; never farther out than the whole. */
function zoom(by, at) {
  const next = Math.min(whole[2], Math.max(whole[2] / 24, width * by));
  const [left, top] = at ?? [x + width / 2, y + height / 2];
  x = left - ((left - x) * next) / width;
  y = top - ((top - y) * next) / width;
  height *= next / width;
  width = next;
  keepInside();
}

function push(dx, dy) {
  x += dx;
  y += dy;
  keepInside();
}

function keepInside() {
  x = Math.min(Math.max(x, whole[0]), whole[0] + whole[2] - width);
  y = Math.min(Math.max(y, whole[1]), whole[1] + whole[3] - height);
  show();
}

function reset() {
  [x, y, width, height] = whole;
  show();
}

function pointOf(event) {
  const box = picture.getBoundingClientRect();
  return [x + ((event.clientX - box.left) / box.width) * width, y + ((event.clientY - box.top) / box.height) * height];
}

picture.addEventListener("wheel", (event) => {
  // the wheel alone scrolls the page to its table
  if (!event.ctrlKey && !event.metaKey) return;
  event.preventDefault();
  zoom(event.deltaY > 0 ? 1.15 : 1 / 1.15, pointOf(event));
}, { passive: false });

let held = null;
picture.addEventListener("pointerdown", (event) => {
  if (width === whole[2]) return;
  held = [event.clientX, event.clientY];
  picture.setPointerCapture(event.pointerId);
});
picture.addEventListener("pointermove", (event) => {
  if (!held) return;
  const share = width / picture.getBoundingClientRect().width;
  push((held[0] - event.clientX) * share, (held[1] - event.clientY) * share);
  held = [event.clientX, event.clientY];
});
for (const name of ["pointerup", "pointercancel"]) picture.addEventListener(name, () => { held = null; });
picture.addEventListener("dblclick", (event) => zoom(1 / 1.6, pointOf(event)));

const acts = {
  in: () => zoom(1 / 1.4), out: () => zoom(1.4), whole: reset,
};
for (const button of document.querySelectorAll("button[data-act]")) {
  button.addEventListener("click", acts[button.dataset.act]);
}
const keys = {
  "+": acts.in, "=": acts.in, "-": acts.out, 0: reset,
  ArrowLeft: () => push(-width / 10, 0), ArrowRight: () => push(width / 10, 0),
  ArrowUp: () => push(0, -height / 10), ArrowDown: () => push(0, height / 10),
};
document.querySelector(".picture").addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || !keys[event.key]) return;
  if (event.key.startsWith("Arrow") && width === whole[2]) return;
  event.preventDefault();
  keys[event.key]();
});
