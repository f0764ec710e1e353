// Runs in every frame before anything else there, and notes when what a reader waits for has happened.
(() => {
  const now = () => performance.timeOrigin + performance.now();
  const note = (what, more = {}) => (top.notes ??= []).push({ what, at: now(), ...more });

  note("loaded");
  addEventListener("pointerup", () => note("pointer up"), true);
  if (window === top) {
    top.began = performance.timeOrigin;
    let titled = false;
    let told = null;
    const heading = () => {
      // ours shows its title before Streamlit does
      const early = document.querySelector(".atlas-early");
      const ahead = early?.style.visibility === "hidden" ? null : early?.shadowRoot.querySelector("h1");
      return ahead ?? document.querySelector("h1");
    };
    const words = new MutationObserver(() => {
      if (!titled && heading()?.textContent.trim()) {
        titled = true;
        requestAnimationFrame(() => note("title"));
      }
      // the pages that are compared by a click say with st.text what was picked
      const text = document.querySelector('[data-testid="stText"]')?.textContent.trim() ?? null;
      if (text !== told) {
        told = text;
        requestAnimationFrame(() => note("told", { text }));
      }
    });
    words.observe(document, { attributes: true, childList: true, subtree: true, characterData: true });
    // our canvas leaves a mark after each picture that was sent to it
    const mark = performance.mark.bind(performance);
    performance.mark = (name, ...more) => {
      if (name === "atlas-drawn") {
        note("drawn", { digest: top.stage?.dataset.digest ?? null });
        if (!document.querySelector(".atlas-early")) note("live");
      }
      return mark(name, ...more);
    };
    return;
  }

  // pyvis' page keeps its network in a variable of this name; that of streamlit-agraph is put there below
  let network;
  Object.defineProperty(window, "network", {
    configurable: true,
    get: () => network,
    set(made) {
      network = made;
      made.once("afterDrawing", () => note("drawn"));
      made.once("stabilizationIterationsDone", () => {
        note("laid out");
        made.once("afterDrawing", () => note("stable"));
      });
      made.once("stabilized", () => note("still"));
    },
  });

  // cytoscape leaves itself on its element
  const listen = (cy) => {
    window.cytoscapeHere = cy;
    let changed = false;
    let running = false;
    cy.on("add remove", () => { changed = true; });
    cy.on("layoutstart", () => { running = true; note("laid out"); });
    // the last draw may come a little before or after this
    cy.on("layoutstop", () => { running = false; requestAnimationFrame(() => note("stable")); });
    cy.on("render", () => {
      if (!changed) return;
      changed = false;
      note("drawn");
      if (!running) note("unmoved");
    });
  };

  // React keeps what a component remembers in a list that hangs on its elements
  const remembered = (element) => {
    const key = Object.keys(element).find((name) => name.startsWith("__reactInternalInstance$"));
    for (let fiber = element[key]; fiber; fiber = fiber.return) {
      // each stands there twice: as it is, and as it was or will be
      for (let state of [fiber.memoizedState, fiber.alternate?.memoizedState]) {
        for (; state; state = state.next) if (state.memoizedState?.body?.emitter) return state.memoizedState;
      }
    }
    return null;
  };
  // the document of now is not yet the one that the frame will show: an observer would watch the wrong one
  const looking = setInterval(() => {
    const cy = document.getElementById("cy")?._cyreg?.cy;
    if (cy) listen(cy);
    for (let up = document.querySelector(".vis-network")?.parentElement; up && !network; up = up.parentElement) {
      const made = remembered(up);
      if (made) window.network = made;
    }
    if (cy || network) clearInterval(looking);
  }, 5);
})();
