"""Where a text stands in a long run of bytes: its two rarest bytes are looked for, then the others beside them."""

import numpy as np
import numpy.typing as npt

from rapport.index.schema import Stored

AT_ONCE = 1 << 18
"""Bytes looked at together: they stay in the processor's cache."""
SAMPLED = 1 << 14


def found_in(text: Stored, wanted: bytes) -> npt.NDArray[np.int64]:
    """The places at which `wanted` begins; it must not be empty."""
    if len(text) < len(wanted):
        return np.empty(0, np.int64)
    needle = np.frombuffer(wanted, np.uint8)
    common = np.bincount(text[:SAMPLED], minlength=256)
    order = np.argsort(common[needle], kind="stable")
    first, *others = [int(place) for place in order]
    ends = len(text) - len(wanted) + 1
    found = [
        _begun(text, needle, first, others, start, min(start + AT_ONCE, ends)) for start in range(0, ends, AT_ONCE)
    ]
    return np.concatenate(found)


def _begun(text: Stored, needle: Stored, first: int, others: list[int], start: int, stop: int) -> npt.NDArray[np.int64]:
    """The places from `start` up to `stop` at which the needle begins; `first` and `others` are places in it."""
    mask = text[start + first : stop + first] == needle[first]
    if others:
        mask &= text[start + others[0] : stop + others[0]] == needle[others[0]]
    places = np.flatnonzero(mask) + start
    for other in others[1:]:
        places = places[text[places + other] == needle[other]]
    return places
