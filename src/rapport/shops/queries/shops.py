"""Shops with the time, the policy and the playbook that they live by."""

from datetime import datetime

from django.db.models import QuerySet

from rapport.policies.queries import playbook, rules_for
from rapport.policies.rules.packs import EnteredCap, RegionRules
from rapport.policies.rules.playbooks import Playbook
from rapport.policies.rules.sections import Policy
from rapport.shared.clock import ClockReading
from rapport.shared.refusals import NotFound
from rapport.shops.models import Connection, Shop


def shops_of(workspace_id: int) -> list[Shop]:
    """Every shop of a workspace, with connection and playbook loaded."""
    return list(_shops().filter(workspace_id=workspace_id).order_by("pk"))


def shop_of(workspace_id: int, shop_id: int) -> Shop:
    """One shop of this workspace. Refuses with NotFound."""
    found = _shops().filter(workspace_id=workspace_id, pk=shop_id).first()
    if found is None:
        raise NotFound(what="shop", id=shop_id)
    return found


def shop(shop_id: int) -> Shop:
    """One shop by id, for jobs, which are woken by it. Refuses with NotFound."""
    found = _shops().filter(pk=shop_id).first()
    if found is None:
        raise NotFound(what="shop", id=shop_id)
    return found


def connected_shops() -> list[Shop]:
    """Every shop of this installation that has a connection whose time is known, for the worker's round.

    A sandbox's clock has to be read first: by the machine's time its wake-ups would be due weeks too late.
    """
    timeless = {"connection__kind": Connection.Kind.SANDBOX, "connection__clock_shown": None}
    return list(_shops().filter(connection__isnull=False).exclude(**timeless).order_by("pk"))


def connections(kind: Connection.Kind) -> list[Connection]:
    return list(Connection.objects.filter(kind=kind).order_by("pk"))


def file_shop(workspace_id: int, region: str) -> Shop | None:
    """The shop of a region that lives on files alone."""
    return _shops().filter(workspace_id=workspace_id, region=region, connection__isnull=True).order_by("pk").first()


def clock_of(connection: Connection | None, machine_now: datetime) -> ClockReading:
    """The last reading of a connection's clock; real time where none was ever taken."""
    if connection is None or connection.clock_machine is None or connection.clock_shown is None:
        return ClockReading.real(machine_now)
    return ClockReading(connection.clock_machine, connection.clock_shown, connection.clock_speed)


def now_of(shop: Shop, machine_now: datetime) -> datetime:
    """The shop's `now`; only doors call this."""
    return clock_of(shop.connection, machine_now).at(machine_now)


def rules_of(shop: Shop) -> RegionRules:
    """The policy of a shop with provenance. Refuses as `policies.queries.rules_for`."""
    entered = None
    if shop.cap_entered is not None and shop.cap_entered_on is not None:
        entered = EnteredCap(shop.cap_entered, shop.cap_entered_on)
    return rules_for(shop.pack, shop.region, entered)


def policy_of(shop: Shop) -> Policy:
    return rules_of(shop).policy


def playbook_of(shop: Shop) -> Playbook:
    return playbook(shop.playbook).values


def _shops() -> QuerySet[Shop]:
    return Shop.objects.select_related("connection", "playbook", "workspace")
