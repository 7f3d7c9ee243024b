"""What a handler is given: its shop, the shop's time, a client for it, and a hold on the lease."""

from datetime import timedelta

import pytest
from tests.cast import NOW, Cast
from tests.jobs.stage import LENGTH, SEND, Platform, errand, lose_lease

from rapport.jobs.errand import Errand, Outside, app_of, errand_for, machine_clock, shown_by
from rapport.shared.clock import ClockReading
from rapport.shared.refusals import NotFound
from rapport.shops.models import Shop
from rapport.work.models import Job
from rapport.work.queue import Lease, LeaseLost

MINUTE = timedelta(minutes=1)


def lease_of(key: str) -> Lease:
    return Lease(1, "outreach.deliver", key, "ours", LENGTH, machine_clock() + LENGTH)


def test_an_errand_is_for_the_shop_of_its_key_in_that_shop_s_time(cast: Cast) -> None:
    made = errand_for(lease_of(f"shop:{cast.us.pk}"), Outside())
    assert (made.shop, made.now, made.connection) == (cast.us, NOW, cast.us.connection)


def test_a_shop_that_is_gone_has_no_errand(cast: Cast) -> None:
    with pytest.raises(NotFound) as refused:
        errand_for(lease_of("shop:999999"), Outside())
    assert refused.value.data == {"what": "shop", "id": 999999}


def test_a_shop_without_a_connection_cannot_be_called(cast: Cast) -> None:
    Shop.objects.filter(pk=cast.uk.pk).update(connection=None)
    made = errand_for(lease_of(f"shop:{cast.uk.pk}"), Outside())
    with pytest.raises(ValueError, match="has no connection"):
        made.client()


def test_the_client_calls_with_the_shop_s_keys_at_the_shop_s_time(cast: Cast, platform: Platform) -> None:
    platform.says(SEND, {"message_id": "m-1"})
    with errand(cast.uk, platform, now=NOW + MINUTE).client() as client:
        client.conversations.send_text(conversation_id="745", text="Hi")
    (request,) = platform.requests
    asked = dict(request.url.params)
    assert (asked["app_key"], asked["shop_cipher"]) == ("6appkey", "ROW_cipher")
    assert (asked["timestamp"], request.headers["x-tts-access-token"]) == (
        str(int((NOW + MINUTE).timestamp())),
        "ROW_access",
    )


def test_the_app_s_keys_are_those_of_the_connection(cast: Cast, platform: Platform) -> None:
    app = app_of(errand(cast.uk, platform).connection)
    assert (app.key, app.secret) == ("6appkey", "app-secret")


def test_a_clock_that_runs_shows_a_later_time_at_each_look() -> None:
    clock = shown_by(ClockReading(machine_clock() - MINUTE, NOW, 60))
    first = clock()
    assert NOW + 60 * MINUTE <= first <= clock()


def held(cast: Cast, platform: Platform) -> Errand:
    """An errand of whose lease most has passed."""
    made = errand(cast.uk, platform)
    made.lease.until = machine_clock() + LENGTH / 4
    return made


def test_a_hold_renews_the_lease_when_most_of_it_has_passed(cast: Cast, platform: Platform) -> None:
    made = held(cast, platform)
    before = Job.objects.get(pk=made.lease.job_id).lease_until
    made.hold()
    after = Job.objects.get(pk=made.lease.job_id).lease_until
    assert before is not None
    assert after is not None
    assert after > before


def test_a_hold_refuses_when_another_worker_has_the_job(cast: Cast, platform: Platform) -> None:
    made = held(cast, platform)
    lose_lease(made)
    with pytest.raises(LeaseLost):
        made.hold()
