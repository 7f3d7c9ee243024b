"""Which two records are one creator, how sure that is, and which of them stays.

Certain is what can only be one account: one open id, or one handle of which only one record says what the other leaves
open. Everything else is evidence, and a person decides.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from rapport.creators.rules.contacts import Trace
from rapport.shared.refusals import Reason

STRONG = frozenset(
    {"identity.same_email", "identity.same_phone", "identity.same_instagram", "identity.same_name_elsewhere"}
)
"""What alone makes it likely that two are one."""


class Confidence(StrEnum):
    """How sure it is that two records are one creator."""

    CERTAIN = "certain"
    LIKELY = "likely"
    POSSIBLE = "possible"
    SAID = "said"
    """A person said so."""


@dataclass(frozen=True, slots=True)
class Record:
    """What of a record tells who it is."""

    creator_id: int
    open_id: str
    handle: str
    region: str
    nickname: str = ""
    former: frozenset[str] = field(default=frozenset())
    """Handles that the creator had before."""
    traces: frozenset[Trace] = field(default=frozenset())


@dataclass(frozen=True, slots=True)
class Likeness:
    """How sure, and why."""

    confidence: Confidence
    reasons: tuple[Reason, ...]


def likeness(one: Record, other: Record, *, others_of_handle: int = 0) -> Likeness | None:
    """What speaks for two records being one creator; None where nothing does.

    `others_of_handle` counts further records with this handle: where there are any, a record without a region may be
    any of them, and nothing is certain.
    """
    if one.open_id and one.open_id == other.open_id:
        return Likeness(Confidence.CERTAIN, (Reason("identity.same_open_id"),))
    reasons = [*_by_handle(one, other), *_by_traces(one.traces & other.traces)]
    if not reasons:
        return None
    if _is_one_account(one, other) and not others_of_handle:
        return Likeness(Confidence.CERTAIN, tuple(reasons))
    sure = len(reasons) > 1 or any(reason.code in STRONG for reason in reasons)
    return Likeness(Confidence.LIKELY if sure else Confidence.POSSIBLE, tuple(reasons))


def same_account(one: Record, other: Record) -> bool:
    """Whether two records can be one account of the platform: an account has one open id."""
    return not (one.open_id and other.open_id) or one.open_id == other.open_id


def in_order(one: Record, other: Record) -> tuple[Record, Record]:
    """Which record stays and which joins it: who has the open id stays, for the platform knows them by it; then who
    has a region. Of two that are level, the first stays.
    """
    other_first = (bool(other.open_id), bool(other.region)) > (bool(one.open_id), bool(one.region))
    return (other, one) if other_first else (one, other)


def _is_one_account(one: Record, other: Record) -> bool:
    """One handle in one region, or in one that only one of the two names; and no two open ids."""
    return (
        same_account(one, other)
        and one.handle == other.handle
        and (one.region == other.region or not one.region or not other.region)
    )


def _by_handle(one: Record, other: Record) -> Iterator[Reason]:
    if one.handle == other.handle:
        if one.region == other.region:
            if same_account(one, other):
                yield Reason("identity.same_handle", {"handle": one.handle, "region": one.region})
        elif not one.region or not other.region:
            yield Reason("identity.region_unknown", {"handle": one.handle, "region": one.region or other.region})
        elif one.nickname and one.nickname.casefold() == other.nickname.casefold():
            data = {"handle": one.handle, "name": one.nickname, "region": one.region, "other": other.region}
            yield Reason("identity.same_name_elsewhere", dict(data))
        else:
            regions = {"handle": one.handle, "region": one.region, "other": other.region}
            yield Reason("identity.same_handle_elsewhere", dict(regions))
    elif same_account(one, other):
        for handle in sorted({one.handle} & other.former | {other.handle} & one.former):
            yield Reason("identity.former_handle", {"handle": handle})


def _by_traces(shared: Iterable[Trace]) -> Iterator[Reason]:
    for trace in sorted(shared):
        shown = {} if trace.kind == "avatar" else {"value": trace.value}
        yield Reason(f"identity.same_{trace.kind}", dict(shown))
