"""Page furniture, captions, and what must not be taken for them."""

from __future__ import annotations

import pytest

from marsad.intake.captions import find_captions
from marsad.intake.compose import compose
from marsad.intake.draft import Draft
from marsad.intake.furniture import find_furniture
from marsad.intake.options import IntakeOptions

ONE = "Fighters seized a bridge near the town on Sunday, killing nine soldiers, two officials said."
TWO = "The army did not comment, but residents said that helicopters fired on the bridge until dusk."


def removed(text: str, title: str | None = None) -> dict[str, str]:
    report = compose(Draft("x", text, title=title), IntakeOptions())
    return {text[r.start : r.end]: r.what for r in report.removed}


@pytest.mark.parametrize(
    ("line", "what"),
    [
        ("Share on Facebook 12", "share buttons"),
        ("1.2k shares", "share buttons"),
        ("Facebook Twitter WhatsApp", "share buttons"),
        ("Tweet", "share buttons"),
        ("Get short URL", "short link"),
        ("Tags: Ituri, militia, Bunia", "tags"),
        ("#Mali #Sahel", "tags"),
        ("Advertisement", "advertisement"),
        ("Story continues below advertisement", "advertisement"),
        ("Sign up for our weekly newsletter and never miss a story", "newsletter box"),
        ("We use cookies to give you the best experience. Accept", "cookie notice"),
        ("© 2021 Lake News. All rights reserved.", "copyright line"),
        ("Follow us on Twitter and Telegram", "follow links"),
        ("Print | Email", "print and e-mail links"),
        ("Home > World > Africa", "navigation"),
        ("1,204 views", "view counter"),
        ("3 min read", "reading time"),
        ("Read also: Army denies loss of bridge", "related headlines"),
    ],
)
def test_lines_of_furniture(line: str, what: str) -> None:
    text = f"Rebels seize bridge\n\n{ONE}\n\n{line}\n\n{TWO}"
    assert removed(text) == {line: what}


@pytest.mark.parametrize(
    "form",
    [
        "Leave a Reply\n\nYour email address will not be published. Required fields are marked *\n\n3 + 4 =",
        "Leave a comment\nName *\nEmail *\nWebsite\nPost Comment\nWhat is seven × 2 = ?",
        '2 thoughts on "Rebels seize bridge"\nJoe says hello\nReply',
    ],
)
def test_a_comment_form_is_one_stretch_to_the_end(form: str) -> None:
    text = f"Rebels seize bridge\n\n{ONE}\n\n{TWO}\n\n{form}"
    assert removed(text) == {form: "comment form"}


def test_a_list_of_related_headlines_ends_where_the_article_goes_on() -> None:
    related = "Related:\nArmy denies loss of bridge\nTalks resume in capital"
    assert removed(f"Rebels seize bridge\n{ONE}\n{related}\n{TWO}") == {related: "related headlines"}


@pytest.mark.parametrize(
    "line",
    [
        "More on the fighting was expected from the army later in the day, a spokesman told reporters there.",
        "Follow us, the fighters told the villagers before they led forty of them into the forest at dawn.",
        "Share the water, aid workers begged as thousands of people arrived in the camp from the north.",
        "Related attacks killed twelve people in the same district last month, according to the governor.",
        "Print shops and markets were closed as shells fell on the centre of the town for a third day.",
    ],
)
def test_sentences_are_kept(line: str) -> None:
    assert removed(f"Rebels seize bridge\n{ONE}\n{line}\n{TWO}") == {}


@pytest.mark.parametrize(
    "caption",
    [
        "Soldiers are seen near the bridge on Monday. File photo",
        "Smoke rises over the town (AP Photo/Jean Mbusa)",
        "Photo: Lake News",
        "A burnt lorry beside the lake [Reuters]",
        "FILE - Fighters stand guard at the bridge in March",
        "Militia fighters are pictured at a checkpoint in the hills",
        "Villagers wait for food in a camp / AFP",
    ],
)
def test_captions(caption: str) -> None:
    text = f"Rebels seize bridge\n\n{caption}\n\n{ONE}\n{TWO}"
    assert [c.text for c in find_captions(text, (0, 19))] == [caption]
    assert removed(text) == {caption: "caption"}


def test_a_sentence_with_is_seen_as_is_no_caption() -> None:
    line = "The governor is seen as close to the militia that holds the hills north of the lake."
    assert removed(f"Rebels seize bridge\n{ONE}\n{line}\n{TWO}") == {}


@pytest.mark.parametrize(
    ("text", "cut"),
    [
        (f"May 3 2021 Get short URL 0 214 {ONE} {TWO}", "Get short URL 0 214"),
        (
            f"{ONE} Tags Bunia militia Lake Army The army did not comment on Sunday. {TWO}",
            "Tags Bunia militia Lake Army ",
        ),
        (f"{ONE} {TWO} Read Also", "Read Also"),
        (
            f"{ONE} {TWO} Army Denies Loss of Bridge Talks Resume in Capital Tags Bunia militia",
            "Army Denies Loss of Bridge Talks Resume in Capital Tags Bunia militia",
        ),
        (f"{ONE} {TWO} English Bulletin", "English Bulletin"),
        (
            f"{ONE} Soldiers walk past a burnt lorry near the lake on Monday (AFP photo) {TWO}",
            "Soldiers walk past a burnt lorry near the lake on Monday (AFP photo)",
        ),
    ],
)
def test_furniture_inside_one_paragraph(text: str, cut: str) -> None:
    assert cut in removed(text)


@pytest.mark.parametrize(
    "text",
    [
        f"{ONE} Tags were found on the bodies of the men who were killed in the raid. {TWO}",
        f"{ONE} The last village fell at dawn without a shot being fired",
        f"{ONE} {TWO} Nobody claimed the attack",
    ],
)
def test_one_paragraph_keeps_its_sentences(text: str) -> None:
    assert removed(text) == {}


def test_a_standfirst_said_twice_is_read_once() -> None:
    text = f"Rebels seize lake bridge. {ONE} {ONE} {TWO}"
    assert removed(text, "Rebels seize lake bridge") == {ONE: "repeated standfirst"}


def test_one_line_has_no_furniture_lines() -> None:
    assert find_furniture("Share on Facebook 12") == ()
