"""The tokens of a query, as the engine would read it."""

from contextlib import suppress
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.store.tokens import Misspelt, place_in, quoted, tokenise, unescaped


def read(text):
    return [(token.kind.value, token.text) for token in tokenise(text)]


def test_every_kind_of_token():
    text = """SELECT?x$y{_:b.c a ex:d.e.<urn:f#g>"h\\"i"@en-GB'''j'k'''^^:l,1.5e3;+.5|!2}#m\n>="""

    assert read(text) == [
        ("word", "SELECT"), ("variable", "?x"), ("variable", "$y"), ("sign", "{"), ("blank", "_:b.c"),
        ("word", "a"), ("name", "ex:d.e"), ("sign", "."), ("iri", "<urn:f#g>"), ("string", '"h\\"i"'),
        ("language", "@en-GB"), ("string", "'''j'k'''"), ("sign", "^^"), ("name", ":l"), ("sign", ","),
        ("number", "1.5e3"), ("sign", ";"), ("sign", "+"), ("number", ".5"), ("sign", "|"), ("sign", "!"),
        ("number", "2"), ("sign", "}"), ("sign", ">="),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("?s ?p <http://e.org/a_(b)#it's>", "variable variable iri"),
        ("FILTER(?x<?y&&?z>?x)", "word sign variable sign variable sign variable sign variable sign"),
        (
            "FILTER(?x<?y)BIND(1 AS ?v)#>",
            "word sign variable sign variable sign word sign number word variable sign",
        ),
        ("FILTER(?x <(?y))", "word sign variable sign sign variable sign sign"),
        ("BASE <http://e.org/> PREFIX : <#> ASK", "word iri word name iri word"),
        ("BASE <http://e.org/> ?s ?p <o>", "word iri variable variable iri"),
        ("<<?a ?b ?c>>", "sign variable variable variable sign"),
    ],
)
def test_an_iri_is_told_from_the_sign_less_than(text, kinds):
    assert " ".join(kind for kind, _ in read(text)) == kinds


@pytest.mark.parametrize(
    ("text", "place", "problem"),
    [
        ("ASK {\n ?s ?p 'abc }", (2, 8), "the string that begins with ' here has no end"),
        ("ASK { ?s ?p '''abc' }", (1, 13), "the string that begins with ''' here has no end"),
        (r"ASK { ?s ?p 'a\qb' }", (1, 13), "the string that begins with ' here has no end"),
        (r"ASK { ?s \u003fp 1 }", (1, 10), "'\\' may stand in strings and IRIs only"),
        ("ASK\u00a0{}", (1, 4), "'\\xa0' (U+00A0) has no meaning here"),
        ("ASK { \u202e }", (1, 7), "'\\u202e' (U+202E) has no meaning here"),
        ("ASK FROM <a b> {}", (1, 10), "the IRI that begins here has no end"),
        ("BASE <urn:b> ASK {FILTER(?x<?y&&?z='>')}", (1, 28), "'<' can be read in two ways here"),
        ("PREFIX e: <urn:e> ASK {FILTER(?x<e:y&&?z='>')}", (1, 33), "'<' can be read in two ways here"),
    ],
)
def test_what_is_no_token_is_told_with_its_place(text, place, problem):
    with pytest.raises(Misspelt) as told:
        read(text)

    assert (told.value.line, told.value.column) == place
    assert told.value.problem.startswith(problem)


@settings(deadline=None)
@given(st.text(st.one_of(st.characters(exclude_categories=()), st.sampled_from("<>'\"\\#?:.{}()@^_ \nSu0"))))
def test_any_text_is_read_or_told_to_be_misspelt(text):
    found = []
    with suppress(Misspelt):
        for token in tokenise(text):
            found.append(token)  # those before the error count too

    assert all(text[token.at :].startswith(token.text) for token in found)
    for before, token in pairwise(found):
        between = text[before.at + len(before.text) : token.at]
        assert between == "" or between[0] in " \t\r\n#"


def test_escapes_are_decoded_where_an_engine_would():
    assert (
        unescaped(r"S\u0045RVICE \U0001F54A \\u0041 \uD800 \n")[0]
        == "SERVICE \N{DOVE OF PEACE} \\\\u0041 \\uD800 \\n"
    )
    assert unescaped(r"a\u0042c")[1] == [0, 1, 7]


def test_places_are_counted_in_lines_and_characters():
    assert [place_in("é\nb\r\nc", at) for at in (0, 1, 2, 5, 6)] == [(1, 1), (1, 2), (2, 1), (3, 1), (3, 2)]


def test_a_readers_text_is_echoed_short_and_inert():
    assert quoted("<b>\x1b[31m\u202e") == r"'<b>\x1b[31m\u202e'"
    assert quoted("x" * 99) == repr("x" * 39 + "…")
