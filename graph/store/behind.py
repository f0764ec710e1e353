"""The SPARQL behind what a reader sees: whole queries, to be read, run and changed.

They stand on what the build writes beside each tie (`graph.store.records.shown_values`). What no triple says
is derived anew for each View: who stands where, whose share is compared, what lies near a focus. Such things
are listed in the query by name, with a comment that says so.
"""

from __future__ import annotations

import json
import re
import textwrap
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from datetime import date

from rdflib import Literal, URIRef

from graph.errors import Misfit
from graph.model.entity import EntityType
from graph.model.kind import Nature
from graph.model.source import Confidence
from graph.model.view import View
from graph.store import terms
from graph.store.terms import ACC, BASE
from graph.store.vocabulary import FOLDERS, NAMESPACES

# a local name that every engine reads: of several dots in one pyoxigraph takes the first only
_PLAIN = r"[A-Za-z0-9_][A-Za-z0-9_-]*"
_TIE = r"tie/[A-Za-z0-9_.~%-]+"  #: what follows the base in the name of a tie
_WIDTH = 108


@dataclass(frozen=True)
class Line:
    """One line of what a View shows."""

    tie: str  #: IRI
    sender: str  #: IRI
    receiver: str  #: IRI
    certainty: str
    past: bool


@dataclass(frozen=True)
class Derived:
    """What a View asks for and no triple says; IRIs, in order."""

    day: date  #: that is asked for, at most the horizon
    standing: tuple[str, ...] = ()  #: states that stand toward the Accords as asked, and those named beside
    shares: tuple[str, ...] = ()  #: states whose share of a religion asked for is certainly large enough
    frame: tuple[str, ...] = ()  #: the party, the broker and the Accords
    also: tuple[str, ...] = ()  #: entities named that are no states
    near: tuple[str, ...] = ()  #: entities within the asked steps of the focus
    lines: tuple[
        Line, ...
    ] = ()  #: what was found, where only a part of the claims was known, or ties were added


def behind_view(view: View, derived: Derived, question: str) -> str:
    """Write the query that finds the lines of a View: ?tie ?sender ?receiver ?certainty ?past.

    For a day of knowledge the ties are listed, not sought: the store holds the values that all claims
    together decide. They are listed too where a reader has added some.

    Args:
        question: the View in a sentence without its full stop.
    """
    body = _listed(view, derived) if view.known_on or view.expanded else _sought(view, derived)
    # likenesses come last, as they are no ties
    first = '(?nature = "similarity") ' if Nature.SIMILARITY in view.natures else ""
    return _whole(
        f"Which ties fit this view: {question}?",
        f"""\
SELECT ?tie ?sender ?receiver ?certainty ?past
WHERE {{
{textwrap.indent(body, "    ", lambda line: bool(line.strip()))}
}}
ORDER BY {first}?tie ?sender ?receiver
""",
    )


def behind_tie(iri: str) -> str:
    """Write the query that finds who claims or denies a tie, and what exactly each source says.

    Raises:
        Misfit: the name is no IRI.
    """
    return _whole(
        f"Who claims or denies the tie {iri.rsplit('/', 1)[-1]}, and what does each source say?",
        f"""\
SELECT ?says ?claim ?phase ?since ?until ?amount ?unit ?confidence ?locator ?source ?title ?issued ?publisher
WHERE {{
    # each source says what it says in the graph of its own name
    GRAPH ?source {{
        ?claim a acc:Claim ;
            ?says {_term(iri)} .
        FILTER(?says IN (acc:about, acc:denies))
        OPTIONAL {{ ?claim acc:phase ?phase }}
        OPTIONAL {{ ?claim acc:since ?since }}
        OPTIONAL {{ ?claim acc:until ?until }}
        OPTIONAL {{ ?claim acc:amount ?amount }}
        OPTIONAL {{ ?claim acc:unit ?unit }}
        OPTIONAL {{ ?claim acc:confidence ?confidence }}
        OPTIONAL {{ ?claim acc:locator ?locator }}
    }}
    ?source dcterms:title ?title .
    OPTIONAL {{ ?source dcterms:issued ?issued }}
    OPTIONAL {{ ?source dcterms:publisher ?publisher }}
}}
ORDER BY ?says ?source ?claim
""",
    )


def _whole(question: str, text: str) -> str:
    """Put the question above a query, and the prefixes that it uses."""
    # a comment ends with its line, and an engine may read \\u000A as the end of one
    harmless = "".join(c if c.isprintable() and c != "\\" else " " for c in question)
    used = [
        f"PREFIX {name}: <{namespace}>"
        for name, namespace in sorted(NAMESPACES.items())
        if re.search(rf"(?<![\w:]){name}:", text)
    ]
    base = [f"BASE <{BASE}>"] if "<tie/" in text else []
    return "\n".join([*_comment(harmless), *base, *used, "", text])


