"""Reading: grammar finds what may be told, the network what is. One function, ``read``."""

from __future__ import annotations

from marsad.knowledge.base import Knowledge
from marsad.model.reading import Reading
from marsad.model.report import Report
from marsad.reading.collector import Collector
from marsad.reading.deeds.triggers import find_hits
from marsad.reading.grammar.chunks import find_chunks
from marsad.reading.grammar.sentence import Sentence
from marsad.reading.grammar.syntax import Syntax
from marsad.reading.grammar.tokens import sentences
from marsad.reading.grammar.verbs import find_verbs
from marsad.reading.harm.words import with_harm_tags
from marsad.reading.mentions import Phrase, classify
from marsad.reading.names.find import NameKind, find_names
from marsad.reading.network.fill import Found, Grammar, find_happenings
from marsad.reading.network.happenings import LIMITS
from marsad.reading.network.unnamed import unnamed
from marsad.reading.network.weights import Network
from marsad.reading.parsed import Parsed
from marsad.reading.quantities.find import find_quantities
from marsad.reading.speech import find_attributions, issuer_of
from marsad.reading.times.find import find_times

READER = "network-4.4"
"""Name and version of the reader, carried by every record that it made: that of its weights, and of what
stands around them.
"""
FRAMES_READER = "frames-6"
"""The reader without its network."""


def read(report: Report, knowledge: Knowledge, network: Network | None = None) -> Reading:
    """Read one report. Never raises for odd text; a text that says nothing gives an empty reading."""
    text = report.text
    title = report.title_span  # a headline may run into the first sentence
    spans = sentences(text, report.removed, (title.end,) if title else ())
    times = find_times(text, spans)
    quantities = find_quantities(text, spans, times)
    collector = Collector(text, knowledge)
    for index, span in enumerate(spans):
        collector.add(_parse(text, Sentence.of(text, span, index, times, quantities), knowledge))
    attributions = find_attributions(text, spans)
    found = Found(attributions)
    if network is not None:
        grammar = Grammar(
            text,
            spans,
            collector.mentions,
            attributions,
            unnamed(collector.mentions, knowledge.registry, knowledge.lexicon),
        )
        found = find_happenings(network, grammar, LIMITS)
    issuer = issuer_of(text)
    return Reading(
        FRAMES_READER if network is None else READER,
        spans,
        tuple(collector.mentions),
        tuple(collector.triggers),
        found.attributions,
        tuple(collector.holdings),
        found.happenings,
        found.tellers if issuer is None else (*found.tellers, issuer),
        found.kinds,
        tuple(collector.unreal),
    )


def _parse(text: str, sentence: Sentence, knowledge: Knowledge) -> Parsed:
    names = find_names(text, sentence, knowledge)
    ranges = [(n.start, n.end) for n in names if not n.qualifier and n.kind is not NameKind.PEOPLE]
    sentence = with_harm_tags(
        sentence.with_names(ranges, knowledge.nouns).with_verbs(
            knowledge.frames.past_forms, knowledge.frames.present_forms
        )
    )
    actors = [n for n in names if n.kind in {NameKind.ACTOR, NameKind.PERSON}]
    hits = tuple(
        h for h in find_hits(sentence, knowledge.frames) if not any(n.start <= h.head < n.end for n in actors)
    )
    verbs = find_verbs(sentence)
    breaks = frozenset(i for h in hits if h.verbal for i in (h.head,))
    chunks = find_chunks(sentence, breaks, [(n.start, n.end) for n in names if not n.qualifier])
    phrases = tuple(Phrase(c, classify(text, sentence, c, names, knowledge)) for c in chunks)
    return Parsed(sentence, Syntax(sentence, phrases, verbs), names, hits)
