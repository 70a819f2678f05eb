"""All attributions of a report: the sentences' drafts, joined with quotes and earlier speakers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from marsad.model.reading import Attribution
from marsad.model.span import Span
from marsad.reading.speech.back import with_antecedents
from marsad.reading.speech.credits import credits_of, headline_attributions
from marsad.reading.speech.cues import speech_words
from marsad.reading.speech.drafts import Draft
from marsad.reading.speech.names import organisation_in
from marsad.reading.speech.quotes import Quote, find_quotes, quote_at
from marsad.reading.speech.sources import source_drafts
from marsad.reading.speech.verbs import verb_draft
from marsad.reading.speech.words import Words, tag_sentence

_OTHER_CUES = frozenset(["according", "citing", "quoting", "cited", "quoted", "quotes", "cites"])
_CONTRASTS = frozenset(["but", "while", "and", "whereas", "although", "though", "however"])


def find_attributions(text: str, sentences: Sequence[Span]) -> tuple[Attribution, ...]:
    """Who says what, in the order of the text.

    ``sentences`` are the article's sentences in order. Speakers stand as written; ``said`` are exact
    stretches and may run over several sentences inside a quote. Credits of agencies carry ``credit``.
    """
    quotes = find_quotes(text)
    found: list[Attribution] = []
    for number, sentence in enumerate(sentences):
        following = sentences[number + 1] if number + 1 < len(sentences) else None
        found.extend(_in_sentence(text, sentence, following, quotes))
    found.sort(key=lambda a: max(a.cue.end, a.speaker.end))
    found = [_with_statement(text, sentences, a, found) for a in found]
    found = _continued(text, sentences, quotes, found)
    found.extend(credits_of(text, sentences))
    found.extend(headline_attributions(text, sentences, found))
    found.sort(key=lambda a: (a.speaker.start, a.cue.start))
    return with_antecedents(text, found)


def _in_sentence(
    text: str, sentence: Span, following: Span | None, quotes: tuple[Quote, ...]
) -> list[Attribution]:
    lower = sentence.text.lower()
    if not any(
        word.strip(".,:;\"'()“”’‘!?") in speech_words().verbs or word in _OTHER_CUES
        for word in lower.replace("—", " ").split()
    ):
        return []
    words = tag_sentence(text, sentence)
    drafts: list[Draft] = []
    for i in range(len(words)):
        inside = quote_at(quotes, words.tokens[i].start)
        if inside is not None and inside.closed and inside.start < words.tokens[i].start:
            continue
        if any(d.cue[0] <= i <= d.cue[1] for d in drafts):
            continue
        made = source_drafts(words, i, drafts)
        if not made and (draft := verb_draft(words, i, drafts)) is not None:
            made = [draft]
        drafts.extend(made)
    drafts = [_cited(d, drafts[n + 1 :]) for n, d in enumerate(drafts)]
    return [_attribution(words, d, _limit(words, d, drafts), following, quotes) for d in drafts]


def _cited(draft: Draft, later: Sequence[Draft]) -> Draft:
    """ "Reuters, citing two officials, reported …": what is reported rests on both."""
    return replace(draft, said=later[0].said) if draft.aside and not draft.said and later else draft


def _limit(words: Words, draft: Draft, drafts: Sequence[Draft]) -> int:
    """Where what is said after the cue ends at the latest: the start of the next independent attribution."""
    for other in drafts:
        if other.first <= draft.last or other is draft or other.speaker == draft.speaker:
            continue
        for k in range(other.first - 1, max(draft.last, other.first - 8), -1):
            if words.lower(k) == ";":
                return words.tokens[k].start
            if words.lower(k) in _CONTRASTS and (
                words.is_comma(k - 1) or words.lower(k) in {"but", "while", "whereas"}
            ):
                return words.tokens[k - 1 if words.is_comma(k - 1) else k].start
    return words.tokens[-1].end


def _attribution(
    words: Words, draft: Draft, limit: int, following: Span | None, quotes: tuple[Quote, ...]
) -> Attribution:
    speaker = words.span(*draft.speaker)
    cue = words.span(*draft.cue)
    said = []
    for first, last in draft.said:
        span = words.span(first, last)
        if span.start > cue.end and span.end > limit > span.start:
            span = _stripped(words.text, span.start, limit)
        said.append(_with_quotes(words, span, quotes))
    if not said and draft.waits and following is not None:
        said.append(_with_quotes(words, following, quotes))
    said = [s for s in said if any(c.isalnum() for c in s.text)]
    quoted = any(q.start < s.end and s.start < q.end and q.end - q.start > 12 for q in quotes for s in said)
    organisation = organisation_in(words, draft.speaker)
    return Attribution(speaker, cue, tuple(said), draft.stance, organisation, quoted)


def _stripped(text: str, start: int, end: int) -> Span:
    while end > start and (text[end - 1].isspace() or text[end - 1] in ",;–—-"):
        end -= 1
    return Span.of(text, start, end)


def _with_quotes(words: Words, span: Span, quotes: tuple[Quote, ...]) -> Span:
    """Widens a stretch to the whole of a quote that it begins or ends in, over other sentences too."""
    start, end = span.start, span.end
    sentence = words.sentence
    for q in quotes:
        if not q.closed or q.end - q.start < 4:
            continue
        if q.start < start < q.end and q.start < sentence.start:
            start = q.start
        if q.start < end < q.end and q.end > sentence.end:
            end = q.end
    return Span.of(words.text, start, end)


def _with_statement(
    text: str, sentences: Sequence[Span], attribution: Attribution, found: Sequence[Attribution]
) -> Attribution:
    """Lets "The minister said:" carry the unquoted sentences after it, up to the next attribution."""
    if (
        not attribution.said
        or attribution.quoted
        or not text[attribution.cue.end : attribution.said[0].start].strip().endswith(":")
    ):
        return attribution
    first = attribution.said[0]
    if not any(s.start == first.start for s in sentences):
        return attribution
    limit = min(
        (min(a.cue.start, a.speaker.start) for a in found if a.cue.start > first.start), default=len(text)
    )
    end = max((s.end for s in sentences if first.start <= s.start and s.end <= limit), default=first.end)
    return replace(attribution, said=(Span.of(text, first.start, max(end, first.end)),))


def _continued(
    text: str, sentences: Sequence[Span], quotes: tuple[Quote, ...], found: Sequence[Attribution]
) -> list[Attribution]:
    """Gives each quote that nobody claims to the speaker of the quote just before it."""
    taken = {
        q.start for q in quotes for a in found for s in a.said if s.start <= q.start + 1 and q.start < s.end
    }
    starts = {s.start for s in sentences}
    done = list(found)
    for quote in quotes:
        if quote.start in taken or quote.start not in starts:
            continue
        for n, a in enumerate(done):
            reached = max(a.cue.end, a.speaker.end, *(s.end for s in a.said), 0)
            if a.quoted and reached <= quote.start and not text[reached : quote.start].strip(' .,\n\r\t"”»'):
                done[n] = replace(a, said=(*a.said, Span.of(text, quote.start, quote.end)))
                break
    return done
