"""Replaying a pack over the past: what would these rules have allowed of what was sent? (design section 4); pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from rapport.outreach.rules.quota import (
    Contact,
    Kind,
    Pool,
    Standing,
    check_day,
    check_followers,
    check_left,
    cost_of,
    counts_creator,
    pool_of,
    weekly_cap,
)
from rapport.policies.rules.sections import QuotaPolicy
from rapport.shared.periods import Period, local_date, week_of
from rapport.shared.refusals import Reason, Refusal


@dataclass(frozen=True, slots=True)
class PastSend:
    """One message that went out."""

    at: datetime
    kind: Kind
    creator_id: int
    followers: int | None


@dataclass(frozen=True, slots=True)
class Past:
    """What was sent, by time; since when each creator was connected; the shop's GMV as it was told, by time."""

    sends: Sequence[PastSend]
    connected_since: Mapping[int, datetime]
    gmv: Sequence[tuple[datetime, int]]
    timezone: str


@dataclass(frozen=True, slots=True)
class Replayed:
    """One past message under the rules: what it would have cost, or why it would not have gone."""

    send: PastSend
    units: int
    refused: Reason | None


@dataclass
class ReplayedWeek:
    """One window of one pool as these rules would have had it. `cap` None is unlimited."""

    period: Period
    pool: Pool
    cap: int | None
    max_followers: int | None
    starter_units: int
    used: int = 0
    messages: list[Replayed] = field(default_factory=list)
    counted: set[int] = field(default_factory=set)

    @property
    def refused(self) -> list[Replayed]:
        return [one for one in self.messages if one.refused is not None]

    @property
    def allowed(self) -> int:
        return len(self.messages) - len(self.refused)


def replay(policy: QuotaPolicy, past: Past) -> list[ReplayedWeek]:
    """Hold each past message against the rules, in order; what they refuse does not count for those after it.

    A creator counts as connected from when they really were: who answered a message that these rules would have
    refused answered all the same. The weeks in which anything was sent, oldest first.
    """
    run = _Replay(policy, past)
    for send in past.sends:
        run.take(send)
    return sorted(run.weeks.values(), key=lambda week: (week.period.start, week.pool.value))


@dataclass
class _Replay:
    policy: QuotaPolicy
    past: Past
    weeks: dict[tuple[datetime, Pool], ReplayedWeek] = field(default_factory=dict)
    unanswered: dict[int, int] = field(default_factory=dict)
    of_days: dict[object, int] = field(default_factory=dict)

    def take(self, send: PastSend) -> None:
        week, day = self._week(send), local_date(send.at, self.past.timezone)
        contact = self._contact(send, week)
        try:
            check_followers(week.max_followers, contact)
            units = cost_of(self.policy, send.kind, contact).units
            check_left(Standing(week.cap, 0, week.used), units)
            check_day(self.policy, self.of_days.get(day, 0), units)
        except Refusal as refusal:
            week.messages.append(Replayed(send, 0, Reason(refusal.code, refusal.data)))
            return
        week.messages.append(Replayed(send, units, None))
        week.used += units
        if counts_creator(self.policy, contact):
            week.counted.add(send.creator_id)
        self.of_days[day] = self.of_days.get(day, 0) + units
        if send.kind is not Kind.INVITATION:
            self.unanswered[send.creator_id] = self.unanswered.get(send.creator_id, 0) + 1

    def _contact(self, send: PastSend, week: ReplayedWeek) -> Contact:
        since = self.past.connected_since.get(send.creator_id)
        return Contact(
            connected=since is not None and since <= send.at,
            counted_this_window=send.creator_id in week.counted,
            sent_since_reply=self.unanswered.get(send.creator_id, 0),
            followers=send.followers,
        )

    def _week(self, send: PastSend) -> ReplayedWeek:
        period = week_of(send.at, self.policy.week_rule(self.past.timezone))
        pool = pool_of(self.policy, send.kind)
        if (period.start, pool) not in self.weeks:
            cap = weekly_cap(self.policy, self._gmv(period), self._starter_left(), pool)
            self.weeks[period.start, pool] = ReplayedWeek(period, pool, cap.units, cap.max_followers, cap.starter_units)
        return self.weeks[period.start, pool]

    def _gmv(self, period: Period) -> int:
        """The last told before the window's end: the platform knew it when the window began."""
        known = [gmv for at, gmv in self.past.gmv if at < period.end]
        return known[-1] if known else 0

    def _starter_left(self) -> int:
        used = sum(min(week.used, week.starter_units) for week in self.weeks.values())
        return max(0, self.policy.starter_pack - used)
