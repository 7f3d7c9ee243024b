"""Reads of products, collaborations and terms."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, F, Prefetch, Q, QuerySet, Sum

from rapport.collaborations.models import (
    CollaborationCreator,
    Product,
    TargetCollaboration,
    Terms,
)
from rapport.collaborations.rules.packing import PackLimits, Standing
from rapport.collaborations.rules.terms import TermsVersion
from rapport.creators.queries.people import accounts_of
from rapport.policies.rules.sections import Policy, TermsKind
from rapport.shared.paging import Cut, Page
from rapport.shared.refusals import NotFound

State = TargetCollaboration.State
Seat = CollaborationCreator.State
PAGE_SIZE = 50
A_DAY = timedelta(days=1)
KINDS: dict[str, TermsKind] = {"target": "target", "open": "open", "shop": "shop"}


@dataclass(frozen=True, slots=True)
class CollaborationRow:
    """A collaboration as lists show it."""

    collaboration_id: int
    shop_id: int
    shop_name: str
    label: str
    name: str
    state: str
    made_at: datetime
    ends_at: datetime
    seats: int
    accepted: int
    removed: int
    products: int
    refused_code: str


def products_of(shop_id: int) -> list[Product]:
    return list(Product.objects.filter(shop_id=shop_id, is_active=True).order_by("title", "pk"))


def products_by_platform_id(shop_id: int, ids: Collection[str]) -> list[Product]:
    return list(Product.objects.filter(shop_id=shop_id, platform_id__in=ids))


def collaborations_by_platform_id(shop_id: int, ids: Collection[str]) -> list[TargetCollaboration]:
    return list(TargetCollaboration.objects.filter(shop_id=shop_id, platform_id__in=ids).exclude(platform_id=""))


def products_by_id(shop_id: int, product_ids: list[int]) -> list[Product]:
    """The named products of this shop, in the order asked. Refuses with NotFound."""
    found = Product.objects.filter(shop_id=shop_id).in_bulk(product_ids)
    missing = [pk for pk in product_ids if pk not in found]
    if missing:
        raise NotFound(what="product", id=missing[0])
    return [found[pk] for pk in product_ids]


def collaboration_page(
    workspace_id: int, shop_id: int | None = None, state: str = "", page: int = 1
) -> Page[CollaborationRow]:
    """The newest collaborations of a workspace, with their seats counted; of one shop or state where named."""
    rows = TargetCollaboration.objects.filter(shop__workspace_id=workspace_id)
    if shop_id is not None:
        rows = rows.filter(shop_id=shop_id)
    if state:
        rows = rows.filter(state=state)
    cut = Cut.of(rows.count(), page, PAGE_SIZE)
    shown = _counted(rows).order_by("-made_at", "-pk")[cut.part]
    return cut.holding([_row(row) for row in shown])


def _counted(rows: QuerySet[TargetCollaboration]) -> QuerySet[TargetCollaboration]:
    return rows.select_related("shop").annotate(
        seats=Count("creators", distinct=True),
        accepted=Count("creators", filter=Q(creators__state=Seat.ACCEPTED), distinct=True),
        removed=Count("creators", filter=Q(creators__state=Seat.REMOVED), distinct=True),
        offered=Count("products", distinct=True),
    )


def _row(row: TargetCollaboration) -> CollaborationRow:
    counts = {name: getattr(row, name) for name in ("seats", "accepted", "removed")}
    return CollaborationRow(
        collaboration_id=row.pk,
        shop_id=row.shop_id,
        shop_name=row.shop.name,
        label=row.label,
        name=row.name,
        state=row.state,
        made_at=row.made_at,
        ends_at=row.ends_at,
        products=getattr(row, "offered"),  # noqa: B009 - counted by the query, unknown to the model
        refused_code=row.refused_code,
        **counts,
    )


def collaboration(workspace_id: int, collaboration_id: int) -> TargetCollaboration:
    """One collaboration with its products and creators loaded. Refuses with NotFound."""
    found = (
        TargetCollaboration.objects.filter(pk=collaboration_id, shop__workspace_id=workspace_id)
        .select_related("shop")
        .prefetch_related(
            "products__product",
            Prefetch("creators", CollaborationCreator.objects.select_related("creator").order_by("pk")),
        )
        .first()
    )
    if found is None:
        raise NotFound(what="target_collaboration", id=collaboration_id)
    return found


def in_state(shop_id: int, state: State) -> list[TargetCollaboration]:
    """A shop's collaborations in one state, oldest first, with products and creators loaded, for jobs."""
    rows = TargetCollaboration.objects.filter(shop_id=shop_id, state=state).order_by("pk")
    return list(rows.prefetch_related("products__product", "creators__creator"))


def ready_drafts(shop_id: int, now: datetime) -> list[TargetCollaboration]:
    """Drafts whose time to leave has come, oldest first, with products and creators loaded, for jobs."""
    rows = TargetCollaboration.objects.filter(shop_id=shop_id, state=State.DRAFTED)
    due = rows.filter(Q(leaves_at=None) | Q(leaves_at__lte=now)).order_by("pk")
    return list(due.prefetch_related("products__product", "creators__creator"))


