"""One person, several records: which accounts belong together, what was merged, what may be one."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Case, IntegerField, Q, QuerySet, Value, When

from rapport.creators.models import Creator, FormerHandle, Merge, Proposal
from rapport.creators.rules.identity import Confidence
from rapport.shared.paging import Cut, Page
from rapport.shared.refusals import NotFound

PAGE_SIZE = 30
MANY = 1_000
"""For more handles than this it is asked first whether anybody had another before: in most libraries nobody did."""
ORDER = {Confidence.CERTAIN: 0, Confidence.LIKELY: 1, Confidence.POSSIBLE: 2}


def accounts_of(creator_id: int) -> QuerySet[Creator, Any]:
    """The ids of a creator and of every record that joined them, as a condition: `creator__in=accounts_of(…)`.

    What a domain shows of a person it reads through this; what the platform counts and pays stays with each account.
    """
    return Creator.objects.filter(Q(pk=creator_id) | Q(merged_into=creator_id)).values("pk")


def other_accounts(creator_ids: Collection[int]) -> set[int]:
    """Every further record of the persons whose records these are."""
    rows = Creator.objects.filter(Q(pk__in=creator_ids) | Q(merged_into__in=creator_ids), merged_into__isnull=False)
    persons = {pk for pk in rows.values_list("merged_into", flat=True) if pk is not None}
    joined = Creator.objects.filter(merged_into__in=persons).values_list("pk", flat=True) if persons else ()
    return (persons | set(joined)) - set(creator_ids)


@dataclass(frozen=True, slots=True)
class People:
    """What the profile shows: whom this record joined, which joined it, former handles, and open proposals."""

    joined: Creator | None
    merges: list[Merge]
    former: list[FormerHandle]
    proposals: list[Proposal]


def people_of(creator: Creator) -> People:
    """Three queries, one more where the record joined another."""
    merges = Merge.objects.filter(kept=creator, undone_at=None).select_related("merged").order_by("-at", "-pk")
    return People(
        joined=creator.merged_into,
        merges=list(merges),
        former=list(creator.former_handles.all()),
        proposals=list(_open(creator.workspace_id).filter(Q(first=creator) | Q(second=creator))),
    )


def proposals(workspace_id: int, page: int = 1) -> Page[Proposal]:
    """Open proposals, the surest first; two queries."""
    rows = _open(workspace_id)
    cut = Cut.of(rows.count(), page, PAGE_SIZE)
    return cut.holding(list(rows[cut.part]))


def proposal(workspace_id: int, proposal_id: int) -> Proposal:
    """Refuses with NotFound."""
    found = Proposal.objects.filter(workspace_id=workspace_id, pk=proposal_id).first()
    if found is None:
        raise NotFound(what="proposal", id=proposal_id)
    return found


def merge(workspace_id: int, merge_id: int) -> Merge:
    """Refuses with NotFound."""
    found = Merge.objects.filter(workspace_id=workspace_id, pk=merge_id).first()
    if found is None:
        raise NotFound(what="merge", id=merge_id)
    return found


def last_merge(creator_id: int) -> Merge | None:
    """The newest merge into a creator that still stands."""
    return Merge.objects.filter(kept=creator_id, undone_at=None).order_by("-pk").first()


def merges(workspace_id: int, limit: int = PAGE_SIZE) -> list[Merge]:
    """The newest merges that stand."""
    rows = Merge.objects.filter(workspace_id=workspace_id, undone_at=None).select_related("kept", "merged")
    return list(rows.order_by("-at", "-pk")[:limit])


def former_holders(workspace_id: int, handles: Sequence[str]) -> list[FormerHandle]:
    """Who had these handles before, records that joined another left out."""
    rows = FormerHandle.objects.filter(creator__workspace=workspace_id, creator__merged_into=None)
    if len(handles) > MANY and not rows.exists():
        return []
    rows = rows.filter(handle__in=handles)
    return list(rows.select_related("creator").order_by("last_seen_at", "pk"))


def _open(workspace_id: int) -> QuerySet[Proposal]:
    order = Case(
        *(When(confidence=one.value, then=Value(place)) for one, place in ORDER.items()),
        default=Value(len(ORDER)),
        output_field=IntegerField(),
    )
    rows = Proposal.objects.filter(
        workspace_id=workspace_id, state=Proposal.State.OPEN, first__merged_into=None, second__merged_into=None
    )
    return rows.select_related("first", "second").order_by(order, "pk")
