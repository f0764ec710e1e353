"""Sources: what each says, what stands on it alone, and what falls once it is left out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import streamlit as st

from graph.atlas import Atlas
from graph.export import sheets
from graph.export.falls import FILE, Fallen, fallen
from graph.model.glossary import RELIABILITIES
from graph.model.kept import kept
from graph.model.link import LONGEST_VALUE
from graph.model.reliance import Fall, Reliance, left_with
from graph.model.sentences import named
from graph.model.source import Source
from graph.model.tie import Grade
from graph.model.view import View
from graph.model.words import counted, enumerated, spoken
from graph.pages import showing, visit, widgets
from graph.pages.beside import beside
from graph.pages.clock import clock
from graph.pages.frame import foot
from graph.pages.grid import files, grid
from graph.pages.reading import text
from graph.pages.trail import trail
from graph.pages.words import link, plain

if TYPE_CHECKING:
    from graph.export.sheet import Part

SOURCE, RESTING = "source", "resting"  #: parameters of the page: a slug; "yes" to leave out what rests on it
_CHOSEN, _EVERY, _CLAIMS, _FALLS = "sources chosen", "sources every", "sources claims", "sources falls"
_NAMED = 8  #: sources or states of a sentence that are named; the others are counted

_BESIDES = "answers, shares of religions, regions and arguments"

_EVERY_COLUMNS = (
    *("source", "publisher", "issued", "reliability", "claims", "reported", "alone", "only"),
    *("entities", "besides", "rests_on", "resting"),
)
_CLAIM_COLUMNS = ("tie", "denies", "since", "until", "amount", "unit", "confidence", "locator", "comment")


@dataclass(frozen=True)
class _Chosen:
    """What a reader asks for on this page."""

    slug: str = ""  #: of the source
    resting: bool = False  #: whether what rests on it alone is left out with it

    def to_query(self) -> dict[str, str | list[str]]:
        said: dict[str, str | list[str]] = {SOURCE: self.slug} if self.slug else {}
        return {**said, RESTING: "yes"} if self.slug and self.resting else said


def sources() -> None:
    """The page: ask for a source; say what it is, what falls without it, what it claims; list them all."""
    atlas, view = showing.begin("sources")
    chosen = _asked()
    own = chosen.to_query()
    visit.write_link(atlas, view, own)
    every = atlas.reliances(view)
    found = next((each for each in every if each.source.slug == chosen.slug), None)
    fall = None if found is None else atlas.fall(view, _gone(atlas, found.source, chosen))
    trail(atlas, view, "Sources")
    st.title(plain(_finding(atlas, view, every, chosen, found, fall)), anchor=False)
    st.caption(plain(f"{'. '.join(filter(None, [_when(atlas, view), showing.beyond(atlas, view)]))}."))
    page, drawer = st.columns([0.68, 0.32], gap="medium")
    with page:
        clock(atlas, view)
        if chosen.slug and found is None:
            _near(atlas, chosen.slug)
        _pick(every, chosen)
        if found is not None and fall is not None:
            _about(atlas, found)
            _falls(atlas, view, found, fall, chosen)
            _claims(atlas, view, found)
        _every(atlas, view, every, own)
    with drawer:
        beside(atlas, view, "Choose a claim, or what falls, to read all that is said of that tie.", own=own)
    visit.write_link(atlas, view, own)
    foot(atlas)


def _finding(
    atlas: Atlas,
    view: View,
    every: Sequence[Reliance],
    chosen: _Chosen,
    found: Reliance | None,
    fall: Fall | None,
) -> str:
    if chosen.slug and found is None:
        return f"No source here is called “{_short(chosen.slug)}”"
    if found is None or fall is None:
        ties = atlas.known(view).world.ties
        alone = sum(tie.independent_sources == 1 for tie in ties)
        stand = "stands" if alone == 1 else "stand"
        return f"{alone:,} of {counted(len(ties), 'tie')} {stand} on one independent source"
    name = _short(found.source.publisher or found.source.title)
    if not fall:
        return f"Without {name} nothing falls"
    told = [f"{counted(len(fall.lost), 'tie')} {'falls' if len(fall.lost) == 1 else 'fall'}"]
    if other := len({each.tie.iri for each in (*fall.grades, *fall.values, *fall.holding)}):
        told.append(f"{other} {'reads' if other == 1 else 'read'} otherwise")
    if fall.standings:
        number = len(fall.standings)
        told.append(f"{counted(number, 'state')} {'stands' if number == 1 else 'stand'} elsewhere")
    return f"Without {name} {enumerated(told)}"


def _when(atlas: Atlas, view: View) -> str:
    known = f", from what was known on {spoken(view.known_on)}" if view.known_on else ""
    lens = atlas.lenses[view.lens].title
    return f"As of {spoken(atlas.day(view))}{known}, whatever the filters. Members by the list {lens}"


def _short(name: str) -> str:
    return name if len(name) <= 60 else f"{name[:57]}..."


# --- what is asked --------------------------------------------------------------------------------------


def _asked() -> _Chosen:
    """What the reader asks on this page: by the link at first, then by the widgets."""
    if (query := visit.arrived()) is not None:
        slug = next(iter(query.get(SOURCE, ())), "")[:LONGEST_VALUE]
        st.session_state[_CHOSEN] = _Chosen(slug, query.get(RESTING) == ["yes"])
    chosen: _Chosen = st.session_state.get(_CHOSEN, _Chosen())
    return chosen


def _choose(slug: str, *, resting: bool = False) -> None:
    st.session_state[_CHOSEN] = _Chosen(slug, resting)
    visit.touch()


def _gone(atlas: Atlas, source: Source, chosen: _Chosen) -> frozenset[str]:
    if chosen.resting:
        return left_with(source.iri, atlas.world.source_by_iri)
    return frozenset({source.iri})


def _pick(every: Sequence[Reliance], chosen: _Chosen) -> None:
    labels = {each.source.slug: _called(each.source) for each in every}
    st.selectbox(
        "Source",
        sorted(labels, key=lambda slug: labels[slug].casefold()),
        format_func=labels.__getitem__,
        key=widgets.hold("sources source", chosen.slug if chosen.slug in labels else None),
        on_change=lambda: _choose(st.session_state["view sources source"] or ""),
        placeholder="Type a title or a publisher",
    )


def _called(source: Source) -> str:
    return f"{source.publisher}: {source.title}" if source.publisher else source.title


def _lead_to(source: Source, place: str) -> None:
    # a link to the page that is shown would change what it shows, and not its address
    st.button(
        plain(_called(source)),
        key=f"listed {place} {source.slug}",
        type="tertiary",
        icon=":material/source:",
        on_click=_choose,
        args=(source.slug,),
    )


def _near(atlas: Atlas, slug: str) -> None:
    """A source that is not here: perhaps it was not out yet; else the nearest names."""
    known = next((source for source in atlas.world.sources if source.slug == slug), None)
    if known is not None:
        out = f"It came out {known.dated()}" if known.known_by else "No day of issue is known of it"
        st.info(plain(f"{known.title}: {out}, so that it is not among what was known on the chosen day."))
        return
    near = atlas.sources_like(slug)
    if not near:
        st.info("No source that the atlas knows is near it. Choose one from the list.")
        return
    st.markdown("The nearest that the atlas knows:")
    for source in near:
        _lead_to(source, "near")


# --- one source -----------------------------------------------------------------------------------------


def _about(atlas: Atlas, found: Reliance) -> None:
    source = found.source
    st.header(link(source.title, source.url), anchor=False)
    st.markdown("\n".join(f"- {line}" for line in _facts(found)))
    known = atlas.world.source_by_iri
    for title, iris in (("It rests on", source.derived_from), ("On it rest", found.resting)):
        here = [known[iri] for iri in iris if iri in known]
        if here:
            st.markdown(f"**{title}** {counted(len(here), 'source')}, with which it counts as one:")
            for other in here[:_NAMED]:
                _lead_to(other, title)
            if len(here) > _NAMED:
                st.caption(f"and {len(here) - _NAMED} more")


def _facts(found: Reliance) -> Iterator[str]:
    """What is known of a source, and how much stands on it, in Markdown."""
    source, kind = found.source, found.source.reliability
    yield plain(f"Publisher: {source.publisher or 'none is named'}")
    if source.author:
        yield plain(f"Author: {source.author}")
    kept = "kept up to date by its publisher" if source.reference_work else ""
    reason = f" ({source.issued_reason})" if source.issued_reason and not source.issued else ""
    yield plain(f"Issued: {kept or source.dated()}{reason}")
    yield (
        f"Kind: **{plain(kind.label)}**, {plain(RELIABILITIES[kind])}. "
        "[What the kinds mean](glossary#reliability-of-a-source)"
    )
    yield plain(f"Licence: {source.licence or 'none is stated'}")
    denied = f" and denies {len(found.denied)}" if found.denied else ""
    yield (
        f"{counted(found.claims, 'claim')}: it reports {counted(len(found.reported), 'tie')}{denied}. "
        f"On **{len(found.alone)}** it stands alone: no source that is "
        "[independent](glossary#ties-and-evidence) of it reports them. "
        f"{len(found.only)} {'is' if len(found.only) == 1 else 'are'} reported by no other source at all."
    )
    if found.entities:
        number = counted(len(found.entities), "entity", "entities")
        yield f"{number} would have no tie that anything independent of it reports."
    if found.besides:
        number = counted(found.besides, "answer, share, region or argument", _BESIDES)
        yield f"Besides, it gives {number}."


def _falls(atlas: Atlas, view: View, found: Reliance, fall: Fall, chosen: _Chosen) -> None:
    st.header("What falls without it", anchor=False)
    with_it = left_with(found.source.iri, atlas.world.source_by_iri)
    if len(with_it) > 1:
        others = counted(len(with_it) - 1, "source")
        st.toggle(
            f"Also leave out what rests on it alone ({others})",
            key=widgets.hold("sources resting", chosen.resting),
            on_change=lambda: _choose(chosen.slug, resting=st.session_state["view sources resting"]),
        )
    st.markdown("\n".join(f"- {plain(line)}." for line in _told(fall, atlas, view)))
    st.caption(text("sources"))
    part = _fallen(atlas, view, fall.gone)
    if not len(part):
        return
    columns = [name for name in part.sheet.columns if name != "iri"]
    grid(part, columns, _FALLS, "What falls without this source", _open_fallen, several=False, height=380)
    files(
        part,
        list(part.sheet.columns),
        FILE.removesuffix(".csv"),
        f"What falls without {_called(found.source)}",
        {
            **atlas.about(view),
            "without": "; ".join(sorted(fall.gone)),
            "address": visit.address(atlas, view, own=chosen.to_query()),
        },
    )


@kept(32)
def _fallen(atlas: Atlas, view: View, gone: frozenset[str]) -> Part:
    return fallen(atlas.fall(view, gone), atlas.known(view).world, atlas.day(view))


def _told(fall: Fall, atlas: Atlas, view: View) -> Iterator[str]:
    """What falls in sentences without full stops, before → after."""
    before, after = fall.members
    lens = atlas.lenses[view.lens].title
    yield (
        f"Members under the list {lens}: {before} → {after}"
        if before != after
        else (f"Members under the list {lens}: {before}, as before")
    )
    world = atlas.known(view).world
    for moved in fall.standings[:_NAMED]:
        yield f"{named(moved.state, world)}: {moved.standing[0]} → {moved.standing[1]}"
    if len(fall.standings) > _NAMED:
        yield f"{counted(len(fall.standings) - _NAMED, 'more state')} elsewhere"
    yield f"{counted(len(fall.lost), 'tie')} that nobody else reports"
    ended = sum(each.before == Grade.DISPUTED.label for each in fall.grades)
    yield f"{counted(len(fall.grades) - ended, 'tie')} of another grade"
    if ended:
        yield f"{counted(ended, 'dispute')} that {'ends' if ended == 1 else 'end'}"
    yield f"{counted(len(fall.values), 'value')} shown otherwise"
    if fall.holding:
        yield f"{counted(len(fall.holding), 'tie')} of which it is otherwise whether they hold on the day"
    if fall.weaker:
        yield f"{counted(fall.weaker, 'tie')} with fewer independent sources and the same grade"
    if fall.besides:
        yield f"Besides, {counted(fall.besides, 'answer, share, region or argument', _BESIDES)} less"


def _open_fallen(chosen: list[Fallen]) -> None:
    visit.open_(*(each.iri for each in chosen))


def _claims(atlas: Atlas, view: View, found: Reliance) -> None:
    part = atlas.claims_of(view, found.source.iri)
    st.header(f"Its claims ({len(part):,})", anchor=False)
    if not len(part):
        st.write("It makes no claim on a tie.")
        return
    st.caption("Choose a row to read all that is said of its tie, and who says otherwise.")
    grid(part, _CLAIM_COLUMNS, _CLAIMS, "Claims of this source", _open_claim, several=False, height=420)


def _open_claim(chosen: list[sheets.Said]) -> None:
    visit.open_(*(each.claim.tie for each in chosen))


# --- all of them ----------------------------------------------------------------------------------------


def _every(atlas: Atlas, view: View, every: Sequence[Reliance], own: dict[str, Any]) -> None:
    st.header(f"Every source ({len(every):,})", anchor=False)
    st.caption("Choose a row to see what falls without it; click the head of a column to sort.")
    part = _in_order(atlas, view)
    grid(part, _EVERY_COLUMNS, _EVERY, "Every source", _take_row, several=False, keep=False)
    about = {**atlas.about(view), "address": visit.address(atlas, view, own=own)}
    files(part, list(part.sheet.columns), "accord-atlas-every-source", "Sources of Accord Atlas", about)


@kept(16)
def _in_order(atlas: Atlas, view: View) -> Part:
    """Every source, first those without which most ties fall."""
    every = atlas.reliances(view)
    most_first = sorted(every, key=lambda each: (-len(each.only), -len(each.alone), -each.claims))
    return sheets.sources(most_first, atlas.known(view).world).whole()


def _take_row(chosen: list[sheets.Stood]) -> None:
    if chosen:
        _choose(chosen[0].source.slug)
