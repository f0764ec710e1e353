// Run with the page, long before the canvas is asked for: it reads what the first picture needs while the page
// waits for the server, so that Streamlit finds its parts, and the canvas vis-network, at hand.
// Its address says where they are.

import { visNetwork } from "./stage.js";

const { searchParams } = new URL(import.meta.url);
const all = (name) => searchParams.getAll(name).map((path) => new URL(path, location.origin).href);

// both only make ready: what fails here is asked for again, and told, by whoever needs it
for (const part of all("part")) import(part).catch(() => {});
const [vis] = all("vis");
(globalThis.requestIdleCallback ?? setTimeout)(() => visNetwork(vis).catch(() => {}));
