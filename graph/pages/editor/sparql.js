// SPARQL as the editor colours it, by the tokens that the server reads too (graph/store/tokens.py).
//
// Ace's own mode takes the "#" of an IRI for a comment and finds keywords inside of words.

const KEYWORDS = "ASC|AS|ASK|BASE|BIND|BY|CONSTRUCT|DESC|DESCRIBE|DISTINCT|FILTER|FROM|GRAPH|GROUP|HAVING|IN|LIMIT"
  + "|MINUS|NAMED|NOT|EXISTS|OFFSET|OPTIONAL|ORDER|PREFIX|REDUCED|SELECT|UNDEF|UNION|VALUES|WHERE";
const FUNCTIONS = "ABS|AVG|BNODE|BOUND|CEIL|COALESCE|CONCAT|CONTAINS|COUNT|DATATYPE|DAY|ENCODE_FOR_URI|FLOOR"
  + "|GROUP_CONCAT|HOURS|IF|IRI|ISBLANK|ISIRI|ISLITERAL|ISNUMERIC|ISURI|LANG|LANGMATCHES|LCASE|MAX|MD5|MIN|MINUTES"
  + "|MONTH|NOW|RAND|REGEX|REPLACE|ROUND|SAMETERM|SAMPLE|SECONDS|SEPARATOR|SHA1|SHA256|SHA384|SHA512|STR|STRAFTER"
  + "|STRBEFORE|STRDT|STRENDS|STRLANG|STRLEN|STRSTARTS|STRUUID|SUBSTR|SUM|TIMEZONE|TZ|UCASE|URI|UUID|YEAR";

export const WORDS = [...KEYWORDS.split("|"), ...FUNCTIONS.split("|")];

/** Make the mode; Ace must have been loaded. */
export function mode(ace) {
  const { TextHighlightRules } = ace.require("ace/mode/text_highlight_rules");
  const { Mode: TextMode } = ace.require("ace/mode/text");
  const rules = {
    start: [
      { token: "comment", regex: "#.*$" },
      { token: "string.iri", regex: "<[^<>\"{}|^`\\\\\\x00-\\x20]*>" },
      { token: "string", regex: '"""', next: "long" },
      { token: "string", regex: "'''", next: "long2" },
      { token: "string", regex: '"(?:[^"\\\\]|\\\\.)*"' },
      { token: "string", regex: "'(?:[^'\\\\]|\\\\.)*'" },
      { token: "variable", regex: "[?$][\\w\\u00c0-\\uffff]+" },
      { token: "name", regex: "[A-Za-z][\\w-]*(?:\\.[\\w-]+)*:(?:[\\w%-][\\w.%-]*[\\w%-]|[\\w%-])?|:(?:[\\w-]+)" },
      { token: "keyword", regex: `\\b(?:${KEYWORDS})\\b`, caseInsensitive: true },
      { token: "function", regex: `\\b(?:${FUNCTIONS})\\b(?=\\s*\\()`, caseInsensitive: true },
      { token: "keyword", regex: "\\ba\\b|\\btrue\\b|\\bfalse\\b" },
      { token: "language", regex: "@[A-Za-z]+(?:-[A-Za-z0-9]+)*" },
      { token: "number", regex: "\\b\\d+(?:\\.\\d+)?(?:[eE][+-]?\\d+)?\\b" },
      { token: "paren.lparen", regex: "[{(\\[]" },
      { token: "paren.rparen", regex: "[})\\]]" },
    ],
    long: [{ token: "string", regex: '"""', next: "start" }, { defaultToken: "string" }],
    long2: [{ token: "string", regex: "'''", next: "start" }, { defaultToken: "string" }],
  };
  class Rules extends TextHighlightRules {
    constructor() {
      super();
      this.$rules = rules;
      this.normalizeRules();
    }
  }
  const made = new TextMode();
  made.HighlightRules = Rules;
  made.lineCommentStart = "#";
  made.$id = "atlas/sparql";
  return made;
}