def _listed(view: View, derived: Derived) -> str:
    rows = [
        f'({ends} "{row.certainty}" {"true" if row.past else "false"})'
        for row in derived.lines
        for ends in [" ".join(map(_term, (row.tie, row.sender, row.receiver)))]
    ]
    why = (
        f"What was known on {view.known_on} is weighed from the claims of the sources that were out by then. "
        "The store holds what all claims together decide, so the ties are listed as the atlas found them."
    )
    if not view.known_on:
        why = "To what the filters leave a reader has added ties one by one, so all are listed."
    comment = _comment(why)
    return "\n".join(
        [
            *comment,
            "VALUES (?tie ?sender ?receiver ?certainty ?past) {",
            *(f"    {row}" for row in rows),
            "}",
            # asked of what is listed: a store would join the list with all ties there are, line by line
            "FILTER EXISTS { ?tie a acc:Tie }",
            *(["?tie acc:kind / acc:nature ?nature ."] if Nature.SIMILARITY in view.natures else []),
        ]
    )


def _sought(view: View, derived: Derived) -> str:
    parts = [_ties(view), _time(view, derived.day), _ends(view)]
    parts += [_entity(end, view, derived) for end in ("sender", "receiver")]
    parts += [part for part in (_asked(view, derived), _near(view, derived)) if part]
    return "\n\n".join(parts)


def _ties(view: View) -> str:
    """The clauses about ties that have nothing to do with the day."""
    natures = view.natures or frozenset(Nature) - {Nature.SIMILARITY}
    lines = [
        "# a tie with the values that the atlas shows of it",
        "?tie a acc:Tie ;",
        "    acc:kind ?kind ;",
        "    acc:grade ?grade ;",
        "    acc:independentSources ?sources .",
        "?kind acc:family ?family ;",
        "    acc:nature ?nature .",
        "OPTIONAL { ?tie acc:phase ?phase }",
        f"FILTER({_among('nature', _words(natures))})",
    ]
    if view.families:
        lines.append(f"FILTER({_among('family', _words(view.families))})")
    if view.kinds:
        lines.append(f"FILTER({_among('kind', [_term(terms.kind(slug)) for slug in sorted(view.kinds)])})")
    elif view.kinds_out:
        left_out = _among("kind", [_term(terms.kind(slug)) for slug in sorted(view.kinds_out)])
        lines.append(f"FILTER(!({left_out}))")
    if view.phases:
        lines.append(f"FILTER(!BOUND(?phase) || {_among('phase', _words(view.phases))})")
    if view.grades:
        lines.append(f"FILTER({_among('grade', _words(view.grades))})")
    if view.sources:
        lines.append(f"FILTER(?sources >= {view.sources})")
    if view.confidence is not Confidence.LOW:
        enough = [word for word in Confidence if word.rank <= view.confidence.rank]
        lines += [
            "FILTER EXISTS {",
            "    ?sure acc:about ?tie ;",
            "        acc:confidence ?confidence .",
            # asked of what is found: of all claims, a store would begin with their tens of thousands
            "    FILTER EXISTS { ?sure a acc:Claim }",
            f"    FILTER({_among('confidence', _words(enough))})",
            "}",
        ]
    if not view.unverified:
        lines += [
            "# not from general knowledge alone",
            "FILTER EXISTS {",
            "    ?verified acc:about ?tie .",
            "    FILTER EXISTS { ?verified a acc:Claim }",
            "    FILTER NOT EXISTS { ?verified acc:unverified true }",
            "}",
        ]
    return "\n".join(lines)


def _time(view: View, day: date) -> str:
    return "\n".join(
        [
            "# true on the day: certainly, or possibly as far as its dates leave it open",
            f"BIND({_day(day)} AS ?day)",
            *_holds("tie", "?day"),
            "OPTIONAL { ?tie acc:overOn ?overOn }",
            "BIND(IF(",
            f"    {_certain('?day')},",
            '    "certain", "possible"',
            ") AS ?certainty)",
            'BIND(COALESCE(?overOn < ?day, false) || COALESCE(?phase = "ended", false) AS ?past)',
            "# events of so many years",
            f"FILTER(COALESCE(?overOn >= {_day(view.events_from(day))}, true))",
        ]
    )


