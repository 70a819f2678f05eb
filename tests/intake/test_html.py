"""HTML pages: the whole body as text, all but the article removed."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marsad.intake.align import main_lines
from marsad.intake.compose import compose
from marsad.intake.errors import IntakeError
from marsad.intake.html import declared_charset, read_page
from marsad.intake.lines import outside
from marsad.intake.nesting import flattened
from marsad.intake.options import IntakeOptions
from marsad.model.report import Basis, Report

SENTENCE = "Two soldiers were killed on Sunday in a clash near the town of Bunia, officials said there."
PAGE = """<!doctype html><html lang="en"><head><title>Rebels seize barracks near Bunia | Ituri Daily</title>
<meta property="og:site_name" content="Ituri Daily">
<meta property="article:published_time" content="2021-06-03T10:00:00Z">
<meta name="author" content="Jean Mbusa">
<script type="application/ld+json">{"x": "hidden words"}</script><style>p {color: hidden}</style></head>
<body><nav><ul><li><a href="/">Home</a></li><li><a href="/a">Politics</a></li></ul></nav>
<main><article><h1>Rebels seize barracks near Bunia</h1><div class="meta">By Jean Mbusa | 3 June 2021</div>
<div class="share"><a>Share on Facebook 12</a> <a>Tweet</a></div>
<figure><img src="x.jpg"><figcaption>Soldiers patrol a road in Ituri. Photo: AFP</figcaption></figure>
<p>BUNIA (Reuters) - Fighters of a militia seized an army barracks near the town of Bunia on Wednesday,
killing at least nine soldiers, two officials said.</p>
<p>The attack began before dawn, when around fifty men armed with rifles and machetes came out of the
forest, a resident told <b>Ituri</b> Daily.</p><h2>Villagers flee</h2>
<p>More than 2,000 people fled to the town, the United Nations said, and aid
workers warned of a lack of water.</p>
<p>Related: <a href="/b">Army denies losing barracks</a></p><script>var a = "evil script";</script>
<p>The army has not commented. Clashes in the area have killed hundreds since January.</p></article></main>
<aside><h3>Most read</h3><ul><li>Cocoa prices rise again</li></ul></aside>
<footer>© 2021 Ituri Daily. All rights reserved.</footer></body></html>"""


def report_of(page: str) -> Report:
    return compose(read_page(page, "page.html"), IntakeOptions())


def test_facts_of_a_page() -> None:
    report = report_of(PAGE)
    assert report.title == "Rebels seize barracks near Bunia"
    assert report.outlet == "Ituri Daily"
    assert report.dateline == "BUNIA"
    assert report.bylines == ("Jean Mbusa",)
    assert report.language == "en"
    assert report.published is not None
    assert (report.published.day, report.published.basis) == (date(2021, 6, 3), Basis.METADATA)
    assert [c.text for c in report.captions] == ["Soldiers patrol a road in Ituri. Photo: AFP"]


def test_the_text_is_the_whole_body_and_the_rest_is_removed() -> None:
    report = report_of(PAGE)
    assert "Cocoa prices" in report.text
    assert "evil" not in report.text
    assert "hidden" not in report.text
    kept = outside(report.text, report.removed).split("\n")
    assert [x[:12] for x in kept if x] == [
        "Rebels seize",
        "BUNIA (Reute",
        "The attack b",
        "Villagers fl",
        "More than 2,",
        "The army has",
    ]
    assert report.title_span is not None
    assert report.text[report.title_span.start : report.title_span.end] == report.title
    whats = {r.what for r in report.removed}
    assert {"navigation", "caption", "related headlines", "sidebar", "page footer"} <= whats


@pytest.mark.parametrize(
    "page",
    [
        "<html></html>",
        "<html><body><script>var x = 'a long sentence that stands in a script, and is no article.';</script>",
        "<html><body><nav><a href='/'>Home</a><a href='/x'>Contact</a></nav><p>Not found</p></body></html>",
        "<p>Log in</p>",
        "<html><body><form><p>Name</p><p>Email</p></form></body></html>",
    ],
)
def test_a_page_without_an_article_is_refused(page: str) -> None:
    with pytest.raises(IntakeError) as caught:
        read_page(page, "x.html")
    assert "no article" in caught.value.reason


@pytest.mark.parametrize("tag", ["div", "b", "li", "table", "p"])
def test_a_million_nested_tags_do_no_harm(tag: str) -> None:
    count = 1_000_000 if tag == "div" else 50_000
    page = f"<html><body>{f'<{tag}>' * count}<p>{SENTENCE}</p>{f'</{tag}>' * count}</body></html>"
    assert SENTENCE in read_page(page, "x.html").text


def test_endless_lines_and_many_paragraphs_are_read() -> None:
    long = read_page(f"<html><body><article><p>{(SENTENCE + ' ') * 5000}</p></article></body></html>", "x")
    many = read_page(f"<html><body><article>{f'<p>{SENTENCE}</p>' * 25_000}</article></body></html>", "x")
    assert len(long.text) > 400_000
    assert many.text.count(SENTENCE) == 25_000


def test_an_arabic_page_keeps_its_language_and_marks() -> None:
    words = "قال ناشطون إن القوات سيطرت على المدينة بعد اشتباكات عنيفة مع المسلحين في ريف المدينة الشمالي."
    report = report_of(
        f'<html dir="rtl"><body><article><p>{words}</p><p>\u200f{words}</p></article></body></html>'
    )
    assert report.language == "ar"
    assert words in report.text


def test_hidden_words_are_removed() -> None:
    report = report_of(
        PAGE.replace("<h2>Villagers", '<p style="display:none">Nine hundred were killed.</p><h2>Villagers')
    )
    cut = [r for r in report.removed if "Nine hundred" in report.text[r.start : r.end]]
    assert [r.what for r in cut] == ["hidden"]


@pytest.mark.parametrize(
    ("head", "charset"),
    [
        (b'<meta charset="windows-1256">', "windows-1256"),
        (b"<meta http-equiv='Content-Type' content='text/html; charset=koi8-r'>", "koi8-r"),
        (b'<?xml version="1.0" encoding="utf-8"?>', "utf-8"),
        (b"<p>none</p>", None),
    ],
)
def test_declared_charset(head: bytes, charset: str | None) -> None:
    assert declared_charset(head) == charset


def test_flattening_keeps_shallow_pages_as_they_are() -> None:
    assert flattened(PAGE) == PAGE
    assert flattened("<script>" + "<div>" * 999 + "</script>") == "<script>" + "<div>" * 999 + "</script>"


def test_alignment_takes_the_article_not_the_teaser() -> None:
    lines = [
        "Rebels seize barracks near the town of Bunia",
        "Sport",
        "Rebels seize barracks near the town of Bunia",
        "Nine soldiers died, two officials said on Wednesday.",
        "It rained.",
        "Sport",
    ]
    main = "\n".join([lines[2], lines[3], lines[4]])
    assert main_lines(lines, main) >= {3, 4}
    assert 1 not in main_lines(lines, main)
    assert 5 not in main_lines(lines, main)


@given(st.text(alphabet="<>/abdivp =\"'&;!-\x00\u200f é\n", max_size=300))
def test_any_markup_is_read_or_refused(page: str) -> None:
    try:
        draft = read_page(page, "x")
    except IntakeError:
        return
    ends = [0, *(r.end for r in draft.removed)]
    assert all(
        before <= r.start < r.end <= len(draft.text) for before, r in zip(ends, draft.removed, strict=False)
    )
