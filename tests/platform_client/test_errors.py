"""The tree of errors: as drawn, and safe to act upon."""

import inspect
import re

import pytest

from rapport.platform_client import errors
from rapport.platform_client.errors import (
    Advice,
    Occasion,
    OutcomeUnknown,
    PlatformError,
    QuotaUsedUp,
    TokenExpired,
)


def drawn_tree() -> dict[str, str | None]:
    """Read name → parent from the indentation of the module's docstring."""
    parents: dict[str, str | None] = {}
    above: list[tuple[int, str]] = []
    for indent, name in re.findall(r"^( {4,})(\w+)", errors.__doc__ or "", re.MULTILINE):
        above = [(depth, ancestor) for depth, ancestor in above if depth < len(indent)]
        parents[name] = above[-1][1] if above else None
        above.append((len(indent), name))
    return parents


KINDS = [kind for _, kind in inspect.getmembers(errors, inspect.isclass) if issubclass(kind, PlatformError)]


def test_the_docstring_draws_the_tree_that_is_there() -> None:
    there = {kind.__name__: kind.__base__.__name__ for kind in KINDS if kind.__base__ is not None}
    assert drawn_tree() == there | {"PlatformError": None}


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_each_says_what_to_do(kind: type[PlatformError]) -> None:
    assert kind.advice in Advice
    assert isinstance(kind.permanent, bool)


def test_an_unknown_outcome_never_invites_to_send_again() -> None:
    assert OutcomeUnknown.permanent
    assert OutcomeUnknown.advice is Advice.READ_BACK


def test_what_passes_by_itself_or_with_a_new_token_is_not_permanent() -> None:
    passing = {kind.__name__ for kind in KINDS if not kind.permanent}
    assert passing == {
        "AnswerLost",
        "DailyCapReached",
        "NeverArrived",
        "NotYetAvailable",
        "PlatformTrouble",
        "QuotaUsedUp",
        "ReplyAwaited",
        "Throttled",
        "TokenExpired",
        "TransportTrouble",
    }


def test_an_error_carries_the_occasion_and_tells_it() -> None:
    error = QuotaUsedUp("no messages left", Occasion("conversations.open", 200, 16030002, "2026A"))
    assert (error.operation, error.http_status) == ("conversations.open", 200)
    assert (error.code, error.request_id, error.message) == (16030002, "2026A", "no messages left")
    assert str(error) == "conversations.open: no messages left (HTTP 200, code 16030002, request 2026A)"


def test_what_is_not_known_is_not_told() -> None:
    assert str(TokenExpired("too old", Occasion("orders.search"))) == "orders.search: too old"


def test_each_refusal_says_what_to_do_about_it() -> None:
    found: dict[str, set[str]] = {}
    for kind in KINDS:
        if issubclass(kind, errors.Refusal) and kind is not errors.Refusal:
            found.setdefault(kind.advice, set()).add(kind.__name__)
    assert found == {
        "wait": {"PlatformTrouble", "ReplyAwaited", "Throttled"},
        "next_day": {"DailyCapReached", "NotYetAvailable"},
        "next_window": {"QuotaUsedUp"},
        "refresh_token": {"TokenExpired"},
        "authorize_again": {"AuthorizationRefused", "ScopeMissing", "TokenRevoked"},
        "check_app": {"AddressRefused", "SignatureRefused"},
        "check_shop": {"GmvRequirement", "ShopMismatch", "ShopRestricted"},
        "correct_request": {
            "CollaborationUnavailable",
            "InvalidRequest",
            "RateOutOfRange",
            "SampleNotReviewable",
            "SensitiveWords",
            "UnknownRefusal",
        },
        "choose_others": {
            "CollaborationConflict",
            "CreatorUnavailable",
            "FollowerCeiling",
            "MixedTestAccounts",
            "ProductUnavailable",
            "UnknownParticipants",
        },
        "update_client": {"OperationWithdrawn"},
    }
