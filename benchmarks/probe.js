// Runs in every frame before anything else there, and notes when what a reader waits for has happened.
(() => {
  const now = () => performance.timeOrigin + performance.now();
  const note = (what, more = {}) => (top.notes ??= []).push({ what, at: now(), ...more });

  note("loaded");
  if (window === top) {
    top.began = performance.timeOrigin;
    addEventListener("pointerup", () => note("pointer up"), true);
    const words = new MutationObserver(() => {
      if (!document.querySelector("h1")?.textContent.trim()) return;
      words.disconnect();
      requestAnimationFrame(() => note("title"));
    });
    words.observe(document, { childList: true, subtree: true, characterData: true });
    // our canvas leaves a mark after each picture that was sent to it
    const mark = performance.mark.bind(performance);
    performance.mark = (name, ...more) => {
      if (name === "atlas-drawn") note("drawn", { digest: top.stage?.dataset.digest ?? null });
      return mark(name, ...more);
    };
  } else {
    // pyvis' page keeps its network in a variable of this name
    let network;
    Object.defineProperty(window, "network", {
      configurable: true,
      get: () => network,
      set(made) {
        network = made;
        made.once("afterDrawing", () => note("drawn"));
        made.once("stabilizationIterationsDone", () => made.once("afterDrawing", () => note("stable")));
        made.once("stabilized", () => note("still"));
      },
    });
  }
})();
