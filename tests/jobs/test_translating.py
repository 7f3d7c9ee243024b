"""The worker translates what is open, through the service's own forms, and every fault of a service is survived."""

from collections.abc import Callable
from datetime import timedelta

import httpx
import pytest
from tests.cast import NOW, Cast
from tests.jobs.stage import LENGTH
from tests.outreach.stage import writes
from tests.outreach.translating import URL, Kind, counted, lines, served, settled
from tests.translators.services import Service, completion

from rapport.jobs.errand import Outside, machine_clock
from rapport.jobs.translating import translate
from rapport.jobs.worker import Worker
from rapport.outreach.actions.translating import ask_translation
from rapport.outreach.models import Translation, TranslatorAccount
from rapport.platform_client import Patience
from rapport.work.models import Job
from rapport.work.queue import LeaseLost, claim

QUICK = Patience(sleep=lambda _: None, chance=lambda: 0.0)


def asked(cast: Cast, *texts: str, target: str = "de") -> list[Translation]:
    return [ask_translation(cast.moonwell.pk, text, "en", target, now=NOW) for text in texts]


def works(service: Service) -> None:
    """The worker does what is due."""
    outside = Outside({URL: service.transport, f"{URL}/v1": service.transport}, QUICK)
    Job.objects.exclude(name="outreach.translate").delete()
    lease = claim(machine_clock(), LENGTH)
    assert lease is not None
    translate(lease, outside)
    Job.objects.filter(pk=lease.job_id).delete()


@pytest.mark.parametrize("kind", [Kind.DEEPL, Kind.LIBRETRANSLATE, Kind.CHAT])
def test_each_service_gives_back_what_must_stay(kind: TranslatorAccount.Kind, cast: Cast) -> None:
    served(cast, kind)
    [row] = asked(cast, "Hi {creator}, Moonwell gives 20%")
    service = Service()
    works(service)
    state, result, _ = settled(row)
    assert (state, result.partition(") ")[2]) == ("done", "Hi {creator}, Moonwell gives 20%")
    assert "Moonwell" not in service.requests[0].content.decode()
    assert "20%" not in service.requests[0].content.decode()


def test_texts_of_one_language_travel_together_and_each_is_paid_for_once(cast: Cast) -> None:
    served(cast)
    rows = [*asked(cast, "One", "Two"), *asked(cast, "Three", target="th")]
    service = Service()
    works(service)
    assert [body["text"] for body in service.bodies] == [["One", "Two"], ["Three"]]
    assert [settled(row)[1] for row in rows] == ["(DE) One", "(DE) Two", "(TH) Three"]
    assert (lines(cast), counted(cast, machine_clock())) == ([("done", 2, 6), ("done", 1, 5)], 11)
    asked(cast, "One", "Two")
    assert not Job.objects.exists()


def test_texts_that_differ_in_what_is_masked_alone_travel_once(cast: Cast) -> None:
    served(cast)
    rows = asked(cast, "Up to 20%", "Up to 25%")
    service = Service()
    works(service)
    assert service.bodies[0]["text"] == ["Up to <x>[[0]]</x>"]
    assert [settled(row)[1] for row in rows] == ["(DE) Up to 20%", "(DE) Up to 25%"]


def test_a_lost_variable_asks_for_a_person(cast: Cast) -> None:
    served(cast)
    rows = asked(cast, "Hi {creator}", "Bye")
    works(Service(words=lambda text, _: text.replace("<x>[[0]]</x>", "")))
    assert [settled(row) for row in rows] == [("refused", "", "translation.mark_lost"), ("done", "Bye", "")]
    assert rows[0].why["data"] == {"mark": "{creator}"}


@pytest.mark.parametrize(
    ("breaks", "code", "line", "left"),
    [
        (lambda one: one.says(503), "translation.service_busy", "refused", 0),
        (lambda one: one.says(429, {}, retry_after="900"), "translation.service_busy", "refused", 0),
        (lambda one: one.breaks(httpx.ConnectError), "translation.service_down", "refused", 0),
        (lambda one: one.breaks(httpx.ReadTimeout), "translation.answer_lost", "unclear", 3),
    ],
)
def test_a_service_that_is_down_is_waited_for(
    breaks: Callable[[Service], None], code: str, line: str, left: int, cast: Cast
) -> None:
    served(cast)
    [row] = asked(cast, "One")
    service = Service()
    for _ in range(3):
        breaks(service)
    before = machine_clock()
    works(service)
    assert settled(row) == ("asked", "", code)
    assert (lines(cast)[0][0], counted(cast, machine_clock())) == (line, left)
    assert Job.objects.get(name="outreach.translate").run_at > before + timedelta(minutes=1)


