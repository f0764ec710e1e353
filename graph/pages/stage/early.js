// Run before all else of a page: asks the server for the first picture of the address, and draws it where it will
// stand; then starts Streamlit, which gives the page everything else, and the canvas its place. A browser that has
// Streamlit's scripts to read first draws nothing for a second. Pages without that picture only start Streamlit.
// Its address says where the files are.

const { searchParams } = new URL(import.meta.url);
const all = (name) => searchParams.getAll(name).map((path) => new URL(path, location.origin).href);
const [vis, style, look, picture] = ["vis", "style", "look", "picture"].flatMap(all);
const root = new URL(searchParams.get("page"), location.origin);
const first = location.pathname === root.pathname; // whether the page has the first picture
const [elements, canvas] = first ? [import("./elements.js"), import("./stage.js")] : [];
const FONTS = ["600 12px 'Source Sans'", "600 12px 'Source Serif'"]; // names are measured in them
const PATIENCE_MS = 300; // for a canvas after the page says that it is done
const LONGEST_MS = 10000; // for the page
const STEP_MS = 100;
const LEAD_MS = 500; // that the picture may keep Streamlit waiting

/** What the server says of the first picture of this address; null if it says nothing, or there is none. */
async function ask() {
  const answer = await fetch(picture + location.search);
  return answer.status === 200 ? answer.json() : null;
}

/** The page as it will be: title, words, room for what comes later, and the picture. */
function lay(make, { title, words, themes }) {
  // who reads by names and keys is told of the page itself, once
  const host = make("div", { class: "atlas-early", "aria-hidden": "true" });
  const sheet = make("link", { rel: "stylesheet", href: look });
  host.style.visibility = "hidden";
  const styled = new Promise((done) => { sheet.onload = sheet.onerror = done; })
    .then(() => { host.style.visibility = ""; });
  const place = make("div", { class: "place" });
  const room = make("div", { class: "room" });
  const page = make("div", { class: "page" }, make("h1", {}, title), make("p", {}, words), room, place);
  host.attachShadow({ mode: "open" }).append(sheet, make("div", { class: "side" }), page);
  for (const [name, value] of Object.entries(themes[theme()])) host.style.setProperty(`--st-${name}`, value);
  const width = Number.parseInt(localStorage.getItem("sidebarWidth"), 10);
  if (width) host.style.setProperty("--side", `${width}px`);
  return { host, place, styled };
}

/** The reader's own choice, as Streamlit keeps it, or that of the system. */
function theme() {
  const kept = localStorage.getItem(`stActiveTheme-${location.pathname}-v2`) ?? "";
  if (/dark/i.test(kept)) return "dark";
  if (/light/i.test(kept)) return "light";
  return matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
}

async function show() {
  const library = canvas.then(({ visNetwork }) => visNetwork(vis));
  library.catch(() => {}); // told by who waits for it
  const [{ make }, told] = await Promise.all([elements, ask()]);
  // where the page was quicker it stays
  if (!told || document.querySelector("[data-testid=stMain] h1")) return;
  const { host, place, styled } = lay(make, told);
  document.body.append(host);
  try {
    const { drawAhead } = await canvas;
    await Promise.all([library, styled, ...FONTS.map((font) => document.fonts.load(font))]);
    await Promise.race([drawAhead(place, { style, vis }, told), theEnd()]);
  } finally {
    host.remove();
  }
}

/** Until the page is done and has no canvas: an empty answer, an error, another page; or until it never comes. */
async function theEnd() {
  const until = performance.now() + LONGEST_MS;
  for (let done = 0; performance.now() < until && done < PATIENCE_MS;) {
    await wait(STEP_MS);
    const state = document.querySelector("[data-testid=stApp]")?.dataset.testScriptState;
    const told = document.querySelector("[data-testid=stMain] :is(h1, [data-testid=stAlert])");
    done = told && state === "notRunning" ? done + STEP_MS : 0;
  }
}

const wait = (ms) => new Promise((done) => { setTimeout(done, ms); });
const drawn = new Promise((done) => { document.addEventListener("atlas-drawn", done, { once: true }); });
if (first) {
  // what fails here is told by the page itself, which has its own way to the picture
  const shown = show().catch(() => {});
  await Promise.race([drawn, shown, wait(LEAD_MS)]);
  // seen, before the next long piece of work
  await Promise.race([new Promise((done) => { requestAnimationFrame(() => setTimeout(done)); }), wait(LEAD_MS)]);
}
// told where its server is, Streamlit does not look for it below the address of the page first
window.__streamlit = { BACKEND_BASE_URL: root.href, ...window.__streamlit };
for (const main of searchParams.getAll("main")) import(new URL(main, document.baseURI).href);
// Streamlit's parts are read while the page waits for the server
if (first) for (const part of all("part")) import(part).catch(() => {});