def _holds(tie: str, day: str) -> list[str]:
    """A tie that possibly holds on a day, with its days bound."""
    names = ("possibleFrom", "certainFrom", "certainTo", "possibleTo", "supersededFrom")
    return [
        *(f"OPTIONAL {{ ?{tie} acc:{name} ?{name} }}" for name in names),
        f"FILTER(COALESCE(?possibleFrom <= {day}, true))",
        f"FILTER(COALESCE(?possibleTo >= {day}, true))",
        "# no later stage has begun",
        f"FILTER(COALESCE(?supersededFrom > {day}, true))",
    ]


def _certain(day: str) -> str:
    return f"COALESCE(?certainFrom <= {day}, false) && COALESCE(?certainTo >= {day}, true)"


def _ends(view: View) -> str:
    sender = ["?tie acc:sender ?sender ."]
    if EntityType.PERSON not in _types(view):
        sender = [
            "# a person who acts for a state stands as that state",
            # bound on both sides: what COALESCE may leave open, a store joins with everything there is
            "{",
            "    ?tie acc:sender ?sender .",
            "    FILTER NOT EXISTS {",
            "        ?sender a acc:Person .",
            "        ?tie acc:onBehalfOf ?state .",
            "    }",
            "} UNION {",
            "    ?tie acc:sender ?actor ;",
            "        acc:onBehalfOf ?sender .",
            "    ?actor a acc:Person .",
            "}",
        ]
    return "\n".join(
        [
            *sender,
            "# a tie about a tie reaches both ends of that one",
            "?tie acc:receiver / acc:party? ?receiver .",
            "FILTER(?sender != ?receiver)",
        ]
    )


def _entity(end: str, view: View, derived: Derived) -> str:
    """One end: of a type that is asked for, and in the frame or meeting every clause about entities."""
    types = [_term(ACC[word]) for word in _in_order(_types(view))]
    found: list[str] = []
    clauses: list[str] = []
    if view.statehood:
        found.append(f"OPTIONAL {{ ?{end} acc:statehood ?{end}Statehood }}")
        clauses.append(_of_states(end, _among(f"{end}Statehood", _words(view.statehood))))
    if view.standings:
        clauses.append("# derived, never stored: the states that stand toward the Accords as asked")
        clauses.append(_of_states(end, _among(end, _terms(derived.standing))))
    if view.religions:
        clauses.append(
            f"# derived: the states whose share is certainly at least {view.share} percent: the newest"
        )
        clauses.append("# of the whole population, or else a share of Muslims times that of Muslims")
        clauses.append(_of_states(end, _among(end, _terms(derived.shares))))
    if view.regions:
        regions = [_term(terms.region(slug)) for slug in sorted(view.regions)]
        pattern = [f"?{end} acc:region / skos:broader* ?region .", f"FILTER({_among('region', regions)})"]
        found += _marked(end, "LiesThere", pattern)
        clauses.append(_of_states(end, f"BOUND(?{end}LiesThere)"))
    for clause, mark, test in (
        ("organizations", "Belongs", "BOUND"),
        ("organizations_out", "MayBelong", "!BOUND"),
    ):
        if slugs := getattr(view, clause):
            pattern = _membership(end, slugs, derived.day, certain=clause == "organizations")
            found += _marked(end, mark, pattern)
            clauses.append(_of_states(end, f"{test}(?{end}{mark})"))
    if derived.also:
        clauses.append(f"(?{end}Type = acc:State || {_among(end, _terms(derived.also))})")
    if view.text:
        name = [
            f"?{end} rdfs:label | skos:altLabel | acc:code ?name .",
            f"FILTER(CONTAINS(LCASE(STR(?name)), {_text(view.text.lower())}))",
        ]
        found += _marked(end, "IsCalledSo", name)
        clauses.append(f"BOUND(?{end}IsCalledSo)")
    found += _put_away(end, view)
    lines = [f"# the {end}", f"?{end} a ?{end}Type .", f"FILTER({_among(f'{end}Type', types)})", *found]
    if clauses:
        lines += [f"BIND({_among(end, _terms(derived.frame))} AS ?{end}Frames)", "BIND("]
        lines += [f"    {line}" for line in _all_of(clauses)]
        lines += [f"    AS ?{end}Fits", ")", f"FILTER(?{end}Fits || ?{end}Frames)"]
    return "\n".join(lines)


def _put_away(end: str, view: View) -> list[str]:
    """Whom the reader hid, and besides whom nobody stays; slugs are the last parts of names."""
    tests = [("NOT IN", view.hidden), ("IN", view.only)]
    return [
        f'FILTER(REPLACE(STR(?{end}), "^.*/", "") {test} ({", ".join(_words(slugs))}))'
        for test, slugs in tests
        if slugs
    ]


