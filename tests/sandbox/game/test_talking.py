"""The judge's talk: JSON lines, nothing of the truth, errors as answers; and who knows more wins more."""

import json
import subprocess
import sys
from typing import Any

import pytest

from sandbox.game.play import Rule
from sandbox.game.talking import RULES, Judge, talk

OPENING = {"seed": 3, "world": 0, "variant": "right", "rule": "message"}


def asked(*questions: object) -> list[dict[str, Any]]:
    return [json.loads(line) for line in talk(json.dumps(one) for one in questions)]


def score(name: str, world: int, rule: Rule) -> dict[str, float]:
    _, told = asked({"open": {**OPENING, "world": world, "rule": rule}}, {"reference": name})
    found: dict[str, float] = told["score"]
    return found


def test_a_play_opens_with_what_is_public_and_no_more() -> None:
    (told,) = asked({"open": OPENING})
    assert set(told) == {"public", "day", "left", "events", "waiting"}
    assert set(told["public"]) == {"rule", "cap", "days", "creators", "prior", "remind", "reinvite_from"}
    assert (len(told["public"]["creators"]), len(told["public"]["creators"][0])) == (2000, 5)


def test_a_wrong_prior_is_told_where_the_variant_says_so() -> None:
    right, wrong = (asked({"open": {**OPENING, "variant": name}})[0]["public"] for name in ("right", "wrong-prior"))
    assert right["creators"] == wrong["creators"]
    assert (right["prior"]["reply"], wrong["prior"]["reply"]) == (0.15, 0.3)


def test_acts_are_done_and_the_night_brings_the_next_day() -> None:
    _, first, second = asked({"open": OPENING}, {"acts": [["invite", 1]]}, {"acts": [["invite", 2]], "night": True})
    assert (first["done"], first["day"], first["left"]) == ([True], 0, 19)
    assert (second["done"], second["day"], second["left"]) == ([True], 1, 18)


def test_a_play_ends_with_its_score() -> None:
    days = [{"acts": [], "night": True}] * 183
    told = asked({"open": OPENING}, *days)
    assert (told[-2]["score"]["units"], told[-2]["score"]["lapsed"]) == (0, 520)
    assert "error" in told[-1]


@pytest.mark.parametrize(
    "question",
    [
        {"acts": []},
        {"open": {"seed": 1}},
        {"open": {**OPENING, "rule": "none"}},
        {"open": {**OPENING, "variant": "none"}},
        {"open": 3},
        5,
    ],
)
def test_what_cannot_be_understood_is_said(question: object) -> None:
    assert "error" in asked(question)[0]


def test_a_wrong_act_or_an_unknown_reference_is_said_and_the_play_goes_on() -> None:
    told = asked({"open": OPENING}, {"acts": [["answer", 1]]}, {"reference": "nobody"}, {"acts": [["invite", 1]]})
    assert ["error" in one for one in told] == [False, True, True, False]


@pytest.mark.parametrize("rule", RULES)
def test_who_knows_more_wins_more_over_a_few_worlds(rule: Rule) -> None:
    names = ("posterior", "ceiling", "informed")
    sums = [sum(score(name, world, rule)["quiet"] for world in range(8)) for name in names]
    assert sums == sorted(sums)


@pytest.mark.parametrize("rule", RULES)
def test_nobody_sells_more_than_the_clairvoyant_or_sends_over_the_cap(rule: Rule) -> None:
    for world in range(4):
        bound = score("clairvoyant", world, rule)["sales"]
        for name in ("plain ceiling", "informed"):
            told = score(name, world, rule)
            assert told["sales"] <= bound
            assert (told["over"], told["units"] <= 520) == (0, True)


def test_the_same_world_gives_the_same_score() -> None:
    assert score("ceiling", 2, "message") == score("ceiling", 2, "message")


def test_the_game_runs_as_a_process_of_its_own() -> None:
    lines = "\n".join(json.dumps(one) for one in ({"open": OPENING}, {"reference": "ceiling"}, {"close": True}))
    done = subprocess.run(
        [sys.executable, "-m", "sandbox.game"], input=lines, capture_output=True, text=True, check=True
    )
    assert [min(json.loads(line)) for line in done.stdout.splitlines()] == ["day", "score"]


def test_a_judge_draws_a_world_once_for_all_who_play_it() -> None:
    judge = Judge()
    judge.answer({"open": OPENING})
    first = judge.world
    judge.answer({"open": {**OPENING, "rule": "creator_week"}})
    assert judge.world is first
