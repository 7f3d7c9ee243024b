"""The hidden truth about creators: who reacts to what, who posts, who sells. Pure functions of the seed.

Draws are named by (purpose, shop, creator, n), so nothing but the seed and what the seller did decides.
"""

import math
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from sandbox.chance import Chance
from sandbox.population import FOLLOWERS_MEDIAN, FOLLOWERS_SPREAD, SALES_MEDIAN_DOLLARS, SALES_SPREAD, Creator
from sandbox.replies import QUESTIONS, Intent

HOUR, DAY, WEEK = 3_600, 86_400, 604_800
ANSWER_BASE = -2.28  # log odds of a reply to a plain invitation at 15 %: about 15 % on average
YES_AT_ONCE, NO_AT_ONCE, YES_AFTER_TALK = 0.15, 0.15, 0.643  # together 60 % of those who reply agree
SILENT_ACCEPTS = 0.15  # beside each reply
WANTS_PRODUCT, ACCEPTS_AGAIN, ASKS_SAMPLE = 0.6, 0.7, 0.7
CONFIRMS_RAISE, CONFIRMS_CUT = 0.97, 0.55
POSTS_WITHOUT_SAMPLE = 0.35
SECOND_CONTENT, THIRD_CONTENT, VIDEOS = 0.45, 0.15, 0.75
TWO_PIECES, THREE_PIECES = 0.2, 0.05
REFUNDED, REFUNDED_WHOLE = 0.12, 0.6
SALES_SELF_SPREAD = 2.15
SALES_WEEKS, SALES_FADE = 8, 0.85
SALES_WEEK_MOST = 150.0  # orders: the rarest star
PATIENCE_LOST_A_DAY = 0.12


@dataclass(frozen=True, slots=True)
class Pair:
    """A shop (by its key) and a creator: what every draw is named by."""

    chance: Chance
    shop: int
    creator: Creator

    def uniform(self, purpose: str, *turn: int) -> float:
        return self.chance.uniform(purpose, self.shop, self.creator.number, *turn)

    def normal(self, purpose: str, *turn: int) -> float:
        return self.chance.normal(purpose, self.shop, self.creator.number, *turn)

    def between(self, low: int, high: int, purpose: str, *turn: int) -> int:
        return self.chance.between(low, high, purpose, self.shop, self.creator.number, *turn)

    def gamma_days(self, mean: float, purpose: str, *turn: int) -> int:
        """Return a delay in seconds."""
        return int(self.chance.gamma(mean, purpose, self.shop, self.creator.number, *turn) * DAY)


@dataclass(frozen=True, slots=True)
class Approach:
    """What a creator sees of one attempt to win them; the rate in hundredths of a percent."""

    attempt: int
    rate: int
    match: float  # 0 to 1: how well the offered products fit the creator's categories
    named: bool
    invited: bool
    after_no: bool


class Reaction(StrEnum):
    """What an approach leads to."""

    NOTHING = "nothing"
    REPLY = "reply"
    SILENT_ACCEPT = "silent_accept"


def category_match(creator: Creator, categories: set[int]) -> float:
    """Return 1 where the strongest category fits, less for the others, 0 where none does."""
    weights = zip(creator.categories, (1.0, 0.7, 0.5), strict=True)
    return max((weight for place, weight in weights if place in categories), default=0.0)


def reply_chance(pair: Pair, approach: Approach) -> float:
    """Return the chance that this creator answers this approach."""
    size = (math.log(pair.creator.followers) - math.log(FOLLOWERS_MEDIAN)) / FOLLOWERS_SPREAD
    score = ANSWER_BASE - 0.45 * size + 0.7 * approach.match + 0.9 * pair.normal("warmth")
    score += 5.0 * (min(approach.rate, 5_000) / 10_000 - 0.15)
    score += 0.4 * approach.named - 0.7 * (approach.attempt - 1) - 1.2 * approach.after_no
    return 1 / (1 + math.exp(-score))


