"""Map: the states of the view on a map of the world, coloured by what the reader asks."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import streamlit as st

from graph.atlas import Atlas
from graph.export.values import FILE, Row, values_csv
from graph.model.describe import describe, finding
from graph.model.entity import Entity, EntityType
from graph.model.kind import Family
from graph.model.measure import Classes, Measure, classify, found, summary
from graph.model.sentences import sentence
from graph.model.source import called
from graph.model.standing import Standing
from graph.model.tie import Tie
from graph.model.view import View
from graph.model.words import counted, enumerated, spoken
from graph.pages import controls, shapes, visit
from graph.pages.beside import beside
from graph.pages.cache import the_atlas, theme
from graph.pages.clock import clock
from graph.pages.evidence import ON_A_CANVAS
from graph.pages.find import find
from graph.pages.frame import foot
from graph.pages.words import plain
from graph.picture.world_map import (
    AREA,
    BEYOND,
    BORDERS,
    HATCHED,
    LINE,
    SECTIONS,
    SIGN,
    STATE,
    Spot,
    Strand,
    world_map,
)
from graph.table.measures import SCHEMES, Choice, choices

MOST_LINES = 150  #: that a map has room for; of more only those of what is open are drawn
FEW_LINES = 60  #: so many are drawn unasked
HEIGHTS = {"world": 520}  #: of the map with all that stands around it, in pixels; of its parts
HEIGHT = 640

#: memory of the map: what it shows, what it last told, and what each of its marks opens
_ASKED, _HEARD, _TAKEN = "map asked", "map heard", "map taken"
_CHART, _TABLE, _MARKED = "map chart", "map table", "map marks"

_LINES = {"open": "Of what is open", "all": "All", "none": "None"}


@dataclass(frozen=True)
class Asked:
    """What the map shows beside the View; it stands in the address too."""

    colour: str = "standing"
    of: str = ""  #: the religion, the scheme or the state that the colour asks for
    part: str = "world"
    lines: str = ""  #: "open", "all" or "none"; empty until the reader says it

    def to_query(self) -> dict[str, str | list[str]]:
        """Those that are not usual, as parameters of a link."""
        usual = Asked()
        return {name: value for name, value in vars(self).items() if value != getattr(usual, name)}


def map() -> None:
    """The page, read from top to bottom: ask, measure, show, tell."""
    atlas = the_atlas()
    view = visit.begin(atlas, "map")
    _arrive(atlas)
    visit.write_link(atlas, view, _asked().to_query())
    if problems := visit.problems():
        st.warning(plain(f"The link was used in part: {'; '.join(problems)}."))
    title = st.empty()
    main, drawer = st.columns([0.7, 0.3], gap="medium")
    with main:
        clock(atlas, view)
        measure = _ask(atlas, view)
        states = _states(atlas, view)
        coloured = {iri: e.label for iri, e in states.items() if e.code not in atlas.shapes.uncoloured}
        classes = classify(measure, coloured.keys())
        hatched = HATCHED, len(states) - len(coloured)
        counts = summary(classes, len(coloured) - len(classes.class_of), measure, hatched)
        told = _finding(atlas, view, measure, states)
        title.title(plain(told), anchor=False)
        alt = f"World map. {told}. {counts}. {BORDERS} The list below says the same in words."
        _draw(atlas, view, measure, classes, states, alt)
        st.caption(plain(_said(atlas, view, measure, counts)))
        _list(atlas, view, measure, classes, states)
    with drawer:
        find(atlas, view)
        beside(atlas, view, ON_A_CANVAS, own=_asked().to_query())
    visit.write_link(atlas, view, _asked().to_query())
    with st.sidebar:
        controls.ask_view(atlas, view, atlas.facets(view))
    foot(atlas)


# --- what the map is asked ------------------------------------------------------------------------------


def _asked() -> Asked:
    asked: Asked = st.session_state.get(_ASKED, Asked())
    return asked


def _arrive(atlas: Atlas) -> None:
    """Take what a link says of the map; words that there are not are as if not said."""
    if (query := visit.arrived()) is None:
        return
    given = {name: query[name][0] for name in vars(Asked()) if query.get(name)}
    colours = {choice.slug: choice for choice in choices(atlas.table)}
    colour = given.get("colour", "standing")
    if colour not in colours:
        colour = "standing"
    of = given.get("of", "")
    st.session_state[_ASKED] = Asked(
        colour=colour,
        of=of if of in _offered(atlas, colours[colour]) else "",
        part=given["part"] if given.get("part") in SECTIONS else "world",
        lines=given["lines"] if given.get("lines") in _LINES else "",
    )


def _change(name: str) -> None:
    changed = {**vars(_asked()), name: st.session_state[f"map {name}"] or ""}
    if name == "colour":
        changed["of"] = ""
    st.session_state[_ASKED] = Asked(**changed)
    visit.touch()


def _ask(atlas: Atlas, view: View) -> Measure:
    """Ask what the states are coloured by, which part of the world is shown, and with which ties."""
    asked, offered = _asked(), {choice.slug: choice for choice in choices(atlas.table)}
    with st.container(horizontal=True, vertical_alignment="bottom"):
        _one("Colour by", "colour", {slug: choice.label for slug, choice in offered.items()}, asked.colour)
        choice = offered[asked.colour]
        of = ""
        if choice.of:
            names = _offered(atlas, choice)
            of = asked.of or _usual(atlas, view, choice, names)
            _one(choice.of.capitalize(), "of", names, of)
        _one("Part of the world", "part", {slug: each.label for slug, each in SECTIONS.items()}, asked.part)
    return atlas.measure(view, choice.slug, of)


def _one(label: str, name: str, options: Mapping[str, str], chosen: str) -> None:
    key = f"map {name}"
    st.session_state[key] = chosen
    st.selectbox(
        label, list(options), format_func=options.__getitem__, key=key, on_change=_change, args=(name,)
    )


def _offered(atlas: Atlas, choice: Choice) -> dict[str, str]:
    """What can be chosen besides the colour: slug → name."""
    world = atlas.world
    if choice.of == "religion":
        used = {composition.religion for composition in world.compositions}
        concepts = [each for each in world.concepts if each.scheme == "religions" and each.slug in used]
        return {each.slug: each.label for each in sorted(concepts, key=lambda each: each.label)}
    if choice.of == "scheme":
        schemes = {each.scheme for each in world.concepts}
        return {slug: name for slug, name in SCHEMES.items() if slug in schemes}
    if choice.of == "state":
        states = [each for each in world.entities if each.type is EntityType.STATE]
        return {each.slug: each.label for each in sorted(states, key=lambda each: each.label)}
    return {}


def _usual(atlas: Atlas, view: View, choice: Choice, names: Mapping[str, str]) -> str:
    """What is chosen until the reader chooses: of states the one that is open, else the party."""
    if choice.of == "religion":
        religions = [slug for slug in sorted(view.religions) if slug in names]
        return next(iter(religions), "islam" if "islam" in names else next(iter(names), ""))
    if choice.of == "state":
        world = atlas.known(view).world
        parties = [iri for iri, place in atlas.places(view).items() if place.standing is Standing.PARTY]
        states = [
            world.entity_by_iri[iri] for iri in (*visit.opened(), *parties) if iri in world.entity_by_iri
        ]
        return next((state.slug for state in states if state.slug in names), next(iter(names), ""))
    return next(iter(names), "")


# --- the map --------------------------------------------------------------------------------------------


def _states(atlas: Atlas, view: View) -> dict[str, Entity]:
    """The states that the view keeps, whether they have ties in it or not: IRI → state."""
    world, narrowed = atlas.known(view).world, atlas.narrow(view)
    kept = (world.entities[position] for position in sorted({*narrowed.entities, *narrowed.states}))
    return {entity.iri: entity for entity in kept if entity.type is EntityType.STATE}


def _finding(atlas: Atlas, view: View, measure: Measure, states: Mapping[str, Entity]) -> str:
    if _asked().colour == "standing":
        world = atlas.known(view).world
        return finding(atlas.places(view), world, states.keys() if view.picks_states else None)
    return found(measure, {iri: state.label for iri, state in states.items()})


def _said(atlas: Atlas, view: View, measure: Measure, counts: str) -> str:
    """What is shown, in sentences: the view, how many are in which class, what the values are not."""
    told = [describe(view, atlas.known(view).world), counts]
    if measure.note:
        told.append(measure.note.removesuffix("."))
    if view.as_of and view.as_of > atlas.horizon:
        told.append(f"Nothing is known after {spoken(atlas.horizon)}")
    return f"{'. '.join(part for part in told if part)}."


def _draw(
    atlas: Atlas,
    view: View,
    measure: Measure,
    classes: Classes,
    states: Mapping[str, Entity],
    alt: str,
) -> None:
    spots = _spots(atlas, view, measure, classes, states)
    strands, ties_of, nowhere = _strands(atlas, view, spots)
    opened = visit.opened()
    of_open = [
        strand for strand in strands
        if set(opened) & {strand.sender_iri, strand.receiver_iri, *ties_of[strand.ident]}
    ]  # fmt: skip
    lines = _asked().lines or ("all" if len(strands) <= FEW_LINES else "open")
    if lines == "all" and len(strands) > MOST_LINES:
        lines = "open"
    drawn = {"all": strands, "open": of_open, "none": []}[lines]
    codes = [spots[iri].code for iri in opened if iri in spots]
    day = spoken(atlas.day(view))
    iri_by_code = {spot.code: iri for iri, spot in spots.items()}
    st.session_state[_TAKEN] = {
        **{(name, code): (iri,) for name in (STATE, AREA, SIGN) for code, iri in iri_by_code.items()},
        **{(LINE, ident): ties for ident, ties in ties_of.items()},
    }
    st.vega_lite_chart(
        world_map(
            measure,
            classes,
            list(spots.values()),
            [strand.strand for strand in drawn],
            shapes=shapes.address(),
            theme=theme(),
            section=SECTIONS[_asked().part],
            opened=codes,
            heading=(measure.title, f"{day} · Accord Atlas, data {atlas.world.version}"),
            height=HEIGHTS.get(_asked().part, HEIGHT),
        ),
        key=_CHART,
        on_select=_hear,
        theme=None,
        alt=alt,
    )
    with st.container(horizontal=True, vertical_alignment="center"):
        key = "map lines"
        st.session_state[key] = lines
        st.radio(
            "Ties on the map",
            list(_LINES),
            format_func=lambda word: f"{_LINES[word]} ({len(strands)})" if word == "all" else _LINES[word],
            key=key,
            horizontal=True,
            on_change=_change,
            args=("lines",),
        )
    left = []
    if len(strands) > MOST_LINES:
        left.append(
            f"{len(strands)} lines are more than the map has room for: only those of what is open are drawn"
        )
    if nowhere:
        left.append(
            f"{counted(nowhere, 'tie')} of the view reach what has no place on a map; Explore shows them"
        )
    st.caption(
        plain(
            ". ".join([*left, "The signs at its upper right corner enlarge the map and save it as a picture"])
            + "."
        )
    )


def _spots(
    atlas: Atlas, view: View, measure: Measure, classes: Classes, states: Mapping[str, Entity]
) -> dict[str, Spot]:
    """Every state of the data, those outside the view too: IRI → how the map shows it."""
    sizes, uncoloured = atlas.shapes.sizes, atlas.shapes.uncoloured
    spots = {}
    for entity in atlas.known(view).world.entities:
        if entity.type is not EntityType.STATE:
            continue
        value = measure.values.get(entity.iri)
        spots[entity.iri] = Spot(
            code=entity.code,
            name=entity.label,
            said=(value.said if value else measure.missing) if entity.iri in states else BEYOND,
            label=_label(entity, measure, classes, states) if entity.code not in uncoloured else HATCHED,
            latitude=entity.latitude,
            longitude=entity.longitude,
            size=sizes.get(entity.code, 0.0),
        )
    return spots


def _label(entity: Entity, measure: Measure, classes: Classes, states: Mapping[str, Entity]) -> str:
    if entity.iri not in states:
        return BEYOND
    number = classes.class_of.get(entity.iri)
    return measure.missing if number is None else classes.labels[number]


@dataclass(frozen=True)
class _Line:
    strand: Strand
    sender_iri: str
    receiver_iri: str

    @property
    def ident(self) -> str:
        return self.strand.ident


def _strands(
    atlas: Atlas, view: View, spots: Mapping[str, Spot]
) -> tuple[list[_Line], dict[str, tuple[str, ...]], int]:
    """The ties of the view between states that have a place: one line for a pair and a family.

    Returns:
        The lines; ident of each → IRIs of its ties; how many ties of the view join no two such states.
    """
    table = atlas.known(view)
    world, day = table.world, atlas.day(view)
    grouped: dict[tuple[str, str, Family], list[tuple[Tie, bool]]] = defaultdict(list)
    placed: set[int] = set()
    pictured = atlas.narrow(view)
    for line in pictured.lines:
        ends = sorted(world.entities[position].iri for position in (line.sender, line.receiver))
        if all(end in spots and spots[end].longitude is not None for end in ends):
            tie = world.ties[line.tie]
            grouped[ends[0], ends[1], tie.kind.family].append((tie, line.past))
            placed.add(line.tie)
    beside: dict[tuple[str, str], int] = defaultdict(int)
    lines, ties_of = [], {}
    for number, ((one, other, family), ties) in enumerate(sorted(grouped.items())):
        said = [sentence(tie, world, day) for tie, _ in ties[:3]]
        more = f"; and {len(ties) - 3} more" if len(ties) > 3 else ""
        strand = Strand(
            ident=f"l{number}",
            family=family,
            sender=spots[one],
            receiver=spots[other],
            said="; ".join(said) + more,
            past=all(past for _, past in ties),
            beside=beside[one, other],
        )
        beside[one, other] += 1
        lines.append(_Line(strand, one, other))
        ties_of[strand.ident] = tuple(dict.fromkeys(tie.iri for tie, _ in ties))
    return lines, ties_of, len(set(pictured.ties) - placed)


def _hear() -> None:
    """Open what was picked last; a map that is drawn anew forgets its picks, and closes nothing by that."""
    selection = st.session_state[_CHART]["selection"]
    last = st.session_state.get(_HEARD, {})
    now = {name: _told(selection.get(name)) for name in (STATE, AREA, SIGN, LINE)}
    st.session_state[_HEARD] = now
    taken = st.session_state[_TAKEN]
    for name, ident in now.items():
        if ident and ident != last.get(name) and (iris := taken.get((name, ident))):
            visit.open_(*iris)


def _told(picked: object) -> str:
    """The one field of the last picked item."""
    if isinstance(picked, list) and picked and isinstance(picked[-1], dict):
        return str(next((value for value in picked[-1].values() if value), ""))
    return ""


# --- the list -------------------------------------------------------------------------------------------


def _list(atlas: Atlas, view: View, measure: Measure, classes: Classes, states: Mapping[str, Entity]) -> None:
    """The same as a list: every state of the view with its value; a row that is chosen is opened."""
    rows = [
        Row(
            state,
            HATCHED if state.code in atlas.shapes.uncoloured else _label(state, measure, classes, states),
            measure.values.get(iri),
        )
        for iri, state in sorted(states.items(), key=lambda item: item[1].label)
    ]
    label = f"The same {counted(len(rows), 'state')} as a list"
    listed = st.expander(label, key="map list", icon=":material/table_rows:", on_change="rerun")
    if not listed.open or not rows:
        return
    world = atlas.known(view).world
    with listed:
        _select(tuple(row.state.iri for row in rows))
        st.dataframe(
            [
                {
                    "State": row.state.label,
                    measure.title: row.value.said if row.value else measure.missing,
                    "Class": row.label,
                    "Reported by": enumerated(
                        dict.fromkeys(called(iri, world.source_by_iri) for iri in row.value.sources)
                    )
                    if row.value
                    else "",
                }
                for row in rows
            ],
            key=_TABLE,
            hide_index=True,
            height=420,
            placeholder="",
            on_select=_take,
            selection_mode="single-row",
            alt=f"{measure.title}, state by state",
        )
        note = f"{BORDERS} {measure.note} Data {atlas.world.version}, {visit.address(atlas, view)}".strip()
        st.download_button(
            "Values as CSV",
            lambda: values_csv(rows, measure.title, measure.unit, note, world.source_by_iri),
            file_name=FILE,
            mime="text/csv",
            icon=":material/download:",
            on_click="ignore",
        )


def _select(listed: Sequence[str]) -> None:
    """Let the list show what is open, however it was opened."""
    marked = tuple(iri for iri in visit.opened()[:1] if iri in listed)
    if st.session_state.get(_MARKED) == (marked, listed):
        return
    st.session_state[_MARKED] = marked, listed
    st.session_state[_TABLE] = {"selection": {"rows": [listed.index(iri) for iri in marked]}}


def _take() -> None:
    marked, listed = st.session_state[_MARKED]
    rows = st.session_state[_TABLE]["selection"]["rows"]
    chosen = tuple(listed[row] for row in rows if row < len(listed))
    if chosen == marked:
        return
    st.session_state[_MARKED] = chosen, listed
    visit.open_(*chosen)
