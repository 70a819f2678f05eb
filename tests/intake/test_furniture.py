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

_PAGE_FOOT = (
    "A picture is worth a thousand words. Follow us and we will show you more of them. Contact Us "
    "Terms of Use Privacy Policy"
)


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
        ("HOME | NORTH LAKE | SPORT | CONTACT", "navigation"),
        ("About · Sign in · New account", "navigation"),
        ("👍 1,204   💬 31 comments   ↪ 87 shares", "share buttons"),
        ("Share this: Facebook 21 · Twitter 8 · WhatsApp · Email", "share buttons"),
        ("News of the hills, for the hills · 18,402 followers", "follow links"),
        ("Suggested Topics: Africa · Conflict", "tags"),
        ("(Corrects toll in headline, adds statement of the army in paragraph 4)", "editor's note"),
        ("((desk@lakewire.example; +243 555 0100))", "contact"),
        ("Contact: desk@lakewire.example · To unsubscribe reply STOP", "contact"),
        ("For further information, please contact:", "contact"),
        ("Amina Diallo contributed to this report.", "credit"),
        ("Our Standards: The Lakewire Trust Principles", "standing notice"),
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
        "For more information about her sons she went to the barracks.",
        "The governor's silence contributed to the report being shelved.",
        "The militia has 4,000 members",
        "NORTH LAKE DISTRICT",
        "CORRECTION",
        "METHOD",
        "Contact was lost with the garrison at dusk.",
        "Gao: 4 dead | Mopti: 3 dead | Kidal: 9 wounded",
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
        "Item 1 of 4  Firefighters search a burnt market in Kamango, May 3, 2021. LKN/Ana Sol",
        "[1/4] Firefighters search a burnt market in Kamango. LKN/Ana Sol Purchase Licensing Rights",
        "2 of 6 | Firefighters search a burnt market in Kamango.",
        "Firefighters search a burnt market in Kamango. LKN/Ana Sol",
        "A lorry on the road to the lake. © Lake News / Ana Sol",
        "Captain Sol greets his men. Photograph: Ana Sol/Lakepix",
        "Image caption, The bridge is the only way north",
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
            f"{ONE} {TWO} Source Lake News Related News Summit in Accra calls for truce {_PAGE_FOOT}",
            f"Source Lake News Related News Summit in Accra calls for truce {_PAGE_FOOT}",
        ),
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


def test_the_caption_below_the_owner_of_the_picture() -> None:
    caption = "A howitzer crew fires towards the hills above the lake"
    text = f"Rebels seize bridge\n\n© Polaris/Press service of the army\n\n{caption}\n\n{ONE}\n{TWO}"
    assert [c.text for c in find_captions(text, (0, 19))] == [caption]
    assert [c.text for c in find_captions(text.replace("hills above the lake", "hills."), (0, 19))] == []


def test_navigation_is_never_the_title() -> None:
    text = f"Lake News\nHOME | NORTH LAKE | SPORT | CONTACT\n\nRebels seize bridge\n\n{ONE}\n{TWO}"
    report = compose(Draft("x", text), IntakeOptions())
    assert (report.title, report.outlet) == ("Rebels seize bridge", "Lake News")


def test_lists_of_headlines_end_where_other_furniture_begins() -> None:
    form = "Leave a Reply\n\nName *\nEmail *\n\n7 + 5 ="
    related = "Most viewed in Sport\n1 Rovers win again\n2 Tennis star out"
    found = removed(f"Rebels seize bridge\n{ONE}\n{TWO}\n{related}\n{form}")
    assert found == {related: "related headlines", form: "comment form"}


def test_a_caption_in_mid_article_cuts_off_nothing_behind_it() -> None:
    text = f"{ONE} Jets over the lake - YouTube {TWO} Source Lake News Related News A truce near {_PAGE_FOOT}"
    assert not any(TWO[:40] in cut for cut in removed(text))


def test_a_byline_below_a_link_is_read() -> None:
    head = "Rebels seize bridge\n\nRead More\n\nBy Ana Sol and Ali Deh\nUpdated 5:10 PM GMT, May 3, 2021"
    text = f"{head}\n\n{ONE}\n{TWO}"
    report = compose(Draft("x", text), IntakeOptions())
    assert report.bylines == ("Ana Sol", "Ali Deh")