def test_the_pause_that_a_service_names_is_kept(cast: Cast) -> None:
    served(cast)
    asked(cast, "One")
    service = Service()
    service.says(429, {}, retry_after="900")
    before = machine_clock()
    works(service)
    later = Job.objects.get(name="outreach.translate").run_at - before
    assert timedelta(minutes=15) <= later < timedelta(minutes=16)


@pytest.mark.parametrize(("status", "code"), [(403, "translation.key_refused"), (456, "translation.allowance_used_up")])
def test_a_refused_key_lays_everything_down_and_the_settings_say_so(status: int, code: str, cast: Cast) -> None:
    served(cast)
    rows = [*asked(cast, "One"), *asked(cast, "Two", target="th")]
    service = Service()
    service.says(status, {"message": "no"})
    works(service)
    assert [settled(row)[::2] for row in rows] == [("failed", code), ("failed", code)]
    assert (len(service.requests), TranslatorAccount.objects.get().trouble) == (1, code)
    assert counted(cast, machine_clock()) == 0
    asked(cast, "One")
    works(service)
    assert TranslatorAccount.objects.get().trouble == ""


@pytest.mark.parametrize("garbage", ["<html>", '{"choices": [{"message": {"content": "Hallo"}}]}'])
def test_a_garbage_answer_is_charged_and_asked_again_by_a_person_alone(garbage: str, cast: Cast) -> None:
    served(cast, Kind.CHAT)
    [row] = asked(cast, "One")
    service = Service()
    service.says_plainly(garbage)
    works(service)
    assert settled(row) == ("failed", "", "translation.answer_unreadable")
    assert (lines(cast), len(service.requests)) == ([("unclear", 1, 3)], 1)


def test_a_language_the_service_has_not_stops_no_other(cast: Cast) -> None:
    served(cast, Kind.LIBRETRANSLATE)
    rows = [*asked(cast, "One", target="ms"), *asked(cast, "Two")]
    service = Service()
    service.says(400, {"error": "ms is not supported"})
    works(service)
    assert [settled(row)[0] for row in rows] == ["failed", "done"]


def test_the_cap_stops_before_anything_is_sent(cast: Cast) -> None:
    served(cast, cap=4)
    rows = [*asked(cast, "One"), *asked(cast, "Two", target="th")]
    service = Service()
    works(service)
    assert [settled(row)[::2] for row in rows] == [("done", ""), ("failed", "translation.cap_reached")]
    assert (len(service.requests), counted(cast, machine_clock())) == (1, 3)


def test_a_worker_that_died_in_a_request_leaves_it_counted_and_its_texts_are_asked_once_more(cast: Cast) -> None:
    served(cast)
    rows = [*asked(cast, "One"), *asked(cast, "Two", target="th")]

    def killed(text: str, target: str) -> str:
        if target == "TH":
            raise KeyboardInterrupt
        return text

    with pytest.raises(KeyboardInterrupt):
        works(Service(words=killed))
    Job.objects.all().update(state="queued", lease_token="", lease_until=None)
    service = Service()
    works(service)
    assert [body["text"] for body in service.bodies] == [["Two"]]
    assert [settled(row)[1] for row in rows] == ["One", "(TH) Two"]
    assert lines(cast) == [("done", 1, 3), ("unclear", 1, 3), ("done", 1, 3)]


def test_a_lost_lease_sends_nothing(cast: Cast) -> None:
    served(cast)
    asked(cast, "One")
    lease = claim(machine_clock(), LENGTH)
    assert lease is not None
    Job.objects.update(lease_token="theirs")
    lease.until = machine_clock()
    service = Service()
    with pytest.raises(LeaseLost):
        translate(lease, Outside({URL: service.transport}, QUICK))
    assert service.requests == []


def test_what_creators_write_is_translated_by_itself_in_the_language_that_was_found(cast: Cast) -> None:
    served(cast, Kind.CHAT, incoming_to="zh")
    cast.anna.language = "th"
    cast.anna.save()
    writes(cast.uk, cast.anna, "Magkano po?", NOW)
    Job.objects.create(name="outreach.translate", key=f"workspace:{cast.moonwell.pk}", run_at=NOW)
    service = Service(detected="fil")
    works(service)
    row = Translation.objects.get()
    assert (row.source, row.detected, row.result) == ("", "fil", "(Simplified Chinese) Magkano po?")


def test_the_worker_knows_the_job(cast: Cast) -> None:
    served(cast, Kind.CHAT)
    [row] = asked(cast, "One")
    Job.objects.exclude(name="outreach.translate").delete()
    service = Service()
    service.told.append(completion('{"translations": ["Eins"]}'))
    assert Worker(Outside({f"{URL}/v1": service.transport}, QUICK)).work_once() == 1
    assert settled(row) == ("done", "Eins", "")
    assert not Job.objects.exists()
