"""What a reader pastes into a list of references, read back by a library that others use."""

import json
from datetime import date

import bibtexparser
import pytest
from bibtexparser.middlewares import LatexDecodingMiddleware
from hypothesis import given, settings
from hypothesis import strategies as st
from pylatexenc.latex2text import LatexNodes2Text, MacroTextSpec, get_default_latex_context_db

from graph.export.citation import bibtex, cite_source, cite_tie, cite_view, csl, csl_json, text
from graph.model.dates import PartialDate
from graph.model.source import Reliability, Source

DAY = date(2026, 6, 29)
ACCESSED = date(2026, 7, 1)
TIE = "https://example.org/tie/SYL.NUE.diplomatic-relations.inForce"
#: commands of LaTeX for a sign each that the decoder does not know, or takes for an accent
SIGNS = {"textbraceleft": "{", "textbraceright": "}", "textasciicircum": "^"}
KNOWN = get_default_latex_context_db()
KNOWN.add_context_category(
    "signs", prepend=True, macros=[MacroTextSpec(name, simplify_repl=sign) for name, sign in SIGNS.items()]
)
LATEX = LatexNodes2Text(latex_context=KNOWN, math_mode="verbatim")
#: what we use of the fields of CSL; all of them are of csl-data.json
FIELDS = {"id", "type", "title", "author", "container-title", "publisher", "issued", "version", "note", "URL"}
FIELDS |= {"accessed"}


def source(slug="gazette-peace", **more):
    given = {
        "title": "Peace at Last",
        "publisher": "The Gazette",
        "reliability": Reliability.PRESS,
        "issued": PartialDate.parse("2020-09-15"),
        "url": "https://example.org/peace",
    }
    return Source(f"https://example.org/source/{slug}", **{**given, **more})


def read_back(written, *further):
    """The entries of a BibTeX text by key, every one read without a complaint."""
    library = bibtexparser.parse_string(written, append_middleware=further)
    assert library.failed_blocks == []
    assert library.comments == []
    return library.entries_dict


def title_of(citation):
    """The title of an entry as LaTeX would print it."""
    (found,) = read_back(bibtex([citation]), LatexDecodingMiddleware(decoder=LATEX)).values()
    return found["title"]


def entry(citation):
    (found,) = read_back(bibtex([citation])).values()
    return {name: field.value for name, field in found.fields_dict.items()}


def test_a_paper_is_cited_with_its_day():
    assert text(cite_source(source(author="Bianca Castafiore"), ACCESSED)) == (
        "Bianca Castafiore. “Peace at Last”. The Gazette, 15 September 2020. "
        "https://example.org/peace (accessed 1 July 2026)."
    )


def test_a_page_without_a_date_says_so_and_is_given_none():
    cited = cite_source(source(issued=None), ACCESSED)

    assert "The Gazette, n.d." in text(cited)
    assert "issued" not in csl(cited)
    assert {"year", "month", "date"} & entry(cited).keys() == set()


@pytest.mark.parametrize(
    ("issued", "parts", "fields"),
    [
        ("2020", [2020], {"date": "2020", "year": "2020"}),
        ("2020-09", [2020, 9], {"date": "2020-09", "year": "2020", "month": "sep"}),
        ("2020-09-15", [2020, 9, 15], {"date": "2020-09-15", "year": "2020", "month": "sep"}),
    ],
)
def test_a_date_is_as_precise_as_known(issued, parts, fields):
    cited = cite_source(source(issued=PartialDate.parse(issued)), ACCESSED)

    assert csl(cited)["issued"] == {"date-parts": [parts]}
    assert {
        name: value for name, value in entry(cited).items() if name in ("date", "year", "month")
    } == fields


def test_an_inferred_date_is_told_in_words_only():
    bounds = {
        "issued_earliest": PartialDate.parse("2025-02-19"),
        "issued_latest": PartialDate.parse("2025-11-05"),
    }
    cited = cite_source(source(issued=None, **bounds), ACCESSED)

    told = "issued between 19 February 2025 and 5 November 2025 (inferred)"
    assert f"n.d. {told}." in text(cited)
    assert csl(cited)["note"] == told
    assert "issued" not in csl(cited)
    assert "year" not in entry(cited)


@pytest.mark.parametrize(
    ("title", "shown"),
    [
        ("100% sure & $5 #1_a ~b ^c", "100% sure & $5 #1_a ~b ^c"),
        ("an open { brace", "an open { brace"),
        ("a closed } brace, then @misc{x, y = 1}", "a closed } brace, then @misc{x, y = 1}"),
        (r"C:\temp \input{/etc/passwd}", r"C:\temp \input{/etc/passwd}"),
        ('"quoted" and “curled”', '"quoted" and “curled”'),
        ("first\nsecond\r\n\tthird", "first second third"),
        ("left\u202eright\u2066\u200f", "leftright"),
        ("nul\x00 bell\x07", "nul bell"),
        ("``x'' -- y --- z ?` !`", "``x'' -- y --- z ?` !`"),
        ("كازاخستان וישראל 哈萨克斯坦", "كازاخستان וישראל 哈萨克斯坦"),
    ],
)
def test_a_hostile_title_is_only_a_title(title, shown):
    cited = cite_source(source(title=title, url=""), ACCESSED)

    assert title_of(cited) == shown
    assert json.loads(csl_json([cited]))[0]["title"] == shown
    assert f"“{shown}”" in text(cited)


