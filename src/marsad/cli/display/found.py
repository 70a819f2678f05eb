"""The body of ``marsad search``: reports with the stretch of text that answers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich.text import Text

from marsad.cli.display.lists import Layout
from marsad.cli.display.output import plain, print_csv, print_json, visible
from marsad.cli.session import Session
from marsad.ledger import Found, Ledger, words
from marsad.ledger.words import several
from marsad.model.span import Span

_HIT = "bold reverse"
_INDENT = " " * 4
_COLUMNS = ("report", "outlet", "published_from", "published_to", "language", "title", "events", "snippet",
            "source", "url")  # fmt: skip


def print_found(
    session: Session, ledger: Ledger, found: Sequence[Found], limit: int, laid_out: Layout
) -> None:
    """Print the first ``limit`` of ``found``, and say on the error output whether there are more."""
    shown = found[:limit]
    if laid_out is Layout.JSON:
        for one in shown:
            print_json(_json(one))
    elif laid_out is Layout.CSV:
        print_csv(_COLUMNS, (_cells(one) for one in shown))
    else:
        for one in shown:
            session.out.print(_head(one))
            for line in _snippet(one).wrap(session.out, max(20, session.out.width - len(_INDENT))):
                session.out.print(Text(_INDENT).append(line))
            session.out.print()
    session.err.print(_told(ledger, found, limit), soft_wrap=True)


def _told(ledger: Ledger, found: Sequence[Found], limit: int) -> str:
    if not found:
        return (
            f"None of the {several(ledger.counts().reports, 'report')} of {ledger.where} holds this. "
            "Try fewer words, begin* for the beginning of a word, or one OR other."
        )
    if len(found) > limit:
        return f"{several(limit, 'report')} shown, and there are more: see them with --limit"
    return several(len(found), "report")


def _head(found: Found) -> Text:
    """ "r3f9a1c22  2016-11-06 (stated)  River Post · Fighting resumes  3 events"."""
    head = found.report
    line = Text()
    line.append(head.id[:9], "bold").append("  ").append(words.publication(head.published)).append("  ")
    line.append(visible(head.outlet or "unknown outlet"))
    if head.title:
        line.append(" · ").append(_marked(head.title, 0, found.title_hits))
    language = "" if head.language in {None, "en"} else f"  [{head.language}]"
    return line.append(f"{language}  {several(head.events, 'event')}", "dim")


def _snippet(found: Found) -> Text:
    span = found.snippet.span
    text = Text("… " if span.start else "")
    text.append(_marked(span.text, span.start, found.snippet.hits))
    return text.append(" …") if found.snippet.cut else text


def _marked(text: str, start: int, hits: Iterable[Span]) -> Text:
    """``text``, which begins at ``start`` of its report, with the hits marked, on one line."""
    marked = plain(text.replace("\n", " "))
    for hit in hits:
        marked.stylize(_HIT, hit.start - start, hit.end - start)
    return marked


def _cells(found: Found) -> dict[str, object]:
    head, published = found.report, found.report.published
    return {
        "report": head.id,
        "outlet": head.outlet,
        "published_from": published.start.isoformat() if published else None,
        "published_to": published.end.isoformat() if published else None,
        "language": head.language,
        "title": head.title,
        "events": head.events,
        "snippet": " ".join(found.snippet.span.text.split()),
        "source": head.source,
        "url": head.url,
    }


def _json(found: Found) -> dict[str, object]:
    """The same with offsets: of the snippet and its hits in the report's text, of others in its title."""
    return {
        **_cells(found),
        "snippet": found.snippet.span.to_json(),
        "hits": [hit.to_json() for hit in found.snippet.hits],
        "title_hits": [hit.to_json() for hit in found.title_hits],
    }
