"""The same answers from a shell: ``accord-atlas`` and ``python -m graph``.

Exit codes: 0 ok, 1 a problem of the data or the query, 2 a problem of what was asked.
"""

from __future__ import annotations

import json
import logging
import os
import runpy
import socket
import sys
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from graph.errors import AtlasError, PortTaken, QueryError, UnknownName, UsageError
from graph.export.json import member_record, tie_record
from graph.model.arguments import Speaker, Stance
from graph.model.dates import PartialDate
from graph.model.kind import Family
from graph.model.view import View

if TYPE_CHECKING:
    from graph.atlas import Atlas
    from graph.model.backtest import Tested
    from graph.model.difference import Difference
    from graph.model.tie import Tie
    from graph.model.world import World

APP = Path(__file__).resolve().parent.parent / "app.py"

app = typer.Typer(
    help="Accord Atlas: who has which ties to the Abraham Accords, since when, and who says so.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)

AsOf = Annotated[
    str, typer.Option("--as-of", help="What was true on this day; default: the evidence horizon.")
]
KnownOn = Annotated[str, typer.Option("--known-on", help="From what was known on this day; default: all.")]
LensName = Annotated[str, typer.Option("--lens", help="Whose list of members: a file of data/lenses/.")]
OfKind = Annotated[list[str] | None, typer.Option(help="Only this kind of tie; may be repeated.")]
OfFamily = Annotated[list[Family] | None, typer.Option(help="Only this family; may be repeated.")]
Unverified = Annotated[bool, typer.Option(help="Also what rests on general knowledge alone.")]
AsJson = Annotated[bool, typer.Option("--json", help="Answer in JSON.")]


def main() -> None:
    """Run the command; an error is one line on standard error."""
    try:
        app()
    except UsageError as wrong:
        _tell(wrong)
        sys.exit(2)
    except AtlasError as wrong:
        _tell(wrong)
        sys.exit(1)


@app.command()
def serve(
    port: Annotated[int, typer.Option(help="Port on this machine.", min=1, max=65535)] = 8501,
    address: Annotated[str, typer.Option(help="Address to listen on.")] = "127.0.0.1",
) -> None:
    """Open the app in a browser of your own: prints the address."""
    from graph.settings import Settings
    from graph.store.snapshot import folder_of, sound

    _free(port, address)
    if not sound(folder := folder_of(Settings.from_environment())):
        _open()  # builds it, and tells what is wrong with the data before a server starts
    shown = f"[{address}]" if ":" in address else address
    typer.echo(f"Accord Atlas, data {folder.name.split('-')[0]}, opens at http://{shown}:{port}", err=True)
    os.chdir(APP.parent)  # .streamlit/config.toml is read from the working folder
    # in this process: another would start Python, and read what is read already, once more
    sys.argv = ["streamlit", "run", str(APP), "--server.port", str(port), "--server.address", address]
    runpy.run_module("streamlit", run_name="__main__", alter_sys=True)


@app.command()
def query(
    file: Annotated[str, typer.Argument(help="File with a SPARQL query, or - for standard input.")],
    as_of: AsOf = "",
    known_on: KnownOn = "",
    lens: Annotated[str, typer.Option("--lens", help="Whose list of members; default: relations.")] = "",
    as_json: AsJson = False,
) -> None:
    """Ask a SPARQL query (SELECT, ASK, CONSTRUCT) of all that is known.

    With --as-of, --known-on or --lens there is one more graph, <https://w3id.org/accord-atlas/graph/view>:
    there ties that hold have acc:certainty "certain" or "possible", states have acc:standing, and the graph
    itself acc:knows the claims that were known.
    """
    text = sys.stdin.buffer.read() if file == "-" else _bytes(Path(file))
    try:
        written = text.decode("utf-8")
    except UnicodeDecodeError as wrong:
        raise QueryError(f"the query is not UTF-8 text (byte {wrong.start})") from None
    atlas = _open()
    timed = bool(as_of or known_on or lens)
    view = _view(atlas, as_of, known_on, lens or "relations")
    with atlas.queries_of(view) if timed else atlas.queries() as runner:
        found = runner.run(written)
    if found.kind == "ask" and not as_json:
        typer.echo(str(found.boolean).lower())
    else:
        plain = "tsv" if found.kind == "select" and not as_json else ""
        typer.echo(found.serialise(plain).decode().rstrip("\n"))
    if found.cut:
        typer.echo(f"accord-atlas: {found.limit}", err=True)


@app.command()
def ties(
    entities: Annotated[list[str], typer.Argument(help="One or two entities: code, name or alias.")],
    as_of: AsOf = "",
    known_on: KnownOn = "",
    lens: LensName = "relations",
    kind: OfKind = None,
    family: OfFamily = None,
    unverified: Unverified = False,
    as_json: AsJson = False,
) -> None:
    """List the ties of one entity, or those between two, with who says so."""
    if len(entities) > 2:
        raise UsageError(f"ties joins one or two entities, not {len(entities)}; quote names of several words")
    atlas = _open()
    view = _view(atlas, as_of, known_on, lens, kind or [], family or [], unverified)
    ends = [atlas.find(name) for name in entities]
    found = atlas.ties(view, ends)
    world = atlas.known(view).world
    if as_json:
        typer.echo(_written([tie_record(tie, certainty, world) for tie, certainty in found]))
        return
    from graph.model.sentences import named, sentence

    typer.echo(f"{len(found)} ties of {' and '.join(end.label for end in ends)}, {_when(atlas, view)}")
    for tie, certainty in found:
        doubt = {"certain": "", "possible": " (possible on this day)"}[certainty]
        typer.echo(f"\n{sentence(tie, world, atlas.day(view))}{doubt} [{tie.grade}]")
        for claim in tie.claims:
            source = world.source_by_iri[claim.source]
            says = "denied by" if claim.denies else "said by"
            typer.echo(f"    {says} {source.publisher or source.title}, {source.dated()}: {source.title}")
            if claim.announced_by:
                typer.echo(f"        announced by {named(claim.announced_by, world)}")


@app.command()
def path(
    start: Annotated[str, typer.Argument(metavar="A", help="One end: code, name or alias.")],
    end: Annotated[str, typer.Argument(metavar="B", help="The other end.")],
    through: Annotated[str, typer.Option(help="Every chain passes this entity.")] = "",
    avoiding: Annotated[list[str] | None, typer.Option(help="No chain passes it; may be repeated.")] = None,
    bodies: Annotated[bool, typer.Option(help="Chains may pass organisations and agreements.")] = False,
    events: Annotated[bool, typer.Option(help="An event, such as a visit, is a step too.")] = False,
    sourced: Annotated[bool, typer.Option(help="The best sourced first, not the shortest.")] = False,
    most: Annotated[int, typer.Option(help="How many chains at most.", min=1, max=50)] = 10,
    as_of: AsOf = "",
    known_on: KnownOn = "",
    lens: LensName = "relations",
    kind: OfKind = None,
    family: OfFamily = None,
    as_json: AsJson = False,
) -> None:
    """Tell how two entities are connected: chains of ties that certainly hold, with who says so."""
    from graph.export.json import routes_record
    from graph.model.path import Prefer, Route
    from graph.model.sentences import named, reported, sentence

    atlas = _open()
    view = _view(atlas, as_of, known_on, lens, kind or [], family or [])
    ends = atlas.find(start), atlas.find(end)
    route = Route(
        start=ends[0].iri,
        end=ends[1].iri,
        through=atlas.find(through).iri if through else "",
        avoiding=frozenset(atlas.find(name).iri for name in avoiding or ()),
        bodies=bodies,
        events=events,
        prefer=Prefer.SOURCED if sourced else Prefer.SHORTEST,
        most=most,
    )
    found, world, day = atlas.routes(view, route), atlas.known(view).world, atlas.day(view)
    if as_json:
        typer.echo(_written(routes_record(found, world, day)))
        return
    joined = f"{ends[0].label} and {ends[1].label}"
    if not found.chains:
        typer.echo(f"no chain of ties joins {joined}, {_when(atlas, view)}")
        for sentence_ in found.told_without():
            typer.echo(f"  {sentence_}")
        return
    typer.echo(f"{len(found.chains)} chains of ties join {joined}, {_when(atlas, view)}")
    typer.echo("ties that our sources report; others may exist")
    for number, chain in enumerate(found.chains, 1):
        names = " – ".join(named(iri, world) for iri in chain.entities)
        typer.echo(f"\n{number}. {names} ({chain.told_length})")
        for step in chain.steps:
            typer.echo(f"    {sentence(step.ties[0], world, day)} ({reported(step.ties[0], world)})")


@app.command()
def measures(
    measure: Annotated[str, typer.Argument(help="Which; without one they are listed, or shared.")] = "",
    bodies: Annotated[bool, typer.Option(help="Organisations and agreements are entities too.")] = False,
    events: Annotated[bool, typer.Option(help="An event, such as a visit, is a tie too.")] = False,
    without: Annotated[str, typer.Option(help="An entity: its figure with each source left out.")] = "",
    saved: Annotated[str, typer.Option("--view", help="A saved view: a file of data/views/.")] = "",
    as_of: AsOf = "",
    known_on: KnownOn = "",
    lens: LensName = "relations",
    kind: OfKind = None,
    family: OfFamily = None,
    as_json: AsJson = False,
) -> None:
    """Measure the network of a view: degree, betweenness, ... or shared, for shared memberships.

    Ties are those that certainly hold on the day and that our sources report; others may exist.
    """
    from graph.export.measured import left_out_record, measured_record, shared_record
    from graph.model.gauged import LEVEL, REPORTED, Ground, told_figure
    from graph.model.sentences import named
    from graph.network.measures import MEASURES
    from graph.network.measures.measure import warnings
    from graph.network.memberships import METHOD

    if not measure:
        for slug, offered in MEASURES.items():
            typer.echo(f"{slug:<13}{offered.question}")
        typer.echo(f"{'shared':<13}Who belongs to more together than chance would give?")
        return
    if measure not in (*MEASURES, "shared"):
        raise UnknownName("measure", measure, (*MEASURES, "shared"))
    atlas = _open()
    view = _measured_view(atlas, saved, _view(atlas, as_of, known_on, lens, kind or [], family or []))
    world = atlas.known(view).world
    if measure == "shared":
        pairs = atlas.shared_bodies(view)
        if as_json:
            typer.echo(_written({"about": atlas.about(view), **shared_record(pairs, METHOD, world)}))
            return
        beyond = [pair for pair in pairs if pair.q <= LEVEL]
        typer.echo(
            f"{len(beyond)} of {len(pairs)} pairs share more than chance would give, {_when(atlas, view)}"
        )
        typer.echo(METHOD)
        for pair in beyond:
            both = f"{named(pair.one, world)} – {named(pair.other, world)}"
            typer.echo(
                f"{pair.shared:>4} shared, {pair.expected:.1f} expected, corrected p {pair.q:.2g}: {both}"
            )
        return
    asked, told = Ground(bodies=bodies, events=events), MEASURES[measure]
    found = atlas.measured(view, measure, asked)
    entity = atlas.find(without).iri if without else ""
    changes = atlas.measured_without(view, measure, entity, asked) if entity else ()
    weak = warnings(told, atlas.ground(view, asked), found)
    if as_json:
        about = {**atlas.about(view), "measured": asked.told}
        record = measured_record(told, found, weak, about, world)
        if entity:
            record["without"] = {"entity": entity, "sources": left_out_record(changes, world)}
        typer.echo(_written(record))
        return
    typer.echo(
        f"{told.finding(found, {iri: named(iri, world) for iri in found.values})}, {_when(atlas, view)}"
    )
    typer.echo(f"{told.title}, {asked.told}: {told.definition}\n{REPORTED}")
    for warning in weak:
        typer.echo(f"little can be said: {warning}")
    if entity:
        for each in changes:
            after = "tied to nobody" if each.after is None else told_figure(each.after, told.unit)
            source = world.source_by_iri[each.without.source]
            typer.echo(f"{after:>12}  without {source.publisher or source.title}: {source.title}")
        figure = told_figure(found.values[entity], told.unit)
        typer.echo(f"{figure:>12}  {named(entity, world)} with all sources; others change nothing")
        return
    for (one, other), value in sorted(found.pairs.items(), key=lambda item: (-item[1], item[0])):
        typer.echo(f"{told_figure(value, 'count'):>12}  {named(one, world)} – {named(other, world)}")
    for iri in found.highest:
        group = f", group {found.groups[iri]}" if iri in found.groups else ""
        typer.echo(f"{told_figure(found.values[iri], told.unit):>12}  {named(iri, world)}{group}")


def _measured_view(atlas: Atlas, saved: str, view: View) -> View:
    """The view of the shell, or a saved one by the shell's clocks and lens where they are said."""
    if not saved:
        return replace(view, types=View.types, statehood=View.statehood, past_years=View.past_years)
    clauses = ("as_of", "known_on", "lens", "kinds", "families")
    said = [name for name in clauses if getattr(view, name) != getattr(View(), name)]
    return _saved_view(atlas, saved, view, said)


def _saved_view(atlas: Atlas, saved: str, view: View, said: Iterable[str]) -> View:
    """A saved view, with those clauses of another that are said besides."""
    if saved not in atlas.views:
        raise UnknownName("saved view", saved, tuple(atlas.views))
    return replace(atlas.views[saved].view, **{name: getattr(view, name) for name in said})


@app.command()
def whatif(
    join: Annotated[list[str] | None, typer.Option(help="A state supposed to join; may be repeated.")] = None,
    leave: Annotated[list[str] | None, typer.Option(help="One supposed to leave; may be repeated.")] = None,
    saved: Annotated[str, typer.Option("--view", help="A saved view: a file of data/views/.")] = "",
    as_of: AsOf = "",
    known_on: KnownOn = "",
    lens: LensName = "relations",
    kind: OfKind = None,
    family: OfFamily = None,
    as_json: AsJson = False,
    as_csv: Annotated[bool, typer.Option("--csv", help="Answer in CSV.")] = False,
    as_turtle: Annotated[bool, typer.Option("--turtle", help="Answer in Turtle.")] = False,
    as_trig: Annotated[bool, typer.Option("--trig", help="Answer in TriG.")] = False,
) -> None:
    """Tell what would follow if states joined the Accords or left them, under each of three rules.

    Nothing of it is a fact or a forecast: every line, and every line of a file, says that it is supposed.
    """
    from graph.export.whatif import whatif_csv, whatif_record, whatif_trig, whatif_turtle
    from graph.model.scenario import SUPPOSED, Scenario, named_party
    from graph.model.sentences import named

    if sum((as_json, as_csv, as_turtle, as_trig)) > 1:
        raise UsageError("--json, --csv, --turtle and --trig exclude each other")
    if not (join or leave):
        raise UsageError("whatif supposes that somebody joins or leaves; name a state, e.g. --join KAZ")
    atlas = _open()
    view = _measured_view(atlas, saved, _view(atlas, as_of, known_on, lens, kind or [], family or []))
    joins, leaves = (frozenset(atlas.find(name).iri for name in names or ()) for names in (join, leave))
    scenario, world, about = Scenario(joins, leaves), atlas.known(view).world, atlas.about(view)
    found = atlas.what_if(view, scenario)
    if as_json:
        typer.echo(_written(whatif_record(found, about, world)))
    elif as_csv:
        typer.echo(whatif_csv(found, world).decode(), nl=False)
    elif as_turtle or as_trig:
        write = whatif_turtle if as_turtle else whatif_trig
        typer.echo(write(found, about, world).decode(), nl=False)
    if as_json or as_csv or as_turtle or as_trig:
        return
    typer.echo(f"suppose {scenario.told(world)}, {_when(atlas, view)}\n{SUPPOSED}")
    for first in found.firsts:
        typer.echo(f"supposed to join, {named(first.state, world)} would be the first member {first.told}")
    for rule, outcome in found.outcomes.items():
        changes = outcome.changes
        typer.echo(f"\n{named_party(rule.label, found.circle, world)}")
        for tie in outcome.supposed:
            typer.echo(f"  {tie.told(world)}")
        for iri in outcome.ended:
            typer.echo(f"  supposed to end: {named(iri, world)}")
        typer.echo(
            f"  supposed chains: {len(changes.new)} new, {len(changes.shorter)} shorter, "
            f"{len(changes.longer)} longer, {len(changes.lost)} lost; bridges {found.before.bridges} → "
            f"{outcome.after.bridges}, cut points {found.before.cut_points} → {outcome.after.cut_points}"
        )


@app.command()
def export(
    out: Annotated[Path, typer.Option("--out", help="File to write.")],
    form: Annotated[str, typer.Option("--format", help="What to write; see below.")],
    saved: Annotated[str, typer.Option("--view", help="A saved view: a file of data/views/.")] = "",
    as_of: AsOf = "",
    known_on: KnownOn = "",
    lens: Annotated[str, typer.Option("--lens", help="Whose list of members; default: relations.")] = "",
    kind: OfKind = None,
    family: OfFamily = None,
    unverified: Unverified = False,
) -> None:
    """Write the ties of a day, as known on a day, or a saved view into a file for other tools.

    Formats: svg and svg-dark (the picture), html (a page that stands alone), csv, entities-csv and
    claims-csv, parquet, json, graphml, gexf, node-link and cytoscape (networks), trig, turtle and json-ld
    (the facts with their sources), python (the lines that ask for the same view). With --view, what else
    is said changes the saved view.
    """
    from graph.export import MADE_IN_BROWSER, formats

    writers = formats()
    if form in MADE_IN_BROWSER:
        raise UsageError(
            f"{form} is made by a browser: open the app and choose 'Take it away', or write svg or html here"
        )
    if form not in writers:
        raise UnknownName("format", form, tuple(writers))
    atlas = _open()
    view = _view(atlas, as_of, known_on, lens or "relations", kind or [], family or [], unverified)
    if saved:
        asked = {"as_of": as_of, "known_on": known_on, "lens": lens, "kinds": kind, "families": family}
        said = [name for name, value in {**asked, "unverified": unverified}.items() if value]
        view = _saved_view(atlas, saved, view, said)
    taken = atlas.taken(view)
    content = writers[form](taken)
    try:
        out.write_bytes(content)
    except OSError as wrong:
        raise UsageError(f"{out.name}: {(wrong.strerror or str(wrong)).lower()}") from None
    typer.echo(f"{out.name}: {len(taken.ties)} ties, {taken.about['view']}")


@app.command()
def members(
    as_of: AsOf = "", known_on: KnownOn = "", lens: LensName = "relations", as_json: AsJson = False
) -> None:
    """List where each state stands toward the Accords; the party and the broker are no members."""
    from graph.model.standing import Standing

    atlas = _open()
    view = _view(atlas, as_of, known_on, lens)
    world = atlas.known(view).world
    found = [
        (world.entity_by_iri[iri], place)
        for iri, place in atlas.places(view).items()
        if place.standing is not Standing.OUTSIDE
    ]
    order = list(Standing)
    found.sort(key=lambda item: (order.index(item[1].standing), item[0].label))
    if as_json:
        typer.echo(_written([member_record(entity, place, world) for entity, place in found]))
        return
    count = sum(place.standing is Standing.MEMBER for _, place in found)
    typer.echo(f"{count} members, {_when(atlas, view)}; party and broker are not counted")
    typer.echo(atlas.lenses[view.lens].sentence)
    typer.echo(f"{atlas.how_many(view).sentence}.")
    for entity, place in found:
        typer.echo(f"{place.standing:<10} {entity.code:<4} {entity.label:<24} {place.spoken}".rstrip())


@app.command()
def candidates(
    weight: Annotated[
        list[str] | None,
        typer.Option(help="How much a criterion counts, 0 to 5, like relations=3; may be repeated."),
    ] = None,
    most: Annotated[int, typer.Option(help="How many candidates are listed.", min=1)] = 20,
    back_test: Annotated[
        bool, typer.Option("--back-test", help="Rank the day before each accession under the lens instead.")
    ] = False,
    as_of: AsOf = "",
    known_on: KnownOn = "",
    lens: LensName = "relations",
    as_json: AsJson = False,
) -> None:
    """Rank the states outside the Accords by criteria that you weigh; no forecast, and no probability."""
    from graph.export.candidates import NOTICE, backtest_record, ranking_record
    from graph.model.backtest import finding
    from graph.model.candidates import Weights, labelled

    weights = Weights.of_words(weight or ())
    atlas = _open()
    view = _view(atlas, as_of, known_on, lens)
    world = atlas.known(view).world
    if back_test:
        if known_on:
            raise UsageError("a back-test knows what began before each accession; leave out --known-on")
        tested, untested = atlas.backtest(view, weights), atlas.untested(view)
        if as_json:
            typer.echo(_written(backtest_record(tested, untested, world)))
            return
        typer.echo(f"{finding(tested)}, lens {lens}\n{NOTICE}")
        for each in tested:
            _tell_case(each, world)
        return
    ranking = atlas.candidates(view, weights)
    if as_json:
        typer.echo(_written(ranking_record(ranking, world)))
        return
    typer.echo(f"{len(ranking.candidates)} states outside the Accords, {_when(atlas, view)}\n{NOTICE}")
    weighed = [each for each in ranking.asked if weights.of(each)]
    for criterion in weighed:
        label, meaning = labelled(criterion, ranking.frame, world.entity_by_iri)
        typer.echo(f"  {criterion}={weights.of(criterion)}  {label}: {meaning}")
    typer.echo("\nrank (by weights; by what is missing), score of 100, criteria known")
    for found in ranking.candidates[:most]:
        known = f"{len(weighed) - len(found.missing)} of {len(weighed)}"
        typer.echo(
            f"{found.rank.told:>9} ({found.by_weights.told}; {found.by_missing.told})  "
            f"{world.entity_by_iri[found.state].label}  {100 * found.score:.1f}, {known}"
        )


def _tell_case(each: Tested, world: World) -> None:
    from graph.model.sentences import named

    found, admitted = each.ranking.of(each.case.state), each.ranking.admitted
    typer.echo(f"\n{named(each.case.state, world)}, on {each.case.frame.day}, the day before its accession")
    if found:
        typer.echo(
            f"  rank {found.rank.told} of {len(each.ranking.candidates)} "
            f"(by weights {found.by_weights.told}; by what is missing {found.by_missing.told})"
        )
    for base in each.baselines:
        typer.echo(f"  {base.name}: {base.rank.told} ({base.meaning})")
    typer.echo(f"  admitted: {sum(admitted.heard.values()):,} claims")
    for why, number in admitted.left_of({kind for kind, _ in admitted.left}).items():
        typer.echo(f"  left out: {number:,} {why.label}")


@app.command()
def arguments(
    entities: Annotated[
        list[str] | None,
        typer.Argument(help="States that they are about, or the Accords; all if none is named."),
    ] = None,
    theme: Annotated[list[str] | None, typer.Option(help="Only on this theme; may be repeated.")] = None,
    gains: Annotated[
        list[str] | None, typer.Option(help="Only where this one would gain or pay; may be repeated.")
    ] = None,
    stance: Annotated[list[Stance] | None, typer.Option(help="Only of this stance; may be repeated.")] = None,
    side: Annotated[list[Speaker] | None, typer.Option(help="Only by those of this side.")] = None,
    by: Annotated[str, typer.Option(help="Only by whose name or country's code says these words.")] = "",
    known_on: KnownOn = "",
    as_json: AsJson = False,
) -> None:
    """List what an accession is said to bring or cost, each argument with what is said against it."""
    from graph.export.arguments import board_record
    from graph.model.arguments import Asked, balance, finding, options
    from graph.model.sentences import named
    from graph.model.words import enumerated

    atlas = _open()
    view = _view(atlas, "", known_on, "relations")
    world = atlas.known(view).world
    themes = options(atlas.world)["themes"]
    if wrong := [word for word in theme or () if word not in themes]:
        raise UnknownName("theme of an argument", wrong[0], tuple(sorted(themes)))
    asked = Asked(
        about=frozenset(atlas.find(name).slug for name in entities or ()),
        themes=frozenset(theme or ()),
        gains=frozenset(atlas.find(name).slug for name in gains or ()),
        stances=frozenset(map(str, stance or ())),
        sides=frozenset(map(str, side or ())),
        by=by,
    )
    found = atlas.arguments(view, asked)
    if as_json:
        typer.echo(_written(board_record(found, world)))
        return
    typer.echo(f"{finding(found)}\n{balance(found)}")
    for each in found.all:
        argument, about = each.argument, named(each.argument.about, world)
        gaining = enumerated(named(iri, world) for iri in argument.beneficiaries)
        whom = f" for {gaining}" if gaining else ""
        typer.echo(f"\n{argument.stance}{whom}, about {about}: {argument.text}")
        typer.echo(f"    argued by {argument.argued_by or 'the source'}, in {each.source.title}")
        for other in each.against:
            typer.echo(f"    against it: {other.text} ({other.argued_by or 'the source'})")
        if not each.against:
            typer.echo("    against it: none found")


@app.command()
def compare(
    sides: Annotated[
        list[str],
        typer.Argument(help="Two to five: a state, a body, a region, or a standing such as member."),
    ],
    as_of: AsOf = "",
    known_on: KnownOn = "",
    lens: LensName = "relations",
    kind: OfKind = None,
    family: OfFamily = None,
    as_json: AsJson = False,
) -> None:
    """Lay states or blocs side by side: ties that all have, that one alone has, that one lacks."""
    from graph.export.shared import shared_record
    from graph.model.sentences import named
    from graph.model.shared import Common, cell, finding
    from graph.model.sides import LEAST, MOST

    if not LEAST <= len(sides) <= MOST:
        raise UsageError(f"{LEAST} to {MOST} can be compared, not {len(sides)}; quote names of several words")
    atlas = _open()
    view = _view(atlas, as_of, known_on, lens, kind or [], family or [])
    words = [_side(atlas, view, name) for name in sides]
    if len(set(words)) < len(words):
        raise UsageError("the same side is named twice; name another one to compare it with")
    found = atlas.shared(atlas.sides(words, view), view, filtered=bool(kind or family))
    world = atlas.known(view).world
    if as_json:
        typer.echo(_written(shared_record(found, world)))
        return
    typer.echo(f"{finding(found)}, {_when(atlas, view)}\nties that our sources report; others may exist")
    for common in Common:
        rows = found.of(common)
        if rows:
            typer.echo(f"\n{common.label} ({len(rows)})")
        for row in rows:
            told = "; ".join(
                f"{side.label}: {cell(held, side, world)}"
                for side, held in zip(found.sides, row.held, strict=True)
            )
            typer.echo(f"  {row.says} {named(row.other, world)}: {told}")


def _side(atlas: Atlas, view: View, name: str) -> str:
    """The word for a side: a standing or a region as such, else an entity by any of its names."""
    if atlas.sides([name], view):
        return name
    return atlas.find(name).slug


@app.command()
def diff(
    from_as_of: Annotated[str, typer.Option("--from-as-of", help="The earlier day.")] = "",
    to_as_of: Annotated[str, typer.Option("--to-as-of", help="The later day.")] = "",
    from_known_on: Annotated[str, typer.Option("--from-known-on", help="The earlier day of knowledge.")] = "",
    to_known_on: Annotated[str, typer.Option("--to-known-on", help="The later day of knowledge.")] = "",
    from_lens: Annotated[str, typer.Option("--from-lens", help="The first list of members.")] = "",
    to_lens: Annotated[str, typer.Option("--to-lens", help="The second list of members.")] = "",
    as_of: AsOf = "",
    known_on: KnownOn = "",
    lens: LensName = "relations",
    kind: OfKind = None,
    family: OfFamily = None,
    unverified: Unverified = False,
    as_json: AsJson = False,
    as_csv: Annotated[bool, typer.Option("--csv", help="Answer in CSV.")] = False,
) -> None:
    """Say what differs between two days, two days of knowledge or two lenses."""
    from graph.export.difference import difference_csv, difference_record

    if as_json and as_csv:
        raise UsageError("--json and --csv exclude each other")
    if not any((from_as_of, to_as_of, from_known_on, to_known_on, from_lens, to_lens)):
        raise UsageError("diff compares two moments; name what differs, e.g. --from-as-of 2020-09-30")
    _in_order("as-of", from_as_of or as_of, to_as_of or as_of)
    _in_order("known-on", from_known_on or known_on, to_known_on or known_on)
    atlas = _open()
    before, after = (
        # a tie that ended is lowered, not lost, so that every stage must be seen
        replace(
            _view(atlas, *clocks, kind or [], family or [], unverified),
            phases=frozenset(),
        )
        for clocks in (
            (from_as_of or as_of, from_known_on or known_on, from_lens or lens),
            (to_as_of or as_of, to_known_on or known_on, to_lens or lens),
        )
    )
    found = atlas.difference(before, after)
    if as_csv or as_json:
        for view in (before, after):
            if view.as_of and view.as_of > atlas.horizon:
                typer.echo(f"accord-atlas: {_when(atlas, view)}", err=True)
    worlds = atlas.known(before).world, atlas.known(after).world
    if as_csv:
        typer.echo(difference_csv(found, *worlds), nl=False)
    elif as_json:
        moments = {"from": _moment(atlas, before), "to": _moment(atlas, after)}
        typer.echo(_written(moments | difference_record(found, *worlds)))
    else:
        typer.echo(f"from {_when(atlas, before)}\nto   {_when(atlas, after)}\n{found.sentence()}")
        for line in _told(found, worlds, (atlas.day(before), atlas.day(after))):
            typer.echo(line)


def _in_order(clock: str, first: str, second: str) -> None:
    days = _day(f"--from-{clock}", first), _day(f"--to-{clock}", second)
    if days[0] and days[1] and days[0] > days[1]:
        raise UsageError(f"--from-{clock} {first} is later than --to-{clock} {second}; exchange the two")


def _moment(atlas: Atlas, view: View) -> dict[str, str | None]:
    return {
        "as_of": atlas.day(view).isoformat(),
        "known_on": view.known_on.isoformat() if view.known_on else None,
        "lens": view.lens,
    }


def _told(found: Difference, worlds: tuple[World, World], days: tuple[date, date]) -> Iterator[str]:
    """A difference in lines: who stands elsewhere, then each tie with its sources."""
    from graph.model.sentences import named, sentence

    def source(tie: Tie, side: int) -> str:
        known = worlds[side].source_by_iri
        titles = dict.fromkeys(
            f"{known[claim.source].publisher or known[claim.source].title}, {known[claim.source].dated()}"
            for claim in tie.affirming
        )
        return f"    said by {'; '.join(titles)}"

    if found.standings:
        yield "\nstandings"
    for moved in found.standings:
        yield f"  {named(moved.state, worlds[1])}: {moved.standing[0]} → {moved.standing[1]}"
        side = 1 if moved.after and moved.after.ties else 0
        for iri in moved.ties:
            tie = worlds[side].tie_by_iri[iri]
            yield f"    by {sentence(tie, worlds[side], days[side])}"
            yield f"  {source(tie, side)}"
    for title, changes in (("", found.certain), ("possibly ", found.possible)):
        for name, ties, side in (("gained", changes.gained, 1), ("lost", changes.lost, 0)):
            if ties:
                yield f"\n{title}{name}"
            for tie in ties:
                yield f"  {sentence(tie, worlds[side], days[side])}"
                yield source(tie, side)
        for name in ("raised", "lowered", "changed"):
            if steps := getattr(changes, name):
                yield f"\n{title}{name}"
                for step in steps:
                    yield f"  {sentence(step.before, worlds[0], days[0])}"
                    yield f"  → {sentence(step.after, worlds[1], days[1])}"
                    yield source(step.after, 1)


@app.command()
def validate(
    file: Annotated[Path, typer.Argument(help="Turtle, TriG or N-Quads (.nq.gz) to check.")],
) -> None:
    """Check a file of data against the shapes, as if it lay in data/."""
    from graph.settings import Settings
    from graph.store.validate import validate as check

    _bytes(file)
    problems = check(file, Settings.from_environment().data)
    for problem in problems:
        typer.echo(problem, err=True)
    typer.echo(
        f"{file.name}: {len(problems)} problems" if problems else f"{file.name}: conforms to the shapes"
    )
    if problems:
        raise typer.Exit(1)


@app.command("import")
def import_(
    file: Annotated[
        Path | None, typer.Argument(help="CSV, Turtle, TriG, N-Quads, JSON-LD or RDF/XML.")
    ] = None,
    store: Annotated[str, typer.Option(help="Folder that keeps your imports; begun if there is none.")] = "",
    good_rows: Annotated[bool, typer.Option(help="Keep the good rows where others are wrong.")] = False,
    template: Annotated[bool, typer.Option(help="Write an empty table with all columns, and end.")] = False,
    as_json: AsJson = False,
) -> None:
    """Check a file of your own, say what it would change, and keep it in a folder over the shipped data.

    Without a folder nothing is kept. Where a row or claim is wrong, nothing is kept either, unless asked with
    --good-rows.
    """
    from graph.own.columns import template as columns

    if template:
        typer.echo(columns().decode(), nl=False)
        return
    if file is None:
        raise UsageError("import needs a file; --template writes one to fill in")
    _import(file, store, good_rows, as_json)


def _import(file: Path, store: str, good_rows: bool, as_json: bool) -> None:
    from graph.atlas import open_atlas
    from graph.own.folder import commit, imports
    from graph.own.gate import admit, check_size
    from graph.own.shell import report, report_record
    from graph.settings import Settings

    settings = Settings.from_environment()
    where = store or settings.store
    if "://" in where:
        raise UsageError("imports are kept in a folder; --store names none")
    if file.is_file():
        check_size(file.name, file.stat().st_size, settings.own_bytes)
    content = _bytes(file)
    admit(file.name, content, settings.own_bytes)  # what is refused at once need not wait for the atlas
    base = open_atlas(replace(settings, store=""))
    over = base.with_imports(Path(where)) if where and imports(Path(where)) else None
    found = base.review(file.name, content, over=over)
    wrong = bool(found.findings) and not good_rows
    kept = commit(Path(where), found.own) if where and not wrong else None
    if as_json:
        typer.echo(_written(report_record(found, kept)))
    else:
        typer.echo("\n".join(report(found)))
    if kept:
        typer.echo(f"imported: {kept.name} as {kept.digest}", err=as_json)
    elif wrong:
        typer.echo("accord-atlas: nothing is kept; mend the file, or add --good-rows", err=True)
        raise typer.Exit(1)
    else:
        typer.echo("accord-atlas: checked, and nothing is kept; name a folder with --store", err=True)


@app.command("imports")
def imports_(
    store: Annotated[str, typer.Option(help="Folder that keeps your imports.")] = "",
    remove: Annotated[str, typer.Option(help="Take this import out, by its name or digest.")] = "",
    as_json: AsJson = False,
) -> None:
    """List what a folder of imports keeps, or take an import out of it."""
    from graph.own import folder
    from graph.own.shell import listed
    from graph.settings import Settings

    where = store or Settings.from_environment().store
    if not where:
        raise UsageError("imports needs a folder; name it with --store or in ATLAS_STORE")
    if remove:
        gone = folder.remove(Path(where), remove)
        typer.echo(f"removed: {gone.name}", err=True)
    found = folder.imports(Path(where))
    typer.echo(_written([each.record() for each in found]) if as_json else "\n".join(listed(found)))


@app.command()
def harvest(
    table: Annotated[list[str] | None, typer.Argument(help="Which tables; all if none is named.")] = None,
    datasets: Annotated[Path | None, typer.Option(help="Folder of the downloaded tables.")] = None,
) -> None:
    """Turn public tables into data/generated/ (for maintainers; needs the downloaded tables)."""
    from graph.harvest.__main__ import main as run

    arguments = list(table or [])
    if datasets:
        arguments += ["--datasets", str(datasets)]
    raise typer.Exit(run(arguments))


@app.command()
def snapshot(
    rebuild: Annotated[bool, typer.Option("--rebuild", help="Build it anew even if it is sound.")] = False,
) -> None:
    """Build the snapshot that the app opens, or check that it is sound."""
    import shutil

    from graph.atlas import snapshot as build
    from graph.settings import Settings
    from graph.store.snapshot import check, folder_of

    settings = Settings.from_environment()
    folder = folder_of(settings)
    if rebuild:
        shutil.rmtree(folder, ignore_errors=True)
    elif folder.is_dir():
        check(folder)
    build(settings, progress=lambda step: typer.echo(step, err=True))
    size = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
    typer.echo(f"{folder.name}: sound, {size / 1e6:.1f} MB, in {folder.parent}")


@app.command()
def record() -> None:
    """Write down what each source says in this data version, for links made from it (for maintainers)."""
    from graph.settings import Settings
    from graph.store.versions import record as write

    file = write(Settings.from_environment().data)
    typer.echo(f"{file.name}: recorded in {file.parent.name}/")


@app.command()
def stats(as_json: AsJson = False) -> None:
    """Count what the atlas holds."""
    atlas = _open()
    world = atlas.world
    counts: dict[str, Any] = {
        "version": world.version,
        "horizon": world.horizon.isoformat(),
        "states": sum(entity.type == "State" for entity in world.entities),
        "entities": len(world.entities),
        "kinds": len(world.kinds),
        "ties": len(world.ties),
        "disputed": sum(tie.disputed for tie in world.ties),
        "claims": len(world.claims),
        "sources": len(world.sources),
        "statements": len(world.statements),
        "compositions": len(world.compositions),
        "arguments": len(world.arguments),
    }
    if as_json:
        typer.echo(_written(counts))
        return
    for name, number in counts.items():
        typer.echo(f"{name:<13}{number}")


def _free(port: int, address: str) -> None:
    """Make sure that nobody listens on a port, before anything is built."""
    with socket.socket(socket.AF_INET6 if ":" in address else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((address, port))
        except OSError as wrong:
            raise PortTaken(port) from wrong


def _open() -> Atlas:
    from graph.atlas import open_atlas

    return open_atlas(progress=lambda step: typer.echo(f"building the snapshot: {step}", err=True))


def _view(
    atlas: Atlas,
    as_of: str,
    known_on: str,
    lens: str,
    kinds: list[str] | None = None,
    families: list[Family] | None = None,
    unverified: bool = False,
) -> View:
    if lens not in atlas.lenses:
        raise UnknownName("lens", lens, tuple(atlas.lenses))
    for kind in kinds or ():
        if kind not in atlas.world.kind_by_slug:
            from graph.search.suggestion import Sort

            near = atlas.suggest(kind, 3, among=(Sort.KIND,))
            raise UnknownName("kind of tie", kind, tuple(suggestion.slug for suggestion in near))
    from graph.model.entity import EntityType

    return View(
        as_of=_day("--as-of", as_of),
        known_on=_day("--known-on", known_on),
        lens=lens,
        types=frozenset(EntityType),
        kinds=frozenset(kinds or ()),
        families=frozenset(families or ()),
        statehood=frozenset(),
        past_years=200,
        unverified=unverified,
    )


def _day(option: str, text: str) -> date | None:
    if not text:
        return None
    try:
        return PartialDate.parse(text).last
    except ValueError as wrong:
        raise UsageError(f"{option}: {wrong}") from None


def _when(atlas: Atlas, view: View) -> str:
    from graph.model.words import spoken

    said = f"as of {spoken(atlas.day(view))}"
    if view.as_of and view.as_of > atlas.horizon:
        said += f" (nothing is known after it, {spoken(view.as_of)} was asked for)"
    if view.known_on:
        said += f", known on {spoken(view.known_on)}"
    return f"{said}, lens {view.lens}"


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as wrong:
        raise UsageError(f"{path.name}: {(wrong.strerror or str(wrong)).lower()}") from None


def _tell(wrong: AtlasError) -> None:
    logging.getLogger(__name__).debug("told to the reader", exc_info=wrong)
    typer.echo(f"accord-atlas: {wrong}", err=True)


def _written(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2)
