"""Every code that is known to us has its kind of refusal."""

import pytest
from tests.platform_client.stage import Stage

from rapport.platform_client import REFUSALS, PlatformClient, PlatformError, UnknownRefusal
from rapport.platform_client.errors import OutcomeUnknown, PlatformTrouble

EXPECTED = {
    "AddressRefused": {36009033},
    "AuthorizationRefused": {36004004, 36004005},
    "CollaborationConflict": {16003012, 16024022},
    "CollaborationUnavailable": {50001700, 50001701},
    "CreatorUnavailable": {
        16024006,
        16024016,
        16024018,
        16024020,
        16030001,
        16032001,
        16901005,
        16901006,
        16901007,
        16901008,
        45101021,
    },
    "DailyCapReached": {45101004},
    "FollowerCeiling": {16024021},
    "GmvRequirement": {16030003},
    "InvalidRequest": {106013, 16032012, 36009004, 36009021, 36009022, 36009023, 98001004},
    "MixedTestAccounts": {16024004, 16030009},
    "NotYetAvailable": {13017003},
    "OperationWithdrawn": {40006, 36009009, 36009010, 36009014},
    "PlatformTrouble": {36009003, 36009007, 45101001},
    "ProductUnavailable": {16003035, 16024008},
    "QuotaUsedUp": {16024019, 16030002},
    "RateOutOfRange": {16003033},
    "ReplyAwaited": {16030010},
    "SampleNotReviewable": {16022020},
    "ScopeMissing": {105005},
    "SensitiveWords": {50001703},
    "ShopMismatch": {101000},
    "ShopRestricted": {16003025, 16030007, 16603010},
    "SignatureRefused": {106001},
    "Throttled": {36009002, 36009037, 600001001, 600001002},
    "TokenExpired": {105002},
    "TokenRevoked": {105001},
    "UnknownParticipants": {50001702},
}


def test_the_table_is_complete() -> None:
    found: dict[str, set[int]] = {}
    for code, kind in REFUSALS.items():
        found.setdefault(kind.__name__, set()).add(code)
    assert found == EXPECTED


@pytest.mark.parametrize("status", [200, 400, 403])
@pytest.mark.parametrize("code", REFUSALS)
def test_a_write_refused_with_it_raises_it_whatever_the_status(
    client: PlatformClient, stage: Stage, code: int, status: int
) -> None:
    stage.says(code=code, message="no", status=status)
    with pytest.raises(PlatformError) as raised:
        client.conversations.open(creator_open_id="creator-ava")
    kind = REFUSALS[code]
    assert type(raised.value) is (OutcomeUnknown if kind is PlatformTrouble else kind)
    assert (raised.value.code, raised.value.http_status) == (code, status)


def test_a_code_we_have_no_word_for_is_kept(client: PlatformClient, stage: Stage) -> None:
    stage.says(code=77777777, message="something new")
    with pytest.raises(UnknownRefusal, match="something new") as raised:
        client.outreach.quota()
    assert raised.value.code == 77777777
