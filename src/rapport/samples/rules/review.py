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
    """Approve or not, and why; `reject_reason` is the platform's word."""

    approve: bool
    reason: Reason
    reject_reason: str = ""


POOR_FULFILMENT = 2000


def advise(facts: RequestFacts) -> SampleAdvice:
    """Give samples to invited creators who are not known to keep them without posting."""
    if facts.available == 0:
        return SampleAdvice(approve=False, reason=Reason("samples.out_of_stock"), reject_reason="OUT_OF_STOCK")
    if facts.fulfilment_rate is not None and facts.fulfilment_rate < POOR_FULFILMENT:
        data: Data = {"rate": facts.fulfilment_rate}
        return SampleAdvice(approve=False, reason=Reason("samples.rarely_posts", data), reject_reason="NOT_MATCH")
    if facts.open_samples:
        return SampleAdvice(
            approve=False,
            reason=Reason("samples.still_owes", {"open": facts.open_samples}),
            reject_reason="OTHER",
        )
    code = "samples.invited_creator" if facts.invited_here else "samples.promising_stranger"
    return SampleAdvice(approve=True, reason=Reason(code))
