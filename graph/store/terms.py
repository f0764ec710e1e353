"""Names of things: namespaces, and the IRIs that the atlas mints under its one base.

>>> state("KAZ")
rdflib.term.URIRef('https://w3id.org/accord-atlas/state/KAZ')
>>> claim("factbook", "A254")
rdflib.term.URIRef('https://w3id.org/accord-atlas/claim/factbook/A254')
"""

from __future__ import annotations

from urllib.parse import quote

from rdflib import DCAT, DCTERMS, ORG, OWL, PROV, RDF, RDFS, SDO, SKOS, VANN, XSD, Namespace, URIRef

BASE = "https://w3id.org/accord-atlas/"  #: reserved, not registered; stands here and nowhere else in the code

ACC = Namespace(BASE + "ontology#")
ATLAS = URIRef(BASE + "graph/atlas")  #: the graph of entities, kinds, ties, schemes and sources
VIEW = URIRef(BASE + "graph/view")  #: the graph that a reader's view adds for queries; in no file
DATASET = URIRef(BASE + "dataset/accord-atlas")
WIKIDATA = Namespace("http://www.wikidata.org/entity/")

#: prefix → namespace, for everything that writes or prepares RDF
PREFIXES: dict[str, Namespace] = {
    "acc": ACC,
    "dcat": Namespace(str(DCAT)),
    "dcterms": Namespace(str(DCTERMS)),
    "org": Namespace(str(ORG)),
    "owl": Namespace(str(OWL)),
    "prov": Namespace(str(PROV)),
    "rdf": Namespace(str(RDF)),
    "rdfs": Namespace(str(RDFS)),
    "schema": Namespace(str(SDO)),
    "skos": Namespace(str(SKOS)),
    "vann": Namespace(str(VANN)),
    "xsd": Namespace(str(XSD)),
}


def state(code: str) -> URIRef:
    """Name the state or territory of an alpha-3 code, ours included: XKX, XSO, XNC."""
    return _mint("state", code)


def organization(slug: str) -> URIRef:
    """Name a bloc, forum or caucus."""
    return _mint("organization", slug)


def person(slug: str) -> URIRef:
    """Name a person."""
    return _mint("person", slug)


def agreement(slug: str) -> URIRef:
    """Name an agreement."""
    return _mint("agreement", slug)


def place(slug: str) -> URIRef:
    """Name a city that hosts a mission."""
    return _mint("place", slug)


def theme(slug: str) -> URIRef:
    """Name what a tie or an argument is about."""
    return _mint("theme", slug)


def kind(slug: str) -> URIRef:
    """Name a kind of tie."""
    return _mint("kind", slug)


def religion(slug: str) -> URIRef:
    """Name a religion, a branch of one, or one of the answers beside them."""
    return _mint("religion", slug)


def region(slug: str) -> URIRef:
    """Name a region of any scheme: ``m49-western-asia``, ``factbook-middle-east``, ``caucasus``."""
    return _mint("region", slug)


def scheme(slug: str) -> URIRef:
    """Name a concept scheme: ``religions``, ``m49``, ``factbook-regions``, ``readers-regions``."""
    return _mint("scheme", slug)


def question(slug: str) -> URIRef:
    """Name what statements answer."""
    return _mint("question", slug)


def source(slug: str) -> URIRef:
    """Name a source; its named graph has the same name."""
    return _mint("source", slug)


def tie(identity: str) -> URIRef:
    """Name a tie by its ends, kind, phase and occasion: ``ISR.KAZ.diplomatic-relations.inForce``."""
    return _mint("tie", identity)


def claim(source_slug: str, row: str) -> URIRef:
    """Name what one row of one source says."""
    return _mint("claim", source_slug, row)


def composition(source_slug: str, row: str) -> URIRef:
    """Name one share of one religion in one state, as one source gives it."""
    return _mint("composition", source_slug, row)


def figure(source_slug: str, row: str) -> URIRef:
    """Name one number of one state in one year, as one source gives it."""
    return _mint("figure", source_slug, row)


def statement(row: str) -> URIRef:
    """Name an answer that joins no two entities."""
    return _mint("statement", row)


def argument(row: str) -> URIRef:
    """Name an argument."""
    return _mint("argument", row)


def document(digest: str) -> URIRef:
    """Name a view as it was taken away."""
    return _mint("view", digest)


def scenario(digest: str, rule: str) -> URIRef:
    """Name what a reader supposes under a rule; it stands in no file of ours."""
    return _mint("scenario", digest, rule)


def supposed(digest: str, rule: str, ends: str) -> URIRef:
    """Name a tie that a reader supposes; never the name of a tie that a source reports."""
    return _mint("scenario", digest, rule, ends)


def _mint(*parts: str) -> URIRef:
    # percent-encoding leaves the slugs of this project as they are and makes any other text harmless
    return URIRef(BASE + "/".join(quote(part, safe="~") for part in parts))
