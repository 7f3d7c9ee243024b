"""Fifty thousand talks in the benchmark's workspace: some unread, some waiting, each with a few words."""

import random
from datetime import datetime, timedelta

from rapport.creators.models import Creator
from rapport.outreach.models import Message, Thread
from rapport.shops.models import Shop, Workspace

SEED, AT_ONCE = 11, 2_000
WORDS = ("vegan", "sample", "parcel", "thanks", "rate", "spring", "video", "when", "size", "colour")
UNREAD, MESSAGES = 0.02, 3


def furnish_talks(workspace: Workspace, count: int, *, now: datetime) -> None:
    """One thread with each of so many creators of the first shop; creators are made where there are too few."""
    shop = Shop.objects.filter(workspace=workspace).order_by("pk")[0]
    known = list(Creator.objects.filter(workspace=workspace, thread=None).order_by("pk")[:count])
    more = [
        Creator(
            workspace=workspace,
            handle=f"talker{number}",
            nickname=f"Talker {number}",
            region="GB",
            open_id=f"talker-{number}",
            first_seen_at=now,
            seen_at=now,
        )
        for number in range(count - len(known))
    ]
    people = [*known, *Creator.objects.bulk_create(more, batch_size=AT_ONCE)]
    chance = random.Random(SEED)
    for start in range(0, len(people), AT_ONCE):
        threads = [_thread(shop, one, chance, now) for one in people[start : start + AT_ONCE]]
        Thread.objects.bulk_create(threads)
        Message.objects.bulk_create([one for row in threads for one in _said(row, chance)], batch_size=AT_ONCE)


def _thread(shop: Shop, creator: Creator, chance: random.Random, now: datetime) -> Thread:
    heard = now - timedelta(minutes=chance.randrange(60 * 24 * 90))
    answered = chance.random() > UNREAD
    return Thread(
        shop=shop,
        creator=creator,
        first_in_at=heard,
        last_in_at=heard,
        last_out_at=heard + timedelta(minutes=5) if answered else None,
        waiting_since=None if answered else heard,
        seen_at=heard if answered else None,
    )


def _said(row: Thread, chance: random.Random) -> list[Message]:
    at = row.last_in_at or row.last_at
    return [
        Message(
            thread=row,
            text=" ".join(chance.choice(WORDS) for _ in range(8)),
            state=Message.State.RECEIVED if number % 2 else Message.State.SENT,
            due_at=at - timedelta(hours=MESSAGES - number),
            sent_at=at - timedelta(hours=MESSAGES - number),
        )
        for number in range(MESSAGES)
    ]