def reaction(pair: Pair, approach: Approach) -> Reaction:
    """Return what the attempt leads to; a better approach never leads to less."""
    chance = reply_chance(pair, approach)
    drawn = pair.uniform("reaction", approach.attempt)
    if drawn < chance:
        return Reaction.REPLY
    return Reaction.SILENT_ACCEPT if approach.invited and drawn < (1 + SILENT_ACCEPTS) * chance else Reaction.NOTHING


def reaction_delay(pair: Pair, attempt: int) -> int:
    """Return seconds until the first reaction: hours to days."""
    return int(min(max(13 * math.exp(0.95 * pair.normal("reaction delay", attempt)), 0.2), 150) * HOUR)


def answer_delay(pair: Pair, purpose: str, turn: int) -> int:
    """Return seconds until an answer in a talk that is under way."""
    return int(min(max(5 * math.exp(0.8 * pair.normal(purpose + " delay", turn)), 0.1), 72) * HOUR)


def awake(pair: Pair, moment: int, purpose: str, turn: int) -> int:
    """Return the moment, or one early in the creator's next day where it falls into the night (22 to 8)."""
    return _daytime(moment, pair.creator.zone, pair.uniform(purpose + " morning", turn))


def _daytime(moment: int, zone: ZoneInfo, share: float) -> int:
    local = datetime.fromtimestamp(moment, zone)
    wakes, sleeps = 8, 22
    if wakes <= local.hour < sleeps:
        return moment
    day = local.date() + timedelta(days=int(local.hour >= sleeps))
    morning = datetime(day.year, day.month, day.day, wakes, tzinfo=zone).astimezone(UTC)
    return int(morning.timestamp() + share * 2.5 * HOUR)


def first_words(pair: Pair, attempt: int) -> Intent:
    """Return what a reply to an attempt means: a question mostly, sometimes a plain yes or no."""
    drawn = pair.uniform("first words", attempt)
    if drawn < YES_AT_ONCE:
        return Intent.AGREES
    return Intent.DECLINES if drawn > 1 - NO_AT_ONCE else question(pair, attempt)


def question(pair: Pair, turn: int) -> Intent:
    """Return what a creator asks about."""
    return pair.chance.pick(QUESTIONS, "question", pair.shop, pair.creator.number, turn)


def answers_needed(pair: Pair, turn: int) -> int:
    """Return how many answers of the seller a creator wants before deciding."""
    return 1 + pair.chance.poisson(0.8, "answers", pair.shop, pair.creator.number, turn)


def agrees_in_the_end(pair: Pair, turn: int) -> bool:
    """Tell how a talk ends that was answered to its end."""
    return pair.uniform("agrees", turn) < YES_AFTER_TALK


def patience(pair: Pair, turn: int) -> int:
    """Return seconds after which an unanswered creator is lost: 12 % of those left, each day."""
    days = math.log(pair.uniform("patience", turn)) / math.log(1 - PATIENCE_LOST_A_DAY)
    return math.ceil(days) * DAY


def liking(pair: Pair, place: int, turn: int) -> float:
    """Return how much a creator likes a product of the shop; from 1 - WANTS_PRODUCT on it is taken."""
    return pair.uniform("liking", place, turn)


def accepts_again(pair: Pair, turn: int) -> bool:
    """Tell whether an active creator takes up a further invitation."""
    return pair.uniform("accepts again", turn) < ACCEPTS_AGAIN


def asks_sample(pair: Pair, turn: int) -> bool:
    return pair.uniform("asks sample", turn) < ASKS_SAMPLE


def confirms(pair: Pair, place: int, turn: int, *, raised: bool) -> bool:
    """Tell whether a creator confirms a changed rate."""
    return pair.uniform("confirms", place, turn) < (CONFIRMS_RAISE if raised else CONFIRMS_CUT)


def posts(pair: Pair, turn: int, *, with_sample: bool) -> bool:
    """Tell whether content follows: 65 % with a sample (as predicted for the creator), 35 % without."""
    likely = 0.43 + 0.4 * pair.creator.post_rate if with_sample else POSTS_WITHOUT_SAMPLE
    return pair.uniform("posts", turn) < likely


