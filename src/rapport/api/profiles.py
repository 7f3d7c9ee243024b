"""One creator with what is known, how they score, and what was dealt with them."""

from datetime import datetime

from django.http import HttpRequest
from django.utils.translation import gettext
from ninja import Router, Schema

from rapport.api.access import seat
from rapport.creators.models import Dealings
from rapport.creators.queries.profile import profile
from rapport.creators.rules.score import Score
from rapport.creators.rules.shrinkage import Shrunk
from rapport.shared.money import MINOR_DIGITS, Money
from rapport.shared.wording import said

router = Router(tags=["creators"])


class DrawnOut(Schema):
    """A figure drawn toward those of creators alike, its 80 % interval, and the cases it rests on."""

    value: int
    low: int
    high: int
    n: int


class GroupOut(Schema):
    """Whom a creator is held against; no size means the written-down figures."""

    region: str
    category: str
    size: int


class ContributionOut(Schema):
    """A part of the score: how many in a hundred lie below, and what that moves."""

    part: str
    place: int
    points: int


class ScoreOut(Schema):
    """`value` is 1 to 5, null where sales are unknown."""

    value: int | None
    place: int | None
    group: GroupOut
    units_expected: DrawnOut | None
    contributions: list[ContributionOut]
    reasons: list[str]


class DealingsOut(Schema):
    """What this workspace's shops dealt with the creator; rates in hundredths of a percent, null without a case."""

    first_contact_at: datetime | None
    last_contact_at: datetime | None
    contacts: int
    invitations: int
    replies: int
    accepted: int
    declined: int
    active_invitation: bool
    opted_out: bool
    samples_received: int
    samples_with_content: int
    contents: int
    paid_orders: int
    currency: str
    paid_gmv: str | None
    refunds: int
    refunded: str | None
    median_reply_minutes: int | None
    reply_rate: DrawnOut | None
    fulfilment_rate: DrawnOut | None
    reply_minutes: DrawnOut | None


class ProfileOut(Schema):
    id: int
    handle: str
    nickname: str
    region: str
    categories: list[str]
    figures: dict[str, int | str]
    """Known figures by name; money in minor units of `currency`."""
    score: ScoreOut
    dealings: DealingsOut


@router.get("/creators/{creator_id}", response=ProfileOut)
def show_creator(request: HttpRequest, creator_id: int) -> ProfileOut:
    """Everything that judges one creator."""
    found = profile(seat(request).workspace_id, creator_id)
    one = found.creator
    return ProfileOut(
        id=one.pk,
        handle=one.handle,
        nickname=one.nickname,
        region=one.region,
        categories=list(found.categories),
        figures=one.metrics.known(),
        score=_score(found.score),
        dealings=_dealings(found.dealings),
    )


def _score(score: Score) -> ScoreOut:
    return ScoreOut(
        value=score.value,
        place=score.place,
        group=GroupOut(region=score.group.region, category=score.group.category, size=score.group.size),
        units_expected=None if score.estimate is None else _estimate(score.estimate),
        contributions=[
            ContributionOut(part=one.part, place=one.place, points=one.points) for one in score.contributions
        ],
        reasons=[said(reason, gettext) for reason in score.reasons],
    )


def _estimate(units: Shrunk) -> DrawnOut:
    return DrawnOut(value=units.value, low=units.low, high=units.high, n=units.n)


def _dealings(dealt: Dealings) -> DealingsOut:
    plain = {name: getattr(dealt, name) for name in DealingsOut.model_fields if hasattr(dealt, name)}
    money = {"paid_gmv": _amount(dealt.paid_gmv_minor, dealt), "refunded": _amount(dealt.refunded_minor, dealt)}
    drawn = {name: _drawn(dealt, name) for name in ("reply_rate", "fulfilment_rate", "reply_minutes")}
    return DealingsOut(**plain | money | drawn)


def _drawn(dealt: Dealings, name: str) -> DrawnOut | None:
    value = getattr(dealt, name)
    if value is None:
        return None
    return DrawnOut(value=value, **{end: getattr(dealt, f"{name}_{end}") for end in ("low", "high", "n")})


def _amount(minor: int, dealt: Dealings) -> str | None:
    return str(Money(minor, dealt.currency)) if dealt.currency in MINOR_DIGITS else None
