"""The measure of the comparison on MUC-4: cases worked out by hand from the definition of GTT."""

from __future__ import annotations

import pytest
from training.muc.score import Counts, Template, gold_templates, normalise, score, score_document, template

ATTACK = template(
    "attack",
    {
        "PerpInd": [["guerrillas", "guerrilla column"]],
        "PerpOrg": [["urng"]],
        "Victim": [["a peasant"], ["the mayor"]],
    },
)
BOMBING = template("bombing", {"Target": [["the embassy"]], "Weapon": [["car bomb", "bomb"]]})


def micro(predicted: list[Template], gold: list[Template]) -> Counts:
    return score_document(predicted, gold).micro


def test_what_is_predicted_as_it_is_in_gold_is_all_right() -> None:
    # ATTACK: type 1 + PerpInd 1 + PerpOrg 1 + Victim 2 = 5; BOMBING: type 1 + Target 1 + Weapon 1 = 3
    assert micro([ATTACK, BOMBING], [ATTACK, BOMBING]) == Counts(8, 8, 8, 8)


def test_without_a_prediction_all_is_missed() -> None:
    # nothing predicted: precision 0 / 0 counts as 0; 5 of gold missed
    counts = micro([], [ATTACK])
    assert counts == Counts(0, 0, 0, 5)
    assert counts.f1 == 0.0


def test_in_a_document_without_incidents_all_is_wrong() -> None:
    assert micro([ATTACK], []) == Counts(0, 5, 0, 0)
    assert micro([], []) == Counts()


def test_a_wrong_type_loses_the_fillers_too() -> None:
    # the fillers are those of ATTACK, but a bombing aligns with no attack: 5 wrong, 5 missed
    wrong = Template("bombing", ATTACK.fillers)
    assert micro([wrong], [ATTACK]) == Counts(0, 5, 0, 5)


def test_a_type_may_be_one_of_two_in_gold() -> None:
    # "bombing" stands in "bombing / attack": type and both fillers right; the other way round it does not
    either = Template("bombing / attack", BOMBING.fillers)
    assert micro([BOMBING], [either]) == Counts(3, 3, 3, 3)
    assert micro([either], [BOMBING]) == Counts(0, 3, 0, 3)


def test_templates_in_another_order_are_aligned() -> None:
    first = template("attack", {"Victim": [["judge"]]})
    second = template("attack", {"Victim": [["priest"]], "Weapon": [["rifle"]]})
    # swapped: each finds its own, types 2 + Victim 2 + Weapon 1
    assert micro([second, first], [first, second]) == Counts(5, 5, 5, 5)


def test_of_two_templates_the_better_is_aligned() -> None:
    first = template("attack", {"Victim": [["judge"]]})
    second = template("attack", {"Victim": [["priest"]], "Weapon": [["rifle"]]})
    one = template("attack", {"Victim": [["priest"], ["judge"]], "Weapon": [["rifle"]]})
    # with second: type, priest and rifle of 4 predicted (with first: type and judge);
    # gold is 2 + 3 = 5, of which 3 are found: P 3/4, R 3/5, F1 = 2 * 0.45 / 1.35 = 2/3
    counts = micro([one], [first, second])
    assert counts == Counts(3, 4, 3, 5)
    assert counts.f1 == pytest.approx(2 / 3)


def test_one_mention_of_several_is_enough() -> None:
    # "guerrilla column" is one of two mentions of the one PerpInd: found; the other 3 fillers are missed
    said = template("attack", {"PerpInd": [["the guerrilla column"]]})
    assert micro([said], [ATTACK]) == Counts(2, 2, 2, 5)


def test_an_entity_with_a_mention_that_is_not_gold_is_wrong() -> None:
    # {guerrillas, soldiers} is no subset of {guerrillas, guerrilla column}: only the type is right
    said = template("attack", {"PerpInd": [["guerrillas", "soldiers"]]})
    assert micro([said], [ATTACK]) == Counts(1, 2, 1, 5)


def test_an_entity_predicted_twice_is_right_twice_and_found_once() -> None:
    # type + "guerrillas" + "guerrilla column": 3 of 3 right; found are the type and one entity, of 5
    said = template("attack", {"PerpInd": [["guerrillas"], ["guerrilla column"]]})
    assert micro([said], [ATTACK]) == Counts(3, 3, 2, 5)


def test_a_filler_in_the_wrong_role_is_wrong() -> None:
    # the type is right; "urng" is a PerpOrg, not a PerpInd
    said = template("attack", {"PerpInd": [["urng"]]})
    assert micro([said], [ATTACK]) == Counts(1, 2, 1, 5)


def test_a_missed_template_is_missed_with_its_fillers() -> None:
    # ATTACK whole (5), BOMBING not at all (3): P 5/5, R 5/8, F1 = 2 * 0.625 / 1.625 = 10/13
    counts = micro([ATTACK], [ATTACK, BOMBING])
    assert counts == Counts(5, 5, 5, 8)
    assert counts.f1 == pytest.approx(10 / 13)


def test_documents_are_summed_before_they_are_divided() -> None:
    # 8 of 8 in the first document; in the second 5 predicted and 3 in gold, none right:
    # P 8/13, R 8/11, F1 = 2 * 8 / (13 + 11) = 2/3
    told = score([([ATTACK, BOMBING], [ATTACK, BOMBING]), ([ATTACK], [BOMBING])])
    assert told.micro == Counts(8, 13, 8, 11)
    assert told.micro.f1 == pytest.approx(2 / 3)
    # PerpOrg: urng right once of two predicted, found once of one
    assert told.slots["PerpOrg"] == Counts(1, 2, 1, 1)


def test_mentions_are_compared_without_articles_and_marks() -> None:
    assert normalise('The "Santo Tomas"  presidential farm') == "santo tomas presidential farm"
    assert normalise("u.s. embassy") == "us embassy"


def test_gold_templates_that_are_alike_but_for_offsets_count_once() -> None:
    def told(offset: int) -> dict[str, object]:
        empty: dict[str, object] = {r: [] for r in ("PerpInd", "PerpOrg", "Target", "Weapon")}
        return empty | {"incident_type": "attack", "Victim": [[["the mayor", offset]]]}

    gold = gold_templates({"templates": [told(3), told(90)]})
    assert gold == [template("attack", {"Victim": [["mayor"]]})]
