"""What is known of an entity beside its ties: religions, regions, statements, names and identifiers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import streamlit as st

from graph.model.entity import Entity
from graph.model.evidence import EntityEvidence, Religion
from graph.model.sentences import named, share
from graph.model.source import Source
from graph.model.words import enumerated
from graph.model.world import Statement, World
from graph.pages.words import link, plain

#: tag of a language of the data → its English name, in the order in which names are listed
LANGUAGES = {
    "ar": "Arabic",
    "az": "Azerbaijani",
    "zh": "Chinese",
    "en": "English",
    "fr": "French",
    "he": "Hebrew",
    "id": "Indonesian",
    "kk": "Kazakh",
    "fa": "Persian",
    "ru": "Russian",
    "es": "Spanish",
    "tr": "Turkish",
    "ur": "Urdu",
}

_YES_NO = {"true": "yes", "false": "no"}


def religions(found: Sequence[Religion]) -> None:
    """One list for each source, base and year; what is part of another stands under it."""
    if not found:
        return
    with st.expander("Religions of the population", expanded=True):
        for of_whom, shares, source in by_base(found):
            st.markdown(f"{of_whom}\n\n{shares}")
            st.markdown(f":small[{link(source.title, source.url)}, {plain(source.publisher)}]")


def by_base(found: Sequence[Religion]) -> Iterator[tuple[str, str, Source]]:
    """Of whom and when, the shares as a list in Markdown, and the source; for each base and year of each."""
    groups: dict[tuple[str, str, str], list[Religion]] = {}
    for item in found:
        year = item.composition.year.spoken() if item.composition.year else "year not given"
        groups.setdefault((item.source.iri, item.composition.base, year), []).append(item)
    for (_, base, year), items in groups.items():
        unverified = ", unverified" if items[0].composition.unverified else ""
        yield f"Of {plain(base)}, {year}{unverified}", "\n".join(_nested(items)), items[0].source


def _nested(items: Sequence[Religion]) -> Iterator[str]:
    """Shares as lines of a list, each branch under its root."""
    by_slug = {item.concept.slug: item for item in items}
    for item in items:
        if item.concept.broader in by_slug:
            continue
        yield f"- {plain(item.concept.label)}: {share(item.composition)}"
        for part in items:
            if part.concept.broader == item.concept.slug:
                yield f"    - {plain(part.concept.label)}: {share(part.composition)}"


def regions(evidence: EntityEvidence) -> None:
    """Where a state lies, in whose words."""
    if not evidence.regions:
        return
    with st.expander("Regions"):
        lines = (
            f"- {plain(region.concept.label)}, says {link(region.source.title, region.source.url)}"
            for region in evidence.regions
        )
        st.markdown("\n".join(lines))


def statements(evidence: EntityEvidence, world: World) -> None:
    """What sources answer to questions about it."""
    if not evidence.statements:
        return
    with st.expander(f"Statements ({len(evidence.statements)})"):
        for statement, source in evidence.statements:
            question, answers, doubts = answered(statement, world)
            st.markdown(
                f":small[{plain(question)} **{plain(answers)}**, "
                f"says {link(source.title, source.url)}, {plain(', '.join([source.dated(), *doubts]))}]"
            )


def answered(statement: Statement, world: World) -> tuple[str, str, list[str]]:
    """A question with its mark, the answer to it in words, and what must be said against the answer."""
    asked = {question.slug: question.label for question in world.questions}
    question = asked.get(statement.question) or statement.question.replace("-", " ")
    question = question[:1].upper() + question[1:] + ("" if question.endswith("?") else ":")
    answers = enumerated(_YES_NO.get(answer) or named(answer, world) for answer in statement.answers)
    doubts = [
        *(["told as a claim, not as a fact"] if statement.contested else []),
        *(["unverified"] if statement.unverified else []),
    ]
    return question, answers, doubts


def names(entity: Entity) -> None:
    """What it is called elsewhere, and why it is called so here."""
    called = in_languages(entity)
    if not (called.keys() - {"English"} or entity.note):
        return
    with st.expander("Names in other languages"):
        if entity.note:
            st.caption(plain(entity.note))
        st.markdown("\n".join(f"- {plain(language)}: {plain(name)}" for language, name in called.items()))


def in_languages(entity: Entity) -> dict[str, str]:
    """Language, by its English name or else its tag → what an entity is called in it."""
    by_tag = dict(label.split(" ", 1) for label in entity.labels)
    listed = [tag for tag in LANGUAGES if tag in by_tag] + sorted(by_tag.keys() - LANGUAGES.keys())
    return {LANGUAGES.get(tag, tag): by_tag[tag] for tag in listed}


def identifiers(entity: Entity) -> None:
    """Under which names machines know it."""
    with st.expander("Identifiers"):
        if entity.code:
            st.markdown(f"Code: {plain(entity.code)}")
        for iri in entity.same_as:
            st.markdown(f"The same as {link(identified(iri), iri)}")
        st.caption("In the data, and in queries")
        st.code(entity.iri, language=None, wrap_lines=True)


def identified(iri: str) -> str:
    """Whose identifier it is, in words: ``Wikidata Q232``."""
    slug = iri.rsplit("/", 1)[-1]
    return f"Wikidata {slug}" if "wikidata.org/" in iri else iri
