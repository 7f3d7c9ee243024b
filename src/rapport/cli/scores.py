"""Scores and dealings of a creator as the command line gives them."""

from collections.abc import Callable

from django.utils.translation import gettext

from rapport.cli.figures import money_text
from rapport.creators.models import Dealings
from rapport.creators.queries.profile import Profile
from rapport.creators.rules.dealings import RATES
from rapport.creators.rules.score import Score
from rapport.shared.money import percent
from rapport.shared.wording import UNKNOWN, said

COUNTS = (
    "contacts",
    "invitations",
    "replies",
    "accepted",
    "declined",
    "samples_received",
    "samples_with_content",
    "contents",
    "paid_orders",
    "refunds",
)
FLAGS = ("active_invitation", "opted_out")
MOMENTS = ("first_contact_at", "last_contact_at")


def score_data(score: Score) -> dict[str, object]:
    """A score with its group, estimate and contributions; null is unknown."""
    estimate = score.estimate
    return {
        "value": score.value,
        "place": score.place,
        "group": {"region": score.group.region, "category": score.group.category, "size": score.group.size},
        "units_expected": None
        if estimate is None
        else {"value": estimate.value, "low": estimate.low, "high": estimate.high, "posts": estimate.n},
        "contributions": [{"part": one.part, "place": one.place, "points": one.points} for one in score.contributions],
        "reasons": [said(reason, gettext) for reason in score.reasons],
    }


def dealings_data(dealt: Dealings) -> dict[str, object]:
    """Counts, moments, money as decimal strings; rates in hundredths of a percent, times in minutes, with intervals."""
    moments = {name: getattr(dealt, name) for name in MOMENTS}
    return {
        **{name: at.isoformat() if at else None for name, at in moments.items()},
        **{name: getattr(dealt, name) for name in (*COUNTS, *FLAGS, "median_reply_minutes", "currency")},
        "paid_gmv": money_text(dealt.paid_gmv_minor, dealt.currency),
        "refunded": money_text(dealt.refunded_minor, dealt.currency),
        **{rate: _shrunk(dealt, rate) for rate in RATES},
    }


def judgement_lines(found: Profile) -> list[str]:
    """Score, fulfilment, reply rate and time to reply, each in a line of its own; unknown says so."""
    score = found.score
    value = gettext("unknown") if score.value is None else f"{score.value} / 5"
    lines = [_line("score", value, "; ".join(said(reason, gettext) for reason in score.reasons))]
    lines += [_rate_line(found.dealings, rate) for rate in RATES]
    return lines


def _rate_line(dealt: Dealings, rate: str) -> str:
    told = _shrunk(dealt, rate)
    if told is None:
        return _line(rate, gettext("unknown"), "")
    form: Callable[[int], str] = str if rate == "reply_minutes" else percent
    ends = {"low": form(told["low"]), "high": form(told["high"]), "n": told["n"]}
    return _line(rate, form(told["value"]), gettext("80%%: %(low)s – %(high)s, n = %(n)s") % ends)


def _line(name: str, value: str, more: str) -> str:
    return f"  {name:<20} {value or UNKNOWN:>18}  {more}".rstrip()


def _shrunk(dealt: Dealings, rate: str) -> dict[str, int] | None:
    if getattr(dealt, rate) is None:
        return None
    return {
        "value": getattr(dealt, rate),
        "low": getattr(dealt, f"{rate}_low"),
        "high": getattr(dealt, f"{rate}_high"),
        "n": getattr(dealt, f"{rate}_n"),
    }
