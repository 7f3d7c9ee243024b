"""A screen as text: what it says, how it is written back, and where a mistake stands."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rapport.creators.rules.categories import CATEGORIES
from rapport.creators.rules.screens import FIELDS, Kind, Ranking, ScreenUnreadable, Unit, read_screen, written
from rapport.creators.rules.screens.mistakes import (
    BoundsTurned,
    FieldMistyped,
    FieldUnknown,
    OperatorUnfit,
    TooNested,
    ValueWanted,
    WordWanted,
)
from rapport.creators.rules.screens.tokens import LONGEST, QuoteOpen, TextTooLong
from rapport.creators.rules.screens.values import CurrencyWanted, NumberWanted
from rapport.shared.conditions import Condition, Contains, Either, Every, Known, Not, OneOf, Within
from rapport.shared.layouts import folded

BEAUTY = "601450"


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("", Every()),
        ("followers >= 10k", Within("followers", 10_000)),
        ("粉丝数 ≥ 1万", Within("followers", 10_000)),
        ("followers > 10k", Within("followers", 10_001)),
        ("avg_views < 1.5m", Within("average_views", None, 1_499_999)),
        ("videos = 12", Within("videos_30d", 12, 12)),
        ("videos != 12", Not(Within("videos_30d", 12, 12))),
        ("followers 10k..50k", Within("followers", 10_000, 50_000)),
        ("interaction_rate >= 2.5%", Within("interaction_rate", 250)),
        ("interaction_rate >= 2.5", Within("interaction_rate", 250)),
        ("gmv >= 1000 GBP", Within("gmv_30d", 100_000, None, "GBP")),
        ("gmv 1000..2000 vnd", Within("gmv_30d", 1_000, 2_000, "VND")),
        ("gmv > 0", Within("gmv_30d", 1)),
        ("gmv >= 5 minor", Within("gmv_30d", 5)),
        ("promotion_score >= 4.5", Within("promotion_score", 450)),
        ("days_since_seen <= 30d", Within("days_since_seen", None, 30)),
        ("region = uk", OneOf("region", ("GB",))),
        ("地区 = 英国", OneOf("region", ("GB",))),
        ("region != US", Not(OneOf("region", ("US",)))),
        ("category in (Beauty)", OneOf("category", (BEAUTY,))),
        ('类目 in (美妆个护, "Music & Art")', OneOf("category", (BEAUTY, "Music & Art"))),
        ("category not in (pets, pets)", Not(OneOf("category", ("pets",)))),
        ("handle ~ glow", Contains("handle", "glow")),
        ('bio ~ "skin \\"care\\""', Contains("bio", 'skin "care"')),
        ("blocked", Within("blocked", 1, 1)),
        ("not blocked", Not(Within("blocked", 1, 1))),
        ("score is unknown", Not(Known("score"))),
        ("score is not unknown", Known("score")),
        ("score is not known", Not(Known("score"))),
    ],
)
def test_a_part_says_what_it_says(text: str, where: Condition) -> None:
    assert read_screen(text).where == where


def test_the_issue_s_own_example() -> None:
    assert read_screen("followers >= 10k and avg_views >= 5k and category in (Beauty)").where == Every(
        (Within("followers", 10_000), Within("average_views", 5_000), OneOf("category", (BEAUTY,)))
    )


def test_and_binds_closer_than_or() -> None:
    large, british, blocked = Within("followers", 1_000), OneOf("region", ("GB",)), Within("blocked", 1, 1)
    assert read_screen("followers >= 1k and region = GB or blocked").where == Either((Every((large, british)), blocked))
    assert read_screen("followers >= 1k and (region = GB or blocked)").where == Every(
        (large, Either((british, blocked)))
    )


def test_chinese_words_join_as_well() -> None:
    assert read_screen("粉丝 >= 1k 且 非 黑名单").where == read_screen("followers >= 1k and not blocked").where


def test_an_amount_may_take_the_currency_of_the_whole() -> None:
    assert read_screen("gmv >= 1000", currency="GBP").where == Within("gmv_30d", 100_000, None, "GBP")


@pytest.mark.parametrize(
    ("text", "ranking"),
    [
        ("order by followers", Ranking((("followers", 1),))),
        ("order by gmv asc", Ranking((("gmv_30d", -1),))),
        ("rank by gmv * 3 + interaction_rate", Ranking((("gmv_30d", 3), ("interaction_rate", 1)), weighs=True)),
        ("blocked rank by score", Ranking((("score", 1),), weighs=True)),
    ],
)
def test_an_order_may_follow(text: str, ranking: Ranking) -> None:
    assert read_screen(text).ranking == ranking


@pytest.mark.parametrize(
    ("text", "refusal", "at", "found"),
    [
        ("folowers >= 10k", FieldMistyped, 1, "folowers"),
        ("followers >= lots", NumberWanted, 14, "lots"),
        ("followers >= -5", NumberWanted, 14, "-5"),
        ("followers >=", ValueWanted, 13, ""),
        ("followers", OperatorUnfit, 10, ""),
        ("followers ~ 10k", OperatorUnfit, 11, "~"),
        ("followers in (1, 2)", OperatorUnfit, 11, "in"),
        ("region >= GB", OperatorUnfit, 8, ">="),
        ("handle = anna", OperatorUnfit, 8, "="),
        ("followers >= 1k avg_views >= 1k", WordWanted, 17, "avg_views"),
        ("(followers >= 1k", WordWanted, 17, ""),
        ("region in GB", WordWanted, 11, "GB"),
        ("region in (GB US)", WordWanted, 15, "US"),
        ("followers 50k..10k", BoundsTurned, 11, "50k"),
        ("gmv >= 1000", CurrencyWanted, 8, "1000"),
        ('handle ~ "glow', QuoteOpen, 10, '"'),
        ("followers >= 1k !", ScreenUnreadable, 17, "!"),
        ("order followers", WordWanted, 7, "followers"),
        ("order by handle", OperatorUnfit, 10, "handle"),
        ("rank by lives", OperatorUnfit, 9, "lives"),
        ("rank by gmv * 1000", NumberWanted, 15, "1000"),
        ("score is 4", WordWanted, 10, "4"),
        ("and", FieldMistyped, 1, "and"),
        ("qqqqqqqq >= 1", FieldUnknown, 1, "qqqqqqqq"),
    ],
)
def test_a_mistake_is_pointed_at(text: str, refusal: type[ScreenUnreadable], at: int, found: str) -> None:
    with pytest.raises(ScreenUnreadable) as refused:
        read_screen(text)
    assert type(refused.value) is refusal
    assert (refused.value.data["at"], refused.value.data["found"]) == (at, found)


def test_a_name_that_looks_alike_is_offered() -> None:
    with pytest.raises(FieldUnknown) as refused:
        read_screen("folowers >= 10k")
    assert refused.value.data["nearest"] == "followers"


def test_nobody_reads_a_thousand_brackets() -> None:
    with pytest.raises(TooNested):
        read_screen("(" * 900 + "blocked" + ")" * 900)


def test_a_text_has_an_end() -> None:
    with pytest.raises(TextTooLong):
        read_screen("blocked or " * LONGEST)


numbers = [one for one in FIELDS.values() if one.kind is Kind.NUMBER]
figures = st.integers(0, 10**12)


@st.composite
def bounds(draw: st.DrawFn) -> Condition:
    field = draw(st.sampled_from(numbers))
    low, high = sorted((draw(figures), draw(figures)))
    unit = draw(st.sampled_from(["", "GBP", "VND"])) if field.unit is Unit.MONEY else ""
    sides = draw(st.sampled_from([(low, None), (None, high), (low, high), (low, low)]))
    return Within(field.name, *sides, unit)


CALLED = {folded(name) for one in CATEGORIES.values() for name in (one.key, one.name_en, one.name_zh)}
words = st.text(min_size=1, max_size=12).filter(lambda text: folded(text) not in CALLED)
parts = st.one_of(
    bounds(),
    st.builds(OneOf, st.just("category"), st.lists(words, min_size=1, max_size=3, unique=True).map(tuple)),
    st.builds(OneOf, st.just("region"), st.lists(st.sampled_from(["GB", "TH"]), min_size=1, unique=True).map(tuple)),
    st.builds(Contains, st.sampled_from(["handle", "bio"]), words),
    st.builds(Known, st.sampled_from(["score", "region"])),
    st.just(Within("blocked", 1, 1)),
)
screens = st.recursive(
    parts,
    lambda inner: st.one_of(
        st.builds(Not, inner),
        st.builds(lambda found: Every(tuple(found)), st.lists(inner, min_size=2, max_size=3)),
        st.builds(lambda found: Either(tuple(found)), st.lists(inner, min_size=2, max_size=3)),
    ),
    max_leaves=8,
)


@given(screens)
def test_what_is_written_reads_the_same(where: Condition) -> None:
    assert read_screen(written(where)).where == where


def place_of_mistake(text: str) -> int:
    """At which character a text stops being a screen; 1 where it is one."""
    try:
        read_screen(text, currency="GBP")
    except ScreenUnreadable as refused:
        return int(refused.data["at"] or 0)
    return 1


@given(st.text(alphabet="followers >=10k()andornot\"'~*,..%万", max_size=60) | st.text(max_size=40))
def test_any_text_is_read_or_refused_at_a_place_in_it(text: str) -> None:
    assert 1 <= place_of_mistake(text) <= len(text) + 1
