"""Page tokens: opaque, and only those made here."""

import pytest

from sandbox import paging
from sandbox.errors import RefusedError


def test_a_token_leads_back_to_its_place() -> None:
    assert paging.place(paging.token(5, 7), 2) == (5, 7)
    assert paging.place(None, 2) is None


@pytest.mark.parametrize(
    "text", ["", "x", "ü", "WzEs", paging.token(1), "WyJhIiwxXQ==", paging.token(-1, 1), paging.token(2**63, 1)]
)
def test_other_tokens_are_refused(text: str) -> None:
    with pytest.raises(RefusedError, match="PageToken"):
        paging.place(text, 2)
