"""Reads of samples and content."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from rapport.creators.queries.people import accounts_of
from rapport.samples.models import Content, SampleRequest
from rapport.samples.rules.deadlines import UNDER_WAY, NoticeFacts, SampleStage
from rapport.samples.rules.review import RequestFacts
from rapport.shared.paging import Cut, Page
from rapport.shared.refusals import NotFound

PAGE_SIZE = 50
OWING = (SampleStage.APPROVED, SampleStage.SHIPPED, SampleStage.CONTENT_DUE)
"""The stages in which a creator has, or will have, a sample and owes content."""


def request_page(
    workspace_id: int, *, shop_id: int | None = None, stage: str = "", page: int = 1
) -> Page[SampleRequest]:
    """Sample requests with the content that came of them, the newest first; of one shop or stage where named."""
    rows = SampleRequest.objects.filter(shop__workspace_id=workspace_id)
    if shop_id is not None:
        rows = rows.filter(shop_id=shop_id)
    if stage:
        rows = rows.filter(stage=stage)
    cut = Cut.of(rows.count(), page, PAGE_SIZE)
    shown = rows.select_related("shop", "creator", "product").prefetch_related("contents")
    return cut.holding(list(shown.order_by("-requested_at", "-pk")[cut.part]))


def sample_request(workspace_id: int, request_id: int) -> SampleRequest:
    """One request of this workspace. Refuses with NotFound."""
    found = SampleRequest.objects.filter(pk=request_id, shop__workspace_id=workspace_id).first()
    if found is None:
        raise NotFound(what="sample", id=request_id)
    return found


@dataclass(frozen=True, slots=True)
class Undecided:
    """A request nobody decided yet, and how many samples its creator has from the shop without content."""

    request: SampleRequest
    open_samples: int

    def facts(self, *, invited_here: bool) -> RequestFacts:
        """The request as the rule of advice sees it."""
        return RequestFacts(invited_here, self.request.available, self.request.fulfilment_rate, self.open_samples)


def undecided(workspace_id: int) -> list[Undecided]:
    """What waits for a decision over all shops, the longest wait first."""
    return _undecided(SampleRequest.objects.filter(shop__workspace_id=workspace_id))


def to_decide(shop_id: int) -> list[Undecided]:
    """What waits for a decision in one shop, the longest wait first."""
    return _undecided(SampleRequest.objects.filter(shop_id=shop_id))


def _undecided(rows: QuerySet[SampleRequest]) -> list[Undecided]:
    owed = SampleRequest.objects.filter(shop=OuterRef("shop"), creator=OuterRef("creator"), stage__in=OWING)
    counted = owed.order_by().values("creator").annotate(count=Count("pk")).values("count")
    waiting = rows.filter(stage=SampleStage.REQUESTED, decision="")
    shown = waiting.annotate(owed=Coalesce(Subquery(counted), 0)).select_related("shop", "creator", "product")
    return [Undecided(row, row.owed) for row in shown.order_by("requested_at", "pk")]


def requests_of_creator(workspace_id: int, creator_id: int) -> list[SampleRequest]:
    rows = SampleRequest.objects.filter(shop__workspace_id=workspace_id, creator__in=accounts_of(creator_id))
    return list(rows.select_related("product", "shop").order_by("-requested_at"))


def contents_of_creator(workspace_id: int, creator_id: int) -> list[Content]:
    rows = Content.objects.filter(shop__workspace_id=workspace_id, creator__in=accounts_of(creator_id))
    return list(rows.select_related("product", "shop").order_by("-posted_at"))


def requests_by_platform_id(shop_id: int, ids: Collection[str]) -> list[SampleRequest]:
    rows = SampleRequest.objects.filter(shop_id=shop_id, platform_id__in=ids)
    return list(rows.select_related("product"))


def statuses(shop_id: int) -> dict[str, str]:
    """The platform's word for each known request, by the platform's id."""
    return dict(SampleRequest.objects.filter(shop_id=shop_id).values_list("platform_id", "status"))


def to_tell(shop_id: int) -> list[SampleRequest]:
    """Decisions the platform was not told yet."""
    rows = SampleRequest.objects.filter(shop_id=shop_id, stage=SampleStage.REQUESTED, told_at=None).exclude(decision="")
    return list(rows.order_by("pk"))


def under_way(shop_id: int) -> frozenset[int]:
    """Creators with a sample requested, on its way, or content still due."""
    rows = SampleRequest.objects.filter(shop_id=shop_id, stage__in=[stage.value for stage in UNDER_WAY])
    return frozenset(rows.values_list("creator_id", flat=True))


def awaiting_content(shop_id: int) -> list[SampleRequest]:
    """Samples received without content so far, the longest wait first."""
    rows = SampleRequest.objects.filter(shop_id=shop_id, stage=SampleStage.CONTENT_DUE).order_by("received_at", "pk")
    return list(rows.prefetch_related("creator", "product"))


def to_look_for_content(shop_id: int) -> list[SampleRequest]:
    """Samples whose content is said to exist but is not kept yet."""
    rows = SampleRequest.objects.filter(shop_id=shop_id, stage=SampleStage.FULFILLED, contents=None)
    return list(rows.prefetch_related("creator", "product").order_by("pk"))


def notice_facts(request: SampleRequest) -> NoticeFacts:
    """A sample as the notice rule sees it."""
    return NoticeFacts(SampleStage(request.stage), request.shipped_at, request.received_at, request.notices_sent)


def requested_between(shop_id: int, start: datetime, end: datetime) -> int:
    return SampleRequest.objects.filter(shop_id=shop_id, requested_at__gte=start, requested_at__lt=end).count()


def posted_between(shop_id: int, start: datetime, end: datetime) -> int:
    """Distinct pieces of content posted in the half-open span."""
    rows = Content.objects.filter(shop_id=shop_id, posted_at__gte=start, posted_at__lt=end)
    return rows.values("platform_id").distinct().count()


def contents_known(shop_id: int) -> set[tuple[str, int]]:
    """The platform's content id and our product id of all content kept."""
    return set(Content.objects.filter(shop_id=shop_id).values_list("platform_id", "product_id"))


