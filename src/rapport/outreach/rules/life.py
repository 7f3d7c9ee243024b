"""The invitation's life: its stages, which may follow which, and what is due next (brief S2, 达人未响应邀约怎么办)."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from rapport.policies.rules.playbooks import FollowUpPlay
from rapport.shared.refusals import Data, Reason, Refusal


class Stage(StrEnum):
    """Where an invitation stands."""

    QUEUED = "queued"
    """Approved here; the platform has not been told."""
    INVITED = "invited"
    TALKING = "talking"
    """The creator answered."""
    ACCEPTED = "accepted"
    """The creator added a product."""
    ACTIVE = "active"
    """The creator posted."""
    CLOSED = "closed"


class Ending(StrEnum):
    """Why an invitation was closed."""

    SILENT = "silent"
    IDLE = "idle"
    DECLINED = "declined"
    REFUSED = "refused"
    """By the platform."""
    WITHDRAWN = "withdrawn"
    """By a person here."""


FOLLOWING = {
    Stage.QUEUED: frozenset({Stage.INVITED, Stage.CLOSED}),
    Stage.INVITED: frozenset({Stage.TALKING, Stage.ACCEPTED, Stage.ACTIVE, Stage.CLOSED}),
    Stage.TALKING: frozenset({Stage.ACCEPTED, Stage.ACTIVE, Stage.CLOSED}),
    Stage.ACCEPTED: frozenset({Stage.ACTIVE, Stage.CLOSED}),
    Stage.ACTIVE: frozenset({Stage.CLOSED}),
    Stage.CLOSED: frozenset[Stage](),
}


class StepNotAllowed(Refusal):
    """An invitation cannot go from this stage to that one."""

    code = "invitation.step_not_allowed"


class NotReopenable(Refusal):
    """Only what was closed after it went out can be opened again; `why` is the stage, or `never_invited`."""

    code = "invitation.not_reopenable"


class Due(StrEnum):
    """What follow-up asks for."""

    NOTHING = "nothing"
    REMIND = "remind"
    CLOSE = "close"
    REINVITE = "reinvite"


@dataclass(frozen=True, slots=True)
class InvitationFacts:
    """One invitation as follow-up sees it. Times are empty where nothing happened."""

    stage: Stage
    invited_at: datetime | None
    last_out_at: datetime | None
    last_in_at: datetime | None
    accepted_at: datetime | None = None
    closed_at: datetime | None = None
    ending: Ending | None = None
    reminders: int = 0
    attempt: int = 1
    sample_under_way: bool = False
    replied_at: datetime | None = None
    active_at: datetime | None = None
    reopened_at: datetime | None = None
    """When a person opened it again: its times begin anew."""
    free_from: datetime | None = None
    """From when on a person lets the creator be asked again, before the cool-down is over."""


@dataclass(frozen=True, slots=True)
class Step:
    """What is due, the earliest moment for it, and why."""

    due: Due
    at: datetime | None
    reason: Reason
    ending: Ending | None = None


def check_step(before: Stage, after: Stage) -> None:
    """Refuses with StepNotAllowed."""
    if after not in FOLLOWING[before]:
        raise StepNotAllowed(before=before.value, after=after.value)


def next_step(facts: InvitationFacts, play: FollowUpPlay, now: datetime) -> Step:
    """What follow-up asks for next and from when on: remind, close, invite again, or nothing.

    The playbook's 48 hours, 5, 7 and 14 days are earliest times; whether a reminder is worth its unit is the planner's
    to say, and an invitation nobody reminded of is closed all the same.
    """
    if facts.stage is Stage.INVITED and facts.invited_at is not None:
        return _while_silent(facts, facts.invited_at, play, now)
    if facts.stage is Stage.TALKING:
        return _while_talking(facts, play)
    if facts.stage is Stage.ACCEPTED and facts.accepted_at is not None:
        return _while_accepted(facts, facts.accepted_at, play)
    if facts.stage is Stage.CLOSED and facts.closed_at is not None:
        return _after_closing(facts, facts.closed_at, play)
    return Step(Due.NOTHING, None, Reason("follow_up.nothing_due", {"stage": facts.stage.value}))


def reopened(facts: InvitationFacts) -> Stage:
    """The stage of a closed invitation once a person opens it again: the furthest it had come.

    Refuses with NotReopenable for one that is open, or that the platform never made.
    """
    if facts.stage is not Stage.CLOSED:
        raise NotReopenable(why=facts.stage.value)
    if facts.invited_at is None:
        raise NotReopenable(why="never_invited")
    if facts.active_at is not None:
        return Stage.ACTIVE
    if facts.accepted_at is not None:
        return Stage.ACCEPTED
    return Stage.TALKING if facts.replied_at is not None else Stage.INVITED


def cooldown_until(facts: InvitationFacts, play: FollowUpPlay) -> datetime | None:
    """Until when nobody asks the creator of a closed invitation again; empty for one that is open."""
    if facts.stage is not Stage.CLOSED or facts.closed_at is None:
        return None
    return facts.free_from or facts.closed_at + play.reinvite_after


def _while_silent(facts: InvitationFacts, invited_at: datetime, play: FollowUpPlay, now: datetime) -> Step:
    invited_at = max(invited_at, facts.reopened_at or invited_at)
    if facts.reminders < play.reminders_max and now < invited_at + play.close_after:
        at = (facts.last_out_at or invited_at) + play.remind_after
        return Step(Due.REMIND, at, Reason("follow_up.remind_after_silence", {"hours": play.remind_after_hours}))
    return _close(invited_at, play, Ending.SILENT)


def _while_talking(facts: InvitationFacts, play: FollowUpPlay) -> Step:
    ours_is_last = facts.last_out_at is not None and (facts.last_in_at is None or facts.last_out_at > facts.last_in_at)
    if ours_is_last and facts.last_out_at is not None:
        return _close(max(facts.last_out_at, facts.reopened_at or facts.last_out_at), play, Ending.SILENT)
    return Step(Due.NOTHING, None, Reason("follow_up.creator_waits"))


def _while_accepted(facts: InvitationFacts, accepted_at: datetime, play: FollowUpPlay) -> Step:
    if facts.sample_under_way:
        return Step(Due.NOTHING, None, Reason("follow_up.sample_under_way"))
    known = (accepted_at, facts.last_in_at, facts.last_out_at, facts.reopened_at)
    latest = max(moment for moment in known if moment is not None)
    data: Data = {"days": play.idle_after_days}
    return Step(Due.CLOSE, latest + play.idle_after, Reason("follow_up.idle_after_accepting", data), Ending.IDLE)


def _after_closing(facts: InvitationFacts, closed_at: datetime, play: FollowUpPlay) -> Step:
    if facts.ending is Ending.SILENT and facts.attempt <= play.reinvitations_max:
        at = facts.free_from or closed_at + play.reinvite_after
        return Step(Due.REINVITE, at, Reason("follow_up.may_be_invited_again", {"days": play.reinvite_after_days}))
    return Step(Due.NOTHING, None, Reason("follow_up.stays_closed", {"ending": (facts.ending or Ending.SILENT).value}))


def _close(since: datetime, play: FollowUpPlay, ending: Ending) -> Step:
    reason = Reason("follow_up.silent_for_days", {"days": play.close_after_days})
    return Step(Due.CLOSE, since + play.close_after, reason, ending)
