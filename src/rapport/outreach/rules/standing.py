"""How things stand between a workspace and a creator: what every page marks, and what nobody may send.

A mark is set by time, by the creator or by a person, and taken away by a person alone (docs/decisions/0020).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from rapport.outreach.rules.life import Due, Ending, InvitationFacts, Stage, Step, cooldown_until, next_step
from rapport.policies.rules.playbooks import FollowUpPlay
from rapport.shared.refusals import Reason, Refusal


class Mark(StrEnum):
    """What a page says of an invitation, a talk or a creator."""

    IDLE = "idle"
    """Accepted, and nothing has moved for the playbook's days (7)."""
    SILENT = "silent"
    """Our word is the last, and it is older than the playbook's days (5)."""
    COOLING = "cooling"
    """Closed, and not to be asked again before the cool-down (14 days) is over."""
    BLOCKED = "blocked"
    """On the blocklist, by a person here."""
    OPTED_OUT = "opted_out"
    """The creator asked not to be written to."""


class CreatorBlocked(Refusal):
    """The creator is on the blocklist; nobody writes to them."""

    code = "outreach.creator_blocked"


class CreatorOptedOut(Refusal):
    """The creator asked not to be written to; only a person who notes a new consent changes that."""

    code = "outreach.opted_out"


@dataclass(frozen=True, slots=True)
class Between:
    """What stands between a workspace and one creator; `invitation` is the newest one, where there is one."""

    invitation: InvitationFacts | None = None
    blocked_why: str = ""
    opted_out_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Marked:
    """A mark with its times; empty where none is known or it has no end."""

    mark: Mark
    since: datetime | None = None
    until: datetime | None = None


def check_may_write(between: Between, creator: str) -> None:
    """Whether any message, on any channel, may go to the creator. Refuses with CreatorBlocked or CreatorOptedOut."""
    if between.blocked_why:
        raise CreatorBlocked(creator=creator, why=between.blocked_why)
    if between.opted_out_at is not None:
        raise CreatorOptedOut(creator=creator)


def may_write(between: Between) -> bool:
    return not between.blocked_why and between.opted_out_at is None


def may_ask(between: Between, play: FollowUpPlay, now: datetime) -> bool:
    """Whether the creator may be asked into something new: nothing is open, and no cool-down runs."""
    if not may_write(between):
        return False
    if between.invitation is None:
        return True
    until = cooldown_until(between.invitation, play)
    return until is not None and now >= until


def due_by_itself(between: Between, play: FollowUpPlay, now: datetime) -> Step:
    """What follow-up asks for, as `next_step` has it; to a creator whom nobody may write to it never asks to write."""
    if between.invitation is None:
        return Step(Due.NOTHING, None, Reason("follow_up.nothing_due", {"stage": ""}))
    step = next_step(between.invitation, play, now)
    if step.due in (Due.REMIND, Due.REINVITE) and not may_write(between):
        code = CreatorBlocked.code if between.blocked_why else CreatorOptedOut.code
        return Step(Due.NOTHING, None, Reason(code))
    return step


def marks(between: Between, play: FollowUpPlay, now: datetime) -> tuple[Marked, ...]:
    """Everything a page marks, the weightiest first."""
    return tuple(_marks(between, play, now))


def _marks(between: Between, play: FollowUpPlay, now: datetime) -> Iterator[Marked]:
    if between.opted_out_at is not None:
        yield Marked(Mark.OPTED_OUT, since=between.opted_out_at)
    if between.blocked_why:
        yield Marked(Mark.BLOCKED)
    if between.invitation is None:
        return
    until = cooldown_until(between.invitation, play)
    if until is not None and now < until:
        yield Marked(Mark.COOLING, since=between.invitation.closed_at, until=until)
    found = _overdue(between.invitation, play, now)
    if found is not None:
        yield found


def _overdue(facts: InvitationFacts, play: FollowUpPlay, now: datetime) -> Marked | None:
    """Idle or silent for as long as the playbook waits, whether somebody was reminded or not."""
    if facts.stage not in (Stage.INVITED, Stage.TALKING, Stage.ACCEPTED):
        return None
    step = next_step(facts, play, max(now, (facts.invited_at or now) + play.close_after))
    if step.due is not Due.CLOSE or step.at is None or step.at > now:
        return None
    waited = play.idle_after if step.ending is Ending.IDLE else play.close_after
    return Marked(Mark.IDLE if step.ending is Ending.IDLE else Mark.SILENT, since=step.at - waited)
