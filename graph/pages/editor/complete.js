// What the editor proposes: prefixes, our classes, properties and kinds, words of SPARQL, variables of the text.

import { WORDS } from "./sparql.js";

const VARIABLE = /[?$][\w\u00c0-\uffff]+/g;

/** Make what Ace asks for proposals. */
export function completer({ prefixes, words }) {
  const listed = words.map(([name, sort, meaning]) => ({
    caption: name, value: name, meta: sort, score: 100, docText: meaning, prefixes,
  }));
  const namespaces = Object.entries(prefixes).map(([name, namespace]) => ({
    caption: `${name}:`, value: `${name}:`, meta: "prefix", score: 60, docText: namespace, prefixes,
  }));
  const keywords = WORDS.map((word) => ({ caption: word, value: word, meta: "SPARQL", score: 20 }));
  const atlas = {
    id: "atlas",
    identifierRegexps: [/[\w:?$-]/],
    onInsert: declare,
    getCompletions(editor, session, position, prefix, tell) {
      const line = session.getLine(position.row).slice(0, position.column);
      const declares = /^\s*PREFIX\s+\S*$/i.exec(line);
      if (declares) {
        tell(null, Object.entries(prefixes).map(([name, namespace]) => ({
          caption: `${name}:`, value: `${name}: <${namespace}>`, meta: "prefix", score: 100, docText: namespace,
        })));
        return;
      }
      const found = new Set(session.getValue().match(VARIABLE) || []);
      found.delete(prefix);
      const variables = [...found].map((name) => ({ caption: name, value: name, meta: "variable", score: 80 }));
      tell(null, /^[?$]/.test(prefix) ? variables : [...listed, ...namespaces, ...keywords, ...variables]);
    },
  };
  for (const proposal of [...listed, ...namespaces]) proposal.completer = atlas;
  return atlas;
}

/** Declare the prefix of a word that was chosen, above all else, where the text does not declare it yet. */
function declare(editor, { value, prefixes }) {
  const name = value.split(":", 1)[0];
  if (!prefixes?.[name] || !value.includes(":")) return;
  const session = editor.session;
  if (new RegExp(`\\bPREFIX\\s+${name}:`, "i").test(session.getValue())) return;
  const lines = session.getDocument().getAllLines();
  const last = lines.findLastIndex((line) => /^\s*PREFIX\s/i.test(line));
  const comments = lines.findIndex((line) => !/^\s*#/.test(line));
  session.insert({ row: last >= 0 ? last + 1 : Math.max(0, comments), column: 0 }, `PREFIX ${name}: <${prefixes[name]}>\n`);
}
