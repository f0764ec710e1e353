"""What the words of the atlas mean, each in one sentence."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from graph.model.kind import Family, Nature, Phase
from graph.model.source import Confidence, Reliability
from graph.model.standing import Standing
from graph.model.tie import Certainty, Grade

FAMILIES: Mapping[Family, str] = {
    Family.ACCORD: "joining the Accords, or being asked to, or declining; mediating and signing",
    Family.DIPLOMATIC: "relations, missions, envoys and visits",
    Family.SECURITY: "cooperation, arms, threats, attacks and wars",
    Family.ECONOMIC: "trade, energy, technology and transit",
    Family.MULTILATERAL: "membership of bodies, and votes in the United Nations",
    Family.TERRITORIAL: "borders, and the recognition of sovereignty",
    Family.POLITICAL: "urging, objecting, supporting, accusing and talking",
    Family.CULTURAL: "diasporas and shared values",
}

NATURES: Mapping[Nature, str] = {
    Nature.LASTING: "holds from one day to another and has stages, as relations and memberships do",
    Nature.EVENT: "happens on a day or for some days, as a visit or a signature; later shown as past",
    Nature.MEASURE: "a figure of a period, as a share of exports",
    Nature.FIXED: "always holds, as a border",
    Nature.SIMILARITY: "a likeness, as agreement in votes; no tie, and shown only when asked for",
}

PHASES: Mapping[Phase, str] = {
    Phase.PROPOSED: "somebody has put it forward",
    Phase.ANNOUNCED: "somebody has said that it will come",
    Phase.SIGNED: "it is signed, and not reported to have taken effect",
    Phase.IN_FORCE: "it holds",
    Phase.SUSPENDED: "it is interrupted",
    Phase.ENDED: "it is over",
    Phase.REFUSED: "it is reported to have been declined",
}

GRADES: Mapping[Grade, str] = {grade: grade.meaning for grade in Grade}

CERTAINTIES: Mapping[Certainty, str] = {
    Certainty.CERTAIN: "by what the sources say it holds on that day",
    Certainty.POSSIBLE: "it may hold on that day; their dates are too coarse, or missing, to be sure",
    Certainty.NO: "it does not hold on that day",
}

CONFIDENCES: Mapping[Confidence, str] = {
    Confidence.HIGH: "the source says it plainly",
    Confidence.MEDIUM: "the source says it in passing, or at second hand",
    Confidence.LOW: "the source hints at it, or is hard to check",
}

RELIABILITIES: Mapping[Reliability, str] = {
    Reliability.PRIMARY: "the text of an office itself",
    Reliability.AGENCY: "a news agency",
    Reliability.REFERENCE: "an encyclopedia, a scholarly or a research page",
    Reliability.PRESS: "a named outlet",
    Reliability.DIGEST: "an aggregator, or a repost of no clear outlet",
    Reliability.PARTISAN: "an outlet of an advocate or of a state",
    Reliability.NONE: "general knowledge; counts as no source",
}


def _by_word(meanings: Mapping[Any, str]) -> dict[str, str]:
    return {str(word): meaning for word, meaning in meanings.items()}


#: group → term → what it means
GLOSSARY: Mapping[str, Mapping[str, str]] = {
    "Ties and evidence": {
        "tie": "a relation between two entities, such as a membership, a visit or a share of trade",
        "claim": "what one source says of a tie",
        "entity": "a state, body, person, agreement, place or theme that ties join",
        "state or territory": "any place that has a code in our tables; no judgement on its status",
        "independent sources": "sources that share neither origin nor publisher",
        "also said": "what other claims on the same tie say, beside the values that are shown",
        "view": "all that you ask to see at the moment; the address of the page says it",
        "lens": "a rule for who counts as a member of the Accords",
        "true on a day": "what held on that day",
        "known on a day": "what sources that were out by that day say",
        "evidence horizon": "the last day that the sources cover well",
        "focus": "an entity around which you look, so many steps far",
    },
    "Standing toward the Accords": {str(standing): standing.meaning for standing in Standing},
    "Grades of a tie": _by_word(GRADES),
    "Certainty": _by_word(CERTAINTIES),
    "Stages of a lasting tie": {phase.label: said for phase, said in PHASES.items()},
    "Families of ties": _by_word(FAMILIES),
    "Natures of ties": _by_word(NATURES),
    "Confidence of a claim": _by_word(CONFIDENCES),
    "Reliability of a source": _by_word(RELIABILITIES),
}
