"""The worker takes files that were sent: imports those asked for, and drops what is a day old."""

import io
from datetime import timedelta

import pytest
from tests.cast import MEI, NOW, Cast
from tests.jobs.stage import Platform

from rapport.creators.actions.incoming import ask_for_import, take_in
from rapport.creators.models import Creator, IncomingFile
from rapport.creators.rules.imports.arrivals import DROP, IMPORT, incoming_of_key
from rapport.jobs.errand import machine_clock
from rapport.jobs.worker import Worker
from rapport.shops.models import ImportRun
from rapport.work.models import Job
from rapport.work.queue import enqueue

LONG_AGO = timedelta(days=2)


def sent(cast: Cast) -> IncomingFile:
    file = io.BytesIO(b"handle,followers\nlinh,12K\nminh,many\n")
    return take_in(cast.moonwell.pk, file, "list.csv", by=MEI, now=NOW, machine_now=machine_clock())


def asked(cast: Cast) -> IncomingFile:
    made = sent(cast)
    ask_for_import(made, region="VN", in_background=True, by=MEI, now=NOW, machine_now=machine_clock())
    return made


def test_an_import_is_done_and_counts_as_seen_when_it_was_asked_for(cast: Cast, platform: Platform) -> None:
    made = asked(cast)
    assert Worker(platform.outside()).work_once() == 1
    made.refresh_from_db()
    assert (made.state, ImportRun.objects.get().rows_kept, ImportRun.objects.get().at) == ("done", 1, NOW)
    assert Creator.objects.get(handle="linh").seen_at == NOW
    assert list(Job.objects.values_list("name", flat=True)) == [DROP]


def test_an_import_that_was_killed_is_found_by_the_next_worker(cast: Cast, platform: Platform) -> None:
    made = asked(cast)
    Job.objects.filter(name=IMPORT).update(state="leased", lease_token="gone", lease_until=NOW - LONG_AGO)
    worker = Worker(platform.outside())
    assert worker.work_once() == 0
    worker.wake()
    Job.objects.exclude(name__in=(IMPORT, DROP)).delete()
    assert worker.work_once() == 1
    made.refresh_from_db()
    assert (made.state, ImportRun.objects.count()) == ("done", 1)


def test_a_file_of_yesterday_is_dropped(cast: Cast, platform: Platform) -> None:
    made = sent(cast)
    Job.objects.update(run_at=NOW - LONG_AGO)
    assert Worker(platform.outside()).work_once() == 1
    assert (Job.objects.exists(), IncomingFile.objects.exists(), made.path.exists()) == (False, False, False)


def test_a_file_that_is_still_to_be_imported_is_dropped_later(cast: Cast, platform: Platform) -> None:
    made = asked(cast)
    Job.objects.filter(name=IMPORT).delete()
    enqueue(DROP, Job.objects.get(name=DROP).key, NOW)
    assert Worker(platform.outside()).work_once() == 1
    assert (made.path.exists(), Job.objects.get(name=DROP).run_at > machine_clock()) == (True, True)


@pytest.mark.parametrize("key", ["shop:3", "incoming:", "incoming:x", "3"])
def test_other_keys_are_no_files(key: str) -> None:
    with pytest.raises(ValueError, match="not the key"):
        incoming_of_key(key)