@settings(deadline=None)
@given(st.lists(st.text(max_size=40) | st.text("{}\\%$&#_~^'`-@,\n!?ab"), min_size=1, max_size=4))
def test_whatever_the_titles_every_entry_is_read_back(titles):
    cited = [
        cite_source(source(f"s{n}", title=f"On {title}", url=""), ACCESSED) for n, title in enumerate(titles)
    ]

    assert list(read_back(bibtex(cited))) == [citation.key for citation in cited]
    assert [title_of(citation) for citation in cited] == [citation.title for citation in cited]
    assert [item["title"] for item in json.loads(csl_json(cited))] == [citation.title for citation in cited]


def test_capitals_are_kept():
    assert "title = {{Peace at Last}}" in bibtex([cite_source(source(), ACCESSED)])


def test_a_key_is_stable_and_no_other_has_it():
    here, there = source("a b"), source("a-b")
    elsewhere = Source("https://example.com/source/a-b", "Other", "Other", Reliability.PRESS)

    keys = [cite_source(each, ACCESSED).key for each in (here, there, elsewhere)]

    assert len({key.casefold() for key in keys}) == 3
    assert keys == [cite_source(each, date(2030, 1, 1)).key for each in (here, there, elsewhere)]
    assert list(read_back(bibtex([cite_source(each, ACCESSED) for each in (here, there, elsewhere)]))) == keys


@pytest.mark.parametrize("url", ["javascript:alert(1)", "file:///etc/passwd", "", "https://example.org/a b"])
def test_what_is_no_page_of_the_web_is_not_cited_as_one(url):
    cited = cite_source(source(url=url), ACCESSED)

    assert {"URL", "accessed"} & csl(cited).keys() == set()
    assert "url" not in entry(cited)
    assert "accessed" not in text(cited)


def test_an_address_is_kept_letter_for_letter_but_for_what_breaks_bibtex():
    cited = cite_source(source(url="https://example.org/a_b?c=%20&d={e}#f"), ACCESSED)

    assert "url = {https://example.org/a_b?c=%20&d=%7Be%7D#f}" in bibtex([cited])


def test_csl_has_its_own_fields_only_and_a_type_for_each():
    tie = cite_tie(
        TIE, "Syldavia has relations", "https://example.org/?as_of=2026-06-29", "v1", DAY, accessed=ACCESSED
    )
    cited = [
        cite_source(source(), ACCESSED),
        cite_source(source("office", reliability=Reliability.PRIMARY), ACCESSED),
        tie,
    ]

    items = json.loads(csl_json(cited))

    assert [item["type"] for item in items] == ["article-newspaper", "webpage", "dataset"]
    assert all(item.keys() <= FIELDS for item in items)
    assert items[0]["container-title"] == items[1]["publisher"] == "The Gazette"
    assert items[0]["accessed"] == {"date-parts": [[2026, 7, 1]]}


def test_an_author_is_never_taken_apart():
    cited = cite_source(source(author="Bianca Castafiore, Ministry of Song and Dance"), ACCESSED)

    assert csl(cited)["author"] == [{"literal": "Bianca Castafiore, Ministry of Song and Dance"}]
    assert "author = {{Bianca Castafiore, Ministry of Song and Dance}}" in bibtex([cited])


def test_a_tie_is_cited_with_all_that_leads_back_to_it():
    cited = cite_tie(
        TIE,
        "Syldavia has relations with Nuevo Rico since 18 October 2020",
        "https://example.org/?as_of=2026-06-29&lens=signed",
        "v1",
        DAY,
        accessed=ACCESSED,
        known_on=date(2025, 1, 1),
        lens="signed",
    )

    assert text(cited) == (
        "“Syldavia has relations with Nuevo Rico since 18 October 2020”. Accord Atlas. "
        f"tie {TIE}, as of 29 June 2026, from what was known on 1 January 2025, lens signed. "
        "Data version v1. https://example.org/?as_of=2026-06-29&lens=signed (accessed 1 July 2026)."
    )
    assert (csl(cited)["version"], "issued" in csl(cited)) == ("v1", False)
    assert entry(cited)["version"].strip("{}") == "v1"


def test_two_views_have_two_keys():
    views = [
        cite_view("States", f"https://example.org/?lens={lens}", "v1", DAY, accessed=ACCESSED)
        for lens in ("signed", "relations")
    ]

    assert views[0].key != views[1].key
    assert "as of 29 June 2026" in text(views[0])


def test_every_source_of_the_real_facts_is_read_back(real_atlas):
    cited = [cite_source(source, ACCESSED) for source in real_atlas.world.sources]

    found = read_back(bibtex(cited))

    assert list(found) == [citation.key for citation in cited]
    assert [item["id"] for item in json.loads(csl_json(cited))] == list(found)
    assert all(item.keys() <= FIELDS for item in json.loads(csl_json(cited)))
