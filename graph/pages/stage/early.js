// Run with the page, long before the canvas is asked for: it reads what the first picture needs while the page
// waits for the server, so that Streamlit finds its part for components, and the canvas vis-network, at hand.
// Its address says where both are.

import { visNetwork } from "./stage.js";

const { searchParams } = new URL(import.meta.url);
const at = (name) => new URL(searchParams.get(name), location.origin).href;

// both only make ready: what fails here is asked for again, and told, by whoever needs it
if (searchParams.has("part")) import(at("part")).catch(() => {});
(globalThis.requestIdleCallback ?? setTimeout)(() => visNetwork(at("vis")).catch(() => {}));
