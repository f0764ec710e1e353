// Elements of the page, made by name and never from markup; and what the theme of the page says.

export function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

const PATHS = {
  larger: "M8 3v10M3 8h10",
  smaller: "M3 8h10",
  whole: "M3 6V3h3M10 3h3v3M13 10v3h-3M6 13H3v-3M6.5 8a1.5 1.5 0 1 0 3 0a1.5 1.5 0 1 0 -3 0",
  earlier: "M4 3v10M12 3.5v9L6 8z",
  later: "M12 3v10M4 3.5v9L10 8z",
  play: "M5 3v10l8-5z",
  pause: "M5.5 3v10M10.5 3v10",
  latest: "M13 3v10M8 3.5v9L12 8zM3 3.5v9L7 8z",
  full: "M9.5 3H13v3.5M13 3L9 7M6.5 13H3V9.5M3 13l4-4",
};

/** Give a button another picture and another name. */
export function renew(made, icon, label) {
  made.querySelector("path").setAttribute("d", PATHS[icon]);
  made.title = label;
  made.setAttribute("aria-label", label);
}

export function button(icon, label, act) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("viewBox", "0 0 16 16");
  svg.setAttribute("aria-hidden", "true");
  const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
  path.setAttribute("d", PATHS[icon]);
  svg.append(path);
  const made = make("button", { type: "button", "aria-label": label, title: label }, svg);
  made.addEventListener("click", act);
  return made;
}

/** A small picture that says what a sign of the large one means; no canvas, each of which is a layer of the page. */
export function swatch(paint, width = 22) {
  const ratio = devicePixelRatio || 1;
  const canvas = make("canvas", { width: width * ratio, height: 18 * ratio });
  const ctx = canvas.getContext("2d");
  ctx.scale(ratio, ratio);
  paint(ctx);
  return make("img", { src: canvas.toDataURL(), alt: "", width, height: 18 });
}

export function themeOf(element) {
  const style = getComputedStyle(element);
  const read = (name, otherwise) => style.getPropertyValue(`--st-${name}`).trim() || otherwise;
  const background = read("background-color", "#ffffff");
  return {
    name: luminance(background) < 0.2 ? "dark" : "light",
    background,
    text: read("text-color", "#1e2730"),
    accent: read("primary-color", "#1d4f72"),
    font: read("font", "sans-serif"),
  };
}

const luminances = new Map(); // colour → how bright it is

function luminance(colour) {
  if (!luminances.has(colour)) luminances.set(colour, measured(colour));
  return luminances.get(colour);
}

/** Ask a canvas what it makes of a colour, which takes longer than all else of a theme. */
function measured(colour) {
  const ctx = document.createElement("canvas").getContext("2d");
  ctx.fillStyle = colour;
  ctx.fillRect(0, 0, 1, 1);
  const [red, green, blue] = [...ctx.getImageData(0, 0, 1, 1).data].map((part) => {
    const share = part / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** Whether the reader asks for as little motion as can be. */
export const CALM = matchMedia("(prefers-reduced-motion: reduce)");