def creators_with_content(shop_id: int) -> frozenset[int]:
    return frozenset(Content.objects.filter(shop_id=shop_id).values_list("creator_id", flat=True))


@dataclass(frozen=True, slots=True)
class Kept:
    """What became of one creator's samples; `cases` are those that led to content, are overdue, or were given up."""

    received: int = 0
    with_content: int = 0
    cases: int = 0
    contents: int = 0


def kept_by_creator(workspace_id: int, now: datetime) -> dict[int, Kept]:
    """Samples and content of every creator of a workspace's shops, by creator id."""
    counts: dict[int, dict[str, int]] = {}
    contents = Content.objects.filter(shop__workspace_id=workspace_id)
    posted = contents.order_by().values_list("creator_id").annotate(count=Count("platform_id", distinct=True))
    for creator_id, count in posted:
        counts[creator_id] = {"contents": count}
    fulfilled = Q(stage=SampleStage.FULFILLED) | Q(contents__isnull=False)
    rows = SampleRequest.objects.filter(fulfilled | Q(received_at__isnull=False), shop__workspace_id=workspace_id)
    over = fulfilled | Q(stage=SampleStage.CLOSED) | Q(content_due_at__lte=now)
    samples = (
        rows.order_by()
        .values_list("creator_id")
        .annotate(
            received=Count("pk", distinct=True),
            with_content=Count("pk", filter=fulfilled, distinct=True),
            cases=Count("pk", filter=over, distinct=True),
        )
    )
    for creator_id, received, with_content, cases in samples:
        told = {"received": received, "with_content": with_content, "cases": cases}
        counts.setdefault(creator_id, {}).update(told)
    return {creator_id: Kept(**told) for creator_id, told in counts.items()}
