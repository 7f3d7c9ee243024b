"""Putting news into the outbox: done at the end of every request, inside its transaction."""

import json
from collections.abc import Iterator
from dataclasses import replace

from sandbox.faults import Faults
from sandbox.hooks.kinds import Type
from sandbox.hooks.lateness import repeated
from sandbox.hooks.news import READS, News
from sandbox.identifiers import decimal_id
from sandbox.issuing import is_revoked
from sandbox.shops import Shop
from sandbox.store import webhooks
from sandbox.store.webhooks import EVERY_SHOP, Delivery, State, Webhook
from sandbox.world import World


def announce(world: World, now: int, faults: Faults) -> bool:
    """Put all that happened since the last time into the outbox; tell whether anything may have to leave it.

    Without a registration nothing is looked at.
    """
    hooks = webhooks.all_hooks(world.db)
    for hook in hooks:
        for shop in _shops(world, hook):
            for delivery in _deliveries(world, shop, hook, now):
                if not webhooks.is_known(world.db, delivery):
                    webhooks.queue(world.db, repeated(world.chance, faults, delivery))
    if hooks:
        webhooks.told(world.db, now)
    return bool(hooks) or webhooks.waiting(world.db) > 0


def register(world: World, shop: int, type_: int, address: str, now: int) -> None:
    """Register an address; what happened before, though in the same second, is not told."""
    known = next((hook for hook in webhooks.of_shop(world.db, shop) if hook.type == type_), None)
    if known is not None:
        webhooks.put(world.db, replace(known, address=address, updated_at=now))
        return
    hook = Webhook(shop, type_, address, created_at=now, updated_at=now, told_until=now)
    webhooks.put(world.db, hook)
    for one in _shops(world, hook):
        past = [replace(delivery, state=State.OLD) for delivery in _deliveries(world, one, hook, now)]
        webhooks.queue(world.db, past)


def _shops(world: World, hook: Webhook) -> Iterator[Shop]:
    """Return the shops for which a registration counts."""
    for shop in world.shops.values():
        if hook.shop in (shop.id, EVERY_SHOP) and webhooks.find(world.db, shop.id, hook.type) == hook:
            yield shop


def _deliveries(world: World, shop: Shop, hook: Webhook, now: int) -> Iterator[Delivery]:
    type_ = Type(hook.type) if hook.type in set(Type) else None
    if type_ is None or (type_ is not Type.DEAUTHORIZED and is_revoked(world, shop)):
        return
    for news in READS[type_](world, shop, hook.told_until, now):
        about = "-".join(map(str, news.key))
        yield Delivery(shop.id, type_, about, 0, _body(world, shop, type_, news), news.at, due_at=news.at)


def _body(world: World, shop: Shop, type_: Type, news: News) -> str:
    envelope = {
        "type": int(type_),
        "tts_notification_id": str(decimal_id(world.chance, "notification", shop.key, int(type_), *news.key)),
        "shop_id": str(shop.id),
        "timestamp": news.at,
        "data": news.data,
    }
    return json.dumps(envelope, ensure_ascii=False, separators=(",", ":"))
