"""A report that something is wrong: what is shown and who says it, with lines left for what is right."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from graph.model.evidence import Said, TieEvidence
from graph.model.sentences import figure
from graph.model.words import one_line


def report(evidence: TieEvidence, address: str, version: str) -> str:
    """Write the report on one tie, in plain text to copy.

    Args:
        address: link to the view in which the tie was seen.
        version: of the data.
    """
    return "\n".join(
        [
            "Something is wrong in Accord Atlas",
            "",
            "What is wrong:",
            "",
            "What is right:",
            "",
            "Which source says so (title, address, page or paragraph):",
            "",
            "--- What is shown ---",
            one_line(evidence.sentence),
            f"Tie: {one_line(evidence.tie.iri)}",
            *(f"{name}: {one_line(value)}" for name, value in _values(evidence)),
            f"Data version: {one_line(version)}",
            f"Seen at: {one_line(address)}",
            "",
            *_by_whom("Said by", evidence.affirming),
            *_by_whom("Denied by", evidence.denying),
        ]
    ).rstrip()


def _values(evidence: TieEvidence) -> Iterator[tuple[str, str]]:
    tie = evidence.tie
    yield "Kind", tie.kind.label
    if tie.phase:
        yield "Stage", tie.phase.label
    if tie.since:
        yield "Since" if tie.phase else "On", tie.since.spoken()
    if tie.until:
        yield "Until", tie.until.spoken()
    if tie.amount is not None:
        yield "Amount", figure(tie.amount, tie.unit)
    if tie.year:
        yield "Year", tie.year.spoken()
    if tie.role:
        yield "Role", tie.role
    yield "Support", str(evidence.grade)
    for why in evidence.disputes:
        yield "Disputed because", why
    for rival in evidence.rivals:
        yield "Only one of the two can be true, the other is", rival.iri


def _by_whom(title: str, said: Sequence[Said]) -> Iterator[str]:
    if not said:
        return
    yield f"--- {title} ---"
    for item in said:
        source = item.source
        yield f"{one_line(source.title)} ({one_line(source.publisher)}, {one_line(source.dated())})"
        yield f"  Claim: {one_line(item.claim.iri)}"
        if source.url:
            yield f"  Page: {one_line(source.url)}"
