"""Connecting shops: what an authorization brings, what a clock shows, what a seller enters."""

from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction

from rapport.policies.actions import save_playbook
from rapport.policies.queries import pack as known_pack
from rapport.policies.queries import rules_for
from rapport.policies.rules.packs import EnteredCap
from rapport.shared.clock import ClockReading
from rapport.shared.refusals import NotFound
from rapport.shops.actions.trail import record
from rapport.shops.models import Connection, Shop
from rapport.shops.rules.regions import region
from rapport.shops.rules.roles import WORKER, Actor


@dataclass(frozen=True, slots=True)
class App:
    """An app's registration; `control_token` is a sandbox's own."""

    kind: Connection.Kind
    base_url: str
    auth_url: str
    key: str
    secret: str = field(repr=False)
    service_id: str = ""
    webhook_secret: str = field(default="", repr=False)
    control_token: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Grant:
    """The tokens of one authorization."""

    access_token: str = field(repr=False)
    access_expires_at: datetime
    refresh_token: str = field(repr=False)
    refresh_expires_at: datetime
    open_id: str = ""


@dataclass(frozen=True, slots=True)
class AuthorizedShop:
    """A shop as the platform names it."""

    platform_id: str
    name: str
    region: str
    cipher: str = field(repr=False)
    timezone: str = ""


@transaction.atomic
def connect_app(workspace_id: int, app: App, *, by: Actor, now: datetime) -> Connection:
    """Add an app, or bring its address and secrets up to date."""
    told = {
        "base_url": app.base_url,
        "auth_url": app.auth_url,
        "app_secret": app.secret,
        "service_id": app.service_id,
        "webhook_secret": app.webhook_secret,
        "control_token": app.control_token,
    }
    connection, made = Connection.objects.get_or_create(
        workspace_id=workspace_id, kind=app.kind, app_key=app.key, defaults=told
    )
    if made:
        record(workspace_id, by, "connection.add", app.base_url, now=now, kind=app.kind.value)
    elif changed := [name for name, value in told.items() if getattr(connection, name) != value]:
        for name in changed:
            setattr(connection, name, told[name])
        connection.save(update_fields=changed)
        record(workspace_id, by, "connection.change", app.base_url, now=now, fields=", ".join(changed))
    return connection


@transaction.atomic
def connect_shop(
    connection: Connection, found: AuthorizedShop, grant: Grant, pack: str, *, by: Actor, now: datetime
) -> Shop:
    """Add an authorized shop under a policy pack, or renew its authorization through this connection.

    Refuses with RegionUnknown, PackUnknown or RegionNotCovered.
    """
    place = region(found.region)
    rules_for(pack, place.code)
    made, created = Shop.objects.get_or_create(
        workspace_id=connection.workspace_id,
        platform_id=found.platform_id,
        defaults={
            "connection": connection,
            "name": found.name,
            "region": place.code,
            "currency": place.currency,
            "timezone": found.timezone or place.timezone,
            "pack": pack,
        },
    )
    made.connection, made.cipher = connection, found.cipher
    if created:
        made.quota_of = _counted_before(made, connection)
    made.save(update_fields=["connection", "cipher", "quota_of"])
    save_grant(made.pk, grant)
    if created:
        record(connection.workspace_id, by, "shop.connect", found.name, now=now, pack=pack)
    else:
        record(connection.workspace_id, by, "shop.authorize", made.name, now=now)
    made.refresh_from_db()
    return made


def _counted_before(shop: Shop, connection: Connection) -> Shop | None:
    """The row under which another workspace counts this shop of the platform already: one quota, one ledger."""
    same = Shop.objects.filter(platform_id=shop.platform_id, connection__base_url=connection.base_url, quota_of=None)
    return same.exclude(pk=shop.pk).order_by("pk").first()


@transaction.atomic
def open_file_shop(workspace_id: int, region_code: str, pack: str, *, by: Actor, now: datetime) -> Shop:
    """A shop without a connection, for a seller who works with files. Refuses with RegionUnknown or PackUnknown."""
    place = region(region_code)
    known_pack(pack)
    made = Shop.objects.create(
        workspace_id=workspace_id,
        name=f"{place.name_en} (files)",
        region=place.code,
        currency=place.currency,
        timezone=place.timezone,
        pack=pack,
    )
    record(workspace_id, by, "shop.open_files", made.name, now=now)
    return made


def save_grant(shop_id: int, grant: Grant) -> None:
    """Keep new tokens; the shop works again."""
    row = Shop(
        pk=shop_id,
        access_token=grant.access_token,
        access_expires_at=grant.access_expires_at,
        refresh_token=grant.refresh_token,
        refresh_expires_at=grant.refresh_expires_at,
        open_id=grant.open_id,
        trouble="",
    )
    kept = ["access_token", "access_expires_at", "refresh_token", "refresh_expires_at", "trouble"]
    row.save(update_fields=[*kept, "open_id"] if grant.open_id else kept)


def report_trouble(shop_id: int, code: str, *, now: datetime) -> None:
    """Say on the shop's pages what keeps it from working; the empty code clears it."""
    changed = Shop.objects.filter(pk=shop_id).exclude(trouble=code)
    for row in changed:
        row.trouble = code
        row.save(update_fields=["trouble"])
        if code:
            record(row.workspace_id, WORKER, "shop.trouble", row.name, now=now, code=code)


def save_clock(connection_id: int, reading: ClockReading) -> None:
    """Keep what a connection's clock showed."""
    Connection.objects.filter(pk=connection_id).update(
        clock_machine=reading.machine, clock_shown=reading.shown, clock_speed=reading.speed
    )


@transaction.atomic
def choose_rules(shop: Shop, pack: str, cap_entered: int | None, *, by: Actor, now: datetime) -> None:
    """Set a shop's policy pack and, where the seller read it in their account, the weekly cap.

    Refuses with PackUnknown or RegionNotCovered.
    """
    entered = EnteredCap(cap_entered, now.date()) if cap_entered is not None else None
    rules_for(pack, shop.region, entered)
    Shop.objects.filter(pk=shop.pk).update(
        pack=pack, cap_entered=cap_entered, cap_entered_on=now.date() if cap_entered is not None else None
    )
    record(shop.workspace_id, by, "shop.rules", shop.name, now=now, pack=pack, cap_entered=cap_entered)


@transaction.atomic
def choose_playbook(shop: Shop, overrides: dict[str, dict[str, object]], *, by: Actor, now: datetime) -> None:
    """Set the values in which a shop's playbook differs from the default. Refuses with DataFileInvalid."""
    saved = save_playbook(shop.name, overrides, shop.playbook)
    if not Shop.objects.filter(pk=shop.pk).update(playbook=saved):
        raise NotFound(what="shop", id=shop.pk)
    record(shop.workspace_id, by, "shop.playbook", shop.name, now=now, sections=", ".join(sorted(overrides)))
