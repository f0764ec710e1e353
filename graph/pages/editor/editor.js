// The editor: Ace with our words, in the colours of the page. What is written leaves it when the reader asks, or
// goes elsewhere.

import { make, themeOf } from "./elements.js";
import { completer } from "./complete.js";
import { mode } from "./sparql.js";

const editors = new WeakMap(); // element of the page → what stands in it
const HINT = "Tab indents. To leave with the keyboard: Esc, then Tab. Ctrl+Space proposes words, Ctrl+Enter asks.";

/** Called by Streamlit for each message, with the same element while the editor stays in the page. */
export async function show({ parentElement, data, setTriggerValue }, files) {
  let editor = editors.get(parentElement);
  if (!editor) {
    editor = new Editor(files);
    editors.set(parentElement, editor);
    parentElement.append(editor.root);
  }
  editor.tell = setTriggerValue;
  await editor.receive(new TextDecoder().decode(data));
}

let loading = null;

/** Fetch Ace once; after a failure, again. */
function ace({ ace: main, tools }) {
  loading ??= script(main).then(() => script(tools)).then(() => {
    globalThis.ace.require("ace/ext/language_tools");
    return globalThis.ace;
  }).catch((wrong) => {
    loading = null;
    throw wrong;
  });
  return loading;
}

function script(address) {
  return new Promise((done, fail) => {
    const made = make("script", { src: address });
    made.onload = done;
    made.onerror = () => {
      made.remove();
      fail(new Error("the editor could not be loaded"));
    };
    document.head.append(made);
  });
}

class Editor {
  constructor(files) {
    this.files = files;
    this.number = null; // of the text that the page gave last
    this.told = ""; // the text that the page knows
    this.box = make("div", { class: "box" });
    this.ask = make("button", { type: "button", class: "ask" }, "Ask");
    this.ask.addEventListener("click", () => this.wish("asked"));
    const sheet = make("link", { rel: "stylesheet", href: files.style });
    // letters are measured once, and must look as they will
    this.styled = new Promise((done) => {
      sheet.onload = done;
      sheet.onerror = done;
    });
    this.root = make("div", { class: "atlas-editor" }, sheet, this.box,
      make("div", { class: "below" }, this.ask, make("span", {}, HINT)));
    this.marker = null;
    // before Ace, which has another use for these keys
    this.root.addEventListener("keydown", (event) => {
      // Ace looks at what was typed a moment later, and would put a proposal over as much as it has seen
      const behind = this.ace?.completer?.changeTimer;
      if (["Enter", "Tab"].includes(event.key) && behind?.isPending()) behind.call();
      if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey) || !this.ace) return;
      event.preventDefault();
      event.stopPropagation();
      this.ace.completer?.detach();
      this.wish("asked");
    }, true);
  }

  async receive(text) {
    const [head, words] = text.split("\n", 2);
    const { text: given, number, fault } = JSON.parse(head);
    await this.open(words);
    this.root.classList.toggle("dark", themeOf(this.root).name === "dark");
    if (number !== this.number) {
      this.number = number;
      this.told = given;
      if (this.ace.getValue() !== given) this.ace.setValue(given, -1);
    }
    this.mark(fault);
    this.root.dataset.ready = number;
  }

  async open(words) {
    this.opened ??= this.make(words);
    await this.opened;
  }

  async make(words) {
    const [kit] = await Promise.all([ace(this.files), this.styled]);
    const editor = kit.edit(this.box, {
      enableBasicAutocompletion: true,
      enableLiveAutocompletion: true,
      enableKeyboardAccessibility: true,
      fontSize: 14,
      maxLines: 24,
      minLines: 10,
      showPrintMargin: false,
      tabSize: 4,
      textInputAriaLabel: "SPARQL query",
      useWorker: false,
      wrap: true,
    });
    editor.renderer.setTheme({ cssClass: "ace-atlas", cssText: "", isDark: false });
    editor.session.setMode(mode(kit));
    editor.session.setUseWrapMode(true);
    editor.completers = [completer(JSON.parse(words))];
    // what fetches more of Ace, or takes a key that the page needs
    for (const name of ["openCommandPalette", "showSettingsMenu", "gotoline", "find", "replace", "findnext",
      "findprevious"]) editor.commands.removeCommand(name);
    // proposals stand in the editor, where the colours of the page are known
    kit.require("ace/autocomplete").Autocomplete.for(editor).parentNode = this.root;
    editor.on("blur", () => {
      if (editor.getValue() !== this.told) this.wish("left");
    });
    editor.on("change", () => this.mark(null));
    this.ace = editor;
    this.kit = kit;
  }

  wish(name) {
    this.told = this.ace.getValue();
    this.tell(name, { text: this.told, at: Date.now() });
  }

  mark(fault) {
    const { session } = this.ace;
    if (this.marker !== null) session.removeMarker(this.marker);
    this.marker = null;
    session.clearAnnotations();
    if (!fault) return;
    const [line, column, problem] = fault;
    const { Range } = this.kit;
    this.marker = session.addMarker(new Range(line - 1, 0, line - 1, 1), "fault", "fullLine");
    session.setAnnotations([{ row: line - 1, column: column - 1, text: problem, type: "error" }]);
  }
}
