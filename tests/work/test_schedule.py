"""Repeated wake-ups in a connection's own time."""

from datetime import UTC, datetime, timedelta

import pytest
from pytest_django import DjangoAssertNumQueries
from tests.cast import NOW

from rapport.work.models import Job
from rapport.work.queue import claim, finish
from rapport.work.schedule import next_due, wake_due

pytestmark = pytest.mark.django_db

MACHINE = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
EVERY = {"outreach.read_replies": HOUR, "campaigns.plan": DAY, "outreach.deliver": HOUR}
UK = "shop:1"


def work_off() -> list[str]:
    """Do everything that waits, in its order."""
    done = []
    while lease := claim(MACHINE, HOUR):
        done.append(lease.name)
        finish(lease)
    return done


def test_a_new_shop_is_woken_for_everything_in_order() -> None:
    assert wake_due(UK, EVERY, NOW, MACHINE) == list(EVERY)
    assert work_off() == list(EVERY)
    assert next_due(UK) == NOW + HOUR


def test_nothing_is_woken_before_it_is_due_again() -> None:
    wake_due(UK, EVERY, NOW, MACHINE)
    assert wake_due(UK, EVERY, NOW + HOUR - timedelta(seconds=1), MACHINE) == []
    assert wake_due(UK, EVERY, NOW + HOUR, MACHINE) == ["outreach.read_replies", "outreach.deliver"]


def test_after_a_jump_of_a_week_each_is_due_once() -> None:
    wake_due(UK, EVERY, NOW, MACHINE)
    work_off()
    week_later = NOW + timedelta(days=7)
    assert wake_due(UK, EVERY, week_later, MACHINE) == list(EVERY)
    assert wake_due(UK, EVERY, week_later, MACHINE) == []
    assert work_off() == list(EVERY)
    assert next_due(UK) == week_later + HOUR


def test_a_wake_up_that_still_waits_is_not_doubled() -> None:
    wake_due(UK, EVERY, NOW, MACHINE)
    wake_due(UK, EVERY, NOW + DAY, MACHINE)
    assert Job.objects.count() == len(EVERY)


def test_each_shop_lives_in_its_own_time() -> None:
    wake_due(UK, EVERY, NOW, MACHINE)
    wake_due("shop:2", EVERY, NOW + timedelta(days=3), MACHINE)
    assert (next_due(UK), next_due("shop:2")) == (NOW + HOUR, NOW + timedelta(days=3) + HOUR)
    assert next_due("shop:3") is None


def test_a_name_that_is_new_is_due_at_once() -> None:
    wake_due(UK, EVERY, NOW, MACHINE)
    assert wake_due(UK, {**EVERY, "review.write": DAY}, NOW, MACHINE) == ["review.write"]


def test_a_look_that_finds_nothing_due_costs_one_query(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    wake_due(UK, EVERY, NOW, MACHINE)
    with django_assert_num_queries(1):
        wake_due(UK, EVERY, NOW, MACHINE)
