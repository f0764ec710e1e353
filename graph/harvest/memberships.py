"""Memberships of organizations: the World Factbook's lists, and the dated ones that go before them.

The Factbook's lists are stale in places. Where the table of dated memberships has a state in an organization,
the Factbook's row stands beside it only if both give the same role and it is not over; else it is left out.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from graph.harvest.errors import UnknownOrganization
from graph.harvest.nquads import Quad
from graph.harvest.overrides import Named, read_organizations
from graph.harvest.table import Row, read_table
from graph.harvest.ties import Outline, Saying, date_of, describe_claim, describe_tie
from graph.model.dates import PartialDate
from graph.store.terms import organization, state

KIND = "member-of"

#: the Factbook's word for how a state takes part → role
_QUALIFIERS = {
    "": "member",
    "nonregional member": "member",
    "nonregional members": "member",
    "regional": "member",
    "permanent": "member",
    "temporary": "member",
    "compliant country": "member",
    "implementing country": "member",
    "de facto member": "member",
    "Chinese Taipei": "member",  # the name under which it takes part
    "2024": "member",  # a year that was read as a word
    "observer": "observer",
    "associate observer": "observer",
    "associate": "associate",
    "associate member": "associate",
    "associated member": "associate",
    "correspondent": "associate",
    "subscriber": "associate",
    "cooperating state": "associate",
    "subbureau": "associate",
    "associate member, has not ratified the 1993 CIS charter although it participates in meetings and held "
    "the chairmanship of the CIS in 2012": "associate",
    "participating member, has not signed the 1993 CIS charter": "associate",
    "partner": "partner",
    "partners": "partner",
    "dialogue partner": "partner",
    "dialogue member": "partner",
    "sectoral dialogue partner": "partner",
    "enhanced engagement": "partner",
    "candidate": "candidate",
    "candidates": "candidate",
    "candidate country": "candidate",
    "accession candidate": "candidate",
    "pending member": "candidate",
    "signatory": "signatory",
    "suspended": "suspended",
    "temporarily suspended": "suspended",
    "compliant country) (suspended": "suspended",
    "excluded from formal participation since 1962": "suspended",
}
#: the state takes no part; associations in it do
_NOT_THE_STATE = frozenset({"NGOs", "national committees"})

#: the word of the table of dated memberships → role; its former members were members
_ROLES = {
    "member": "member",
    "member (participation frozen 2024)": "member",
    "founding member": "member",
    "founding signatory": "member",
    "former member": "member",
    "observer": "observer",
    "signatory": "signatory",
    "invited": "invited",
}


@dataclass(frozen=True)
class Dated:
    """A membership as the table of dated memberships gives it."""

    row: Row
    organization: Named
    role: str
    since: PartialDate | None
    until: PartialDate | None

    @property
    def outline(self) -> Outline:
        """The tie that it is about."""
        return outline(self.row["code"], self.organization)

    @property
    def comment(self) -> str:
        """The table's own word, where it says more than the role, and its basis."""
        word = self.row["role"]
        return "; ".join(filter(None, ("" if word == self.role else word, self.row["source"])))


def outline(code: str, joined: Named) -> Outline:
    """The tie of a state to an organization that it takes part in."""
    return Outline(state(code), organization(joined.slug), KIND, "inForce")


def read_dated(datasets: Path, data: Path, states: Collection[str]) -> list[Dated]:
    """Read the dated memberships of *states*, in the order of the table."""
    columns = ("org", "code", "role", "start_date", "end_date", "confidence", "source")
    named = read_organizations(data)
    dated = []
    for row in read_table(datasets / "organizations" / "membership_dated.csv", columns):
        joined = _organization(row, named)
        if joined is None or row.code("code") not in states:
            continue
        if row["role"] not in _ROLES:
            raise row.wrong("role", f"is none of {', '.join(_ROLES)}")
        since, until = date_of(row, "start_date"), date_of(row, "end_date")
        dated.append(Dated(row, joined, _ROLES[row["role"]], since, until))
    return dated


def harvest(datasets: Path, data: Path, slug: str, states: Collection[str]) -> Iterator[Quad]:
    """Say in the graph of *slug*, the Factbook's, what each state belongs to."""
    dated = {entry.outline: entry for entry in read_dated(datasets, data, states)}
    for tie, (role, qualifier) in read_listed(datasets, data, states).items():
        newer = dated.get(tie)
        if newer and (newer.role != role or newer.until):
            continue
        yield from describe_tie(tie)
        said = Saying(role=role, comment=f"listed as: {qualifier}" if qualifier else "")
        yield from describe_claim(slug, tie.identity, tie, said)


def read_listed(datasets: Path, data: Path, states: Collection[str]) -> dict[Outline, tuple[str, str]]:
    """Read the Factbook's lists: tie → role, and the Factbook's word for it."""
    named = read_organizations(data)
    listed: dict[Outline, tuple[str, str]] = {}
    for row in read_table(datasets / "factbook" / "igo_membership.csv", ("iso3", "org", "qualifier")):
        joined, qualifier = _organization(row, named), row["qualifier"]
        if joined is None or qualifier in _NOT_THE_STATE or row.code("iso3") not in states:
            continue
        if qualifier not in _QUALIFIERS:
            raise row.wrong("qualifier", "is no word that graph/harvest/memberships.py knows")
        # listed twice, once with less, a state is a member
        listed.setdefault(outline(row["iso3"], joined), (_QUALIFIERS[qualifier], qualifier))
        if not qualifier:
            listed[outline(row["iso3"], joined)] = _QUALIFIERS[""], ""
    return listed


def _organization(row: Row, named: Mapping[str, Named | None]) -> Named | None:
    if row["org"] not in named:
        raise UnknownOrganization(row.file, row.number, row["org"])
    return named[row["org"]]
