"""Whether a requested sample should be given: a proposal with its reasons, for a person or an automatic campaign."""

from dataclasses import dataclass

from rapport.shared.refusals import Data, Reason


@dataclass(frozen=True, slots=True)
class RequestFacts:
    """What is known when a sample is asked for. Rates are hundredths of a percent."""

    invited_here: bool
    available: int | None
    fulfilment_rate: int | None
    open_samples: int


@dataclass(frozen=True, slots=True)
class SampleAdvice:
    """Approve or not, and why."""

    approve: bool
    reason: Reason


POOR_FULFILMENT = 2000


REJECT_REASONS = {"samples.out_of_stock": "OUT_OF_STOCK", "samples.rarely_posts": "NOT_MATCH"}
"""The platform's word for a reason of ours; all others are its `OTHER`."""


def advise(facts: RequestFacts) -> SampleAdvice:
    """Give samples to invited creators who are not known to keep them without posting."""
    if facts.available == 0:
        return SampleAdvice(approve=False, reason=Reason("samples.out_of_stock"))
    if facts.fulfilment_rate is not None and facts.fulfilment_rate < POOR_FULFILMENT:
        data: Data = {"rate": facts.fulfilment_rate}
        return SampleAdvice(approve=False, reason=Reason("samples.rarely_posts", data))
    if facts.open_samples:
        return SampleAdvice(approve=False, reason=Reason("samples.still_owes", {"open": facts.open_samples}))
    code = "samples.invited_creator" if facts.invited_here else "samples.promising_stranger"
    return SampleAdvice(approve=True, reason=Reason(code))


def reject_reason(code: str) -> str:
    """What the platform is told as the reason of a rejection that was decided here for this reason."""
    return REJECT_REASONS.get(code, "OTHER")