def posting_delay(pair: Pair, turn: int, *, with_sample: bool) -> int:
    return pair.gamma_days(9 if with_sample else 6, "posting", turn)


def content_count(pair: Pair, turn: int) -> int:
    drawn = pair.uniform("contents", turn)
    return 1 + (drawn < SECOND_CONTENT) + (drawn < THIRD_CONTENT)


def content_format(pair: Pair, turn: int) -> str:
    return "VIDEO" if pair.uniform("format", turn) < VIDEOS else "LIVE"


def sales_score(pair: Pair) -> float:
    """Return the standard normal number behind a creator's sales for a shop."""
    creator = pair.creator
    size = (math.log(creator.followers) - math.log(FOLLOWERS_MEDIAN)) / FOLLOWERS_SPREAD
    elsewhere = -0.674
    if creator.gmv_dollars:
        skill = math.log(creator.gmv_dollars / SALES_MEDIAN_DOLLARS) / SALES_SPREAD
        elsewhere = 0.93 + 0.56 * skill
    return 0.02 * size + 0.42 * elsewhere + 0.925 * pair.normal("sales")


def weekly_orders(pair: Pair, match: float) -> float:
    """Return the orders that one batch of contents brings in its first week, on average."""
    return min(1.1 * math.exp(SALES_SELF_SPREAD * sales_score(pair) + 0.5 * (match - 0.3)), SALES_WEEK_MOST)


def order_times(pair: Pair, content: int, posted_at: int, first_week: float) -> list[int]:
    """Return when orders through one content are placed: a Poisson process that fades by 15 % a week."""
    times = []
    for week in range(SALES_WEEKS):
        mean = first_week * SALES_FADE**week
        count = pair.chance.poisson(mean, "orders", pair.shop, pair.creator.number, content, week)
        start = posted_at + week * WEEK
        times += [start + int(pair.uniform("order at", content, week, turn) * WEEK) for turn in range(count)]
    return sorted(times)


@dataclass(frozen=True, slots=True)
class LineFate:
    """What becomes of an order line: how many pieces, and what comes back when (days after delivery)."""

    quantity: int
    refunded_units: int
    refunded_amount: int
    refund_delay: int  # seconds after delivery


def line_fate(pair: Pair, price: int, *key: int) -> LineFate:
    """Return quantity and refund of a line: about 12 % get one, two fifths of them only in part."""
    drawn = pair.uniform("quantity", *key)
    quantity = 1 + (drawn < TWO_PIECES) + (drawn < THREE_PIECES)
    delay = int((1 + 5 * pair.uniform("refund delay", *key)) * DAY)
    if pair.uniform("refund", *key) >= REFUNDED:
        return LineFate(quantity, 0, 0, delay)
    if pair.uniform("whole", *key) < REFUNDED_WHOLE:
        return LineFate(quantity, quantity, price * quantity, delay)
    if quantity > 1:
        units = pair.between(1, quantity - 1, "units back", *key)
        return LineFate(quantity, units, price * units, delay)
    return LineFate(quantity, 0, price * pair.between(20, 60, "percent back", *key) // 100, delay)


def delivery_delay(pair: Pair, purpose: str, *key: int) -> int:
    """Return seconds from dispatch or order to delivery: two to five days."""
    return int((2 + 3 * pair.uniform(purpose, *key)) * DAY)


def new_writers(chance: Chance, shop: int, week: int, available: int) -> list[tuple[int, int]]:
    """Return (place in the market's ranking, seconds into the week) of creators who write to a shop first."""
    count = chance.poisson(2.5, "new writers", shop, week) if available else 0
    return [
        (
            chance.between(0, available - 1, "new writer", shop, week, turn),
            chance.between(0, WEEK - 1, "new writer at", shop, week, turn),
        )
        for turn in range(count)
    ]