def _all_of(clauses: Collection[str]) -> Iterator[str]:
    """Join what must all hold; comments stand above what they speak of."""
    first = True
    for clause in clauses:
        if clause.startswith("#"):
            yield clause
            continue
        head, *rest = clause.split("\n")
        yield head if first else f"&& {head}"
        yield from rest
        first = False


def _of_states(end: str, test: str) -> str:
    return f"(?{end}Type != acc:State || {test})"


def _marked(end: str, mark: str, pattern: Collection[str]) -> list[str]:
    """Bind a variable to true for the ends that meet a pattern, once however often they meet it."""
    return [
        "OPTIONAL {",
        f"    SELECT DISTINCT ?{end} (true AS ?{end}{mark})",
        "    WHERE {",
        *(f"        {line}" for part in pattern for line in part.split("\n")),
        "    }",
        "}",
    ]


def _membership(end: str, slugs: Collection[str], day: date, *, certain: bool) -> list[str]:
    organizations = [_term(terms.organization(slug)) for slug in sorted(slugs)]
    lines = [
        "# full membership in force; outside is who is not even possibly in"
        if not certain
        else "# full membership in force, certain on the day",
        "?membership acc:kind kind:member-of ;",
        f"    acc:sender ?{end} ;",
        "    acc:receiver ?organization ;",
        "    acc:grade ?grade .",
        f"FILTER({_among('organization', organizations)})",
        "OPTIONAL { ?membership acc:phase ?phase }",
        "OPTIONAL { ?membership acc:role ?role }",
        'FILTER(COALESCE(?phase = "inForce", true) && COALESCE(?role = "member", true))',
        *_holds("membership", _day(day)),
    ]
    if certain:
        lines += [f"FILTER({test})" for test in _certain(_day(day)).split(" && ")]
    return lines


def _asked(view: View, derived: Derived) -> str:
    """Who asks for certain states does not ask for what others have with the frame."""
    if not replace(view, text="").narrows_states:
        return ""
    # where other entities are named, those that fit are the named ones, and asked for too
    only_states = "" if derived.also else " && ?{0}Type = acc:State"
    sender, receiver = (f"(?{end}Fits{only_states.format(end)})" for end in ("sender", "receiver"))
    return "\n".join(
        [
            "# at least one end was asked for, or both are of the frame",
            f"FILTER({sender} || {receiver} || (?senderFrames && ?receiverFrames))",
        ]
    )


def _near(view: View, derived: Derived) -> str:
    if not view.focus:
        return ""
    near = _terms(derived.near)
    return "\n".join(
        [
            "# derived: the entities that the other clauses let one reach from the focus in so many steps",
            f"FILTER({_among('sender', near)})",
            f"FILTER({_among('receiver', near)})",
        ]
    )


def _types(view: View) -> frozenset[EntityType]:
    return view.types or frozenset(EntityType)


def _in_order(types: Collection[EntityType]) -> list[EntityType]:
    return [one for one in EntityType if one in types]


def _among(variable: str, written: Collection[str]) -> str:
    """Say that a variable is one of some terms, in lines that can be read."""
    text = f"?{variable} IN ({', '.join(written)})"
    if len(text) <= _WIDTH - 30:
        return text
    rows = textwrap.wrap(", ".join(written), _WIDTH - 16, break_long_words=False, break_on_hyphens=False)
    return "\n".join([f"?{variable} IN (", *(f"    {row}" for row in rows), ")"])


def _words(words: Collection[str]) -> list[str]:
    return [Literal(word).n3() for word in sorted(map(str, words))]


def _terms(iris: Collection[str]) -> list[str]:
    return [_term(iri) for iri in iris]


def _term(iri: str) -> str:
    """Write an IRI, short where nothing in its last part needs an escape.

    Raises:
        Misfit: it is none.
    """
    for prefix in ("acc", *FOLDERS):
        local = iri.removeprefix(NAMESPACES[prefix])
        if local != iri and re.fullmatch(_PLAIN, local):
            return f"{prefix}:{local}"
    local = iri.removeprefix(BASE)
    if local != iri and re.fullmatch(_TIE, local):
        return f"<{local}>"
    if re.search(r'[\x00-\x20<>"{}|\\^`]', iri) or ":" not in iri:
        raise Misfit(iri, "is no IRI")
    return URIRef(iri).n3()


def _text(text: str) -> str:
    # n3() puts a text with line breaks into three quotes, over several lines; JSON's escapes are SPARQL's too
    return json.dumps(text, ensure_ascii=False)


def _day(day: date) -> str:
    return f'"{day.isoformat()}"^^xsd:date'


def _comment(text: str) -> list[str]:
    return textwrap.wrap(text, _WIDTH, initial_indent="# ", subsequent_indent="# ", break_on_hyphens=False)