def to_update(shop_id: int) -> list[TargetCollaboration]:
    """Active collaborations whose creators were changed here and not yet on the platform."""
    rows = TargetCollaboration.objects.filter(shop_id=shop_id, state=State.ACTIVE, changed=True).order_by("pk")
    return list(rows.prefetch_related("products__product", "creators__creator"))


@dataclass(frozen=True, slots=True)
class SeenBefore:
    """What was last seen of a collaboration on the platform."""

    collaboration_id: int
    showcase_creators: int
    content_creators: int
    creators: int | None


def seen_before(shop_id: int) -> dict[str, SeenBefore]:
    """Active collaborations by the platform's id."""
    rows = TargetCollaboration.objects.filter(shop_id=shop_id, state=State.ACTIVE)
    columns = ("platform_id", "pk", "seen_showcase_creators", "seen_content_creators", "seen_creators")
    return {platform_id: SeenBefore(*told) for platform_id, *told in rows.values_list(*columns)}


def open_pairs(shop_id: int, creator_ids: list[int]) -> set[tuple[int, int]]:
    """Creator × product pairs that stand in a collaboration not yet ended: the platform takes no second one."""
    seats = CollaborationCreator.objects.filter(
        creator_id__in=creator_ids,
        collaboration__shop_id=shop_id,
        collaboration__state__in=[State.DRAFTED, State.CREATING, State.ACTIVE],
    ).exclude(state=Seat.REMOVED)
    return set(seats.values_list("creator_id", "collaboration__products__product_id"))


def standing_of_shop(shop_id: int, creator_ids: list[int], now: datetime) -> Standing:
    """What a packing has to keep clear of: pairs that stand, collaborations made in the last 24 hours, and open ones.

    One that is being made counts as made: the platform may have heard of it.
    """
    rows = TargetCollaboration.objects.filter(shop_id=shop_id)
    counted = rows.aggregate(
        made=Count("pk", filter=Q(created_at__gt=now - A_DAY) | Q(state=State.CREATING)),
        standing=Count("pk", filter=Q(state__in=[State.ACTIVE, State.CREATING])),
    )
    pairs = frozenset(open_pairs(shop_id, creator_ids)) if creator_ids else frozenset()
    return Standing(pairs, counted["made"], counted["standing"])


def limits_of(policy: Policy) -> PackLimits:
    """A policy pack's limits as the packing rule takes them; see `creators_together` for the first."""
    limits = policy.collaboration
    return PackLimits(creators_together(policy), limits.products_max, limits.per_day_max, limits.open_max)


def creators_together(policy: Policy) -> int:
    """How many creators one collaboration takes: where days are limited, no more than a day's units invite."""
    most, of_day, each = policy.collaboration.creators_max, policy.quota.daily_cap, policy.quota.cost_invitation
    return most if of_day is None or not each else max(1, min(most, of_day // each))


def terms_of(shop_id: int, creator_ids: list[int] | None = None) -> list[TermsVersion]:
    """Every recorded version of a shop, or those that concern the given creators."""
    rows: QuerySet[Terms] = Terms.objects.filter(shop_id=shop_id).order_by("pk")
    if creator_ids is not None:
        rows = rows.filter(Q(creator_id__in=creator_ids) | Q(creator=None))
    return [version_of(row) for row in rows]


def terms_of_creator(workspace_id: int, creator_id: int) -> list[Terms]:
    """Every version agreed with one creator, by shop and product, the latest to begin first."""
    rows = Terms.objects.filter(shop__workspace_id=workspace_id, creator__in=accounts_of(creator_id))
    loaded = rows.select_related("shop", "product", "collaboration")
    return list(loaded.order_by("shop__name", "product__title", F("valid_from").desc(nulls_first=True), "-pk"))


def version_of(row: Terms) -> TermsVersion:
    """A terms row as the rule's value."""
    return TermsVersion(row.pk, KINDS[row.kind], row.product_id, row.creator_id, row.rate, row.valid_from, row.valid_to)


def listed_counts(shop_id: int) -> dict[int, int]:
    """For each creator who ever accepted: how many of the products offered stand in their showcase now."""
    seats = CollaborationCreator.objects.filter(collaboration__shop_id=shop_id, accepted_at__isnull=False)
    totals = seats.values_list("creator_id").annotate(total=Sum("showcase_products"))
    return dict(totals.values_list("creator_id", "total"))


def offered_products(shop_id: int) -> dict[int, set[int]]:
    """For each creator with an invitation still standing: the products offered to them."""
    offered: dict[int, set[int]] = {}
    seats = CollaborationCreator.objects.filter(
        collaboration__shop_id=shop_id, collaboration__state=State.ACTIVE, state__in=[Seat.INVITED, Seat.ACCEPTED]
    ).exclude(collaboration__products=None)
    for creator_id, product_id in seats.values_list("creator_id", "collaboration__products__product_id"):
        offered.setdefault(creator_id, set()).add(product_id)
    return offered
