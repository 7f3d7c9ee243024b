"""Our sum held against the platform's, line by line, each difference explained as far as the figures allow."""

from dataclasses import dataclass

from rapport.shared.money import Money
from rapport.shared.refusals import Data, Reason


@dataclass(frozen=True, slots=True, kw_only=True)
class LineSums:
    """Both reckonings of one order line; the platform's parts are empty where it has not settled."""

    ours: Money
    our_base: Money
    our_rate: int
    platform: Money | None
    platform_base: Money | None
    platform_rate: int | None
    refunded_without_pieces: Money | None = None
    """Money that went back while nothing was sent back."""


def difference(line: LineSums) -> Money | None:
    """The platform's commission less ours; None while the platform has not settled."""
    return None if line.platform is None else line.platform - line.ours


def explain(line: LineSums) -> Reason | None:
    """Why the two sums differ; None where they agree."""
    gap = difference(line)
    if gap is None:
        return Reason("reconciliation.not_settled_there", {"ours": str(line.ours)})
    if not gap:
        return None
    data: Data = {"ours": str(line.ours), "platform": str(line.platform)}
    if line.platform_rate is not None and line.platform_rate != line.our_rate:
        return Reason("reconciliation.rates_differ", {**data, "our_rate": line.our_rate, "rate": line.platform_rate})
    back = line.refunded_without_pieces
    if back and line.platform_base == line.our_base + back:
        return Reason("reconciliation.refund_without_pieces", {**data, "refunded": str(back)})
    if line.platform_base is not None and line.platform_base != line.our_base:
        return Reason(
            "reconciliation.bases_differ",
            {**data, "our_base": str(line.our_base), "base": str(line.platform_base)},
        )
    return Reason("reconciliation.rounded_differently", data)
