"""What goes back over the wire, and what does instead where a fault strikes."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from sandbox import envelope, errors
from sandbox.errors import RefusedError
from sandbox.faults import CODES, Fault, FaultKind


@dataclass(frozen=True, slots=True)
class Answer:
    """A status and bytes, or a connection that breaks off; after `wait` real seconds."""

    status: int
    body: bytes
    headers: Mapping[str, str] = field(default_factory=dict)
    cut: bool = False
    wait: float = 0.0


def refused(code: int) -> Answer:
    """Return a refusal that comes from no handler."""
    refusal = RefusedError(code)
    return Answer(refusal.status, envelope.refusal(refusal, ""), headers_of(code))


def headers_of(code: int) -> dict[str, str]:
    return {"retry-after": "1"} if code == errors.RATE_LIMITED else {}


_STRIKES: Mapping[FaultKind, Callable[[Fault, str], Answer]] = {
    FaultKind.INTERNAL: lambda _fault, _name: refused(errors.INTERNAL),
    FaultKind.RATE_LIMITED: lambda _fault, _name: refused(errors.RATE_LIMITED),
    FaultKind.OVERLOADED: lambda _fault, _name: Answer(503, b"overloaded", {"content-type": "text/plain"}),
    FaultKind.CUT: lambda _fault, _name: Answer(502, b"", cut=True),
    FaultKind.TIMEOUT: lambda fault, _name: Answer(504, b"", cut=True, wait=fault.seconds),
    FaultKind.DAILY_CAP: lambda fault, name: refused(CODES[fault.kind][name]),
    FaultKind.QUOTA: lambda fault, name: refused(CODES[fault.kind][name]),
    FaultKind.EXPIRED: lambda _fault, _name: refused(errors.EXPIRED_TOKEN),
    FaultKind.REVOKED: lambda _fault, _name: refused(errors.UNKNOWN_TOKEN),
}


def struck(fault: Fault, name: str) -> Answer:
    """Return what an operation answers where a fault strikes it."""
    return _STRIKES[fault.kind](fault, name)
