"""What holds for every operation of a shop: signed, at its place, reads repeated, writes not."""

import pytest
from tests.platform_client.calls import CALLS
from tests.platform_client.stage import ACCESS, Stage, is_signed

from rapport.platform_client import ENDPOINTS, OutcomeUnknown, PlatformClient, PlatformTrouble


def test_no_operation_is_missing_here() -> None:
    assert set(CALLS) == {name for name in ENDPOINTS if not name.startswith("authorization.")}


@pytest.mark.parametrize("operation", CALLS)
def test_it_is_asked_at_its_place_signed_and_for_the_shop_if_any(
    client: PlatformClient, stage: Stage, operation: str
) -> None:
    endpoint = ENDPOINTS[operation]
    stage.says_raw(b"", 503)
    with pytest.raises((PlatformTrouble, OutcomeUnknown)):
        CALLS[operation](client)
    for request in stage.requests:
        assert request.method == endpoint.method
        assert request.url.path.split("/")[1:3] == endpoint.path.split("/")[1:3]
        assert request.url.params.get("shop_cipher") == (ACCESS.cipher if endpoint.shop_scoped else None)
        assert is_signed(request)


@pytest.mark.parametrize("operation", CALLS)
def test_it_is_repeated_if_and_only_if_it_reads(client: PlatformClient, stage: Stage, operation: str) -> None:
    stage.says_raw(b"", 503)
    expected = OutcomeUnknown if ENDPOINTS[operation].writes else PlatformTrouble
    with pytest.raises(expected) as raised:
        CALLS[operation](client)
    assert raised.value.operation == operation
    assert len(stage.requests) == (1 if ENDPOINTS[operation].writes else 3)
