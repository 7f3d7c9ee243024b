"""Who asked not to be written to, and everything that stands between a workspace and a creator."""

from collections.abc import Collection
from datetime import datetime

from django.db.models import Q

from rapport.creators.models import Creator
from rapport.creators.queries.people import accounts_of
from rapport.outreach.models import OptOut
from rapport.outreach.rules.standing import Between, check_may_write


def open_opt_out(creator_id: int) -> OptOut | None:
    """The one that holds for a creator: their own, or that of another account of theirs."""
    person = Creator.objects.filter(pk=creator_id).values_list("merged_into", flat=True).first() or creator_id
    held = OptOut.objects.filter(creator__in=accounts_of(person), ended_at=None)
    return held.order_by("at", "pk").first()


def opt_outs_of(creator_id: int) -> list[OptOut]:
    """All of a person's, the newest first; the ended ones too."""
    return list(OptOut.objects.filter(creator__in=accounts_of(creator_id)).order_by("-at", "-pk"))


def opted_out(workspace_id: int) -> dict[int, datetime]:
    """Since when each creator of a workspace is opted out, every account of the same person with them."""
    held = OptOut.objects.filter(creator__workspace_id=workspace_id, ended_at=None)
    since = dict(held.order_by("-at").values_list("creator_id", "at"))
    if not since:
        return since
    joined = Creator.objects.filter(workspace_id=workspace_id).exclude(merged_into=None)
    pairs = list(joined.filter(_either(since)).values_list("pk", "merged_into"))
    persons = {account: person for account, person in pairs if person is not None}
    whose = {persons.get(creator_id, creator_id): at for creator_id, at in since.items()}
    spread = {account: whose[person] for account, person in persons.items() if person in whose}
    return {**since, **whose, **spread}


def opted_out_among(creator_ids: Collection[int]) -> dict[int, datetime]:
    """Of these creators those who are opted out, by themselves or through another account of theirs. Two queries."""
    asked = set(creator_ids)
    persons = Creator.objects.filter(pk__in=asked).values("merged_into")
    same = Q(pk__in=asked) | Q(merged_into__in=asked) | Q(pk__in=persons) | Q(merged_into__in=persons)
    person_of = {pk: merged or pk for pk, merged in Creator.objects.filter(same).values_list("pk", "merged_into")}
    held = OptOut.objects.filter(ended_at=None, creator__in=person_of).order_by("-at")
    since = {person_of[creator_id]: at for creator_id, at in held.values_list("creator_id", "at")}
    return {pk: since[person_of[pk]] for pk in asked if person_of.get(pk) in since}


def check_reachable(creator: Creator) -> None:
    """Whether anybody may write to this creator. Refuses with CreatorBlocked or CreatorOptedOut."""
    if creator.blocked_why:
        check_may_write(Between(blocked_why=creator.blocked_why), creator.handle)
    held = open_opt_out(creator.pk)
    check_may_write(Between(opted_out_at=held.at if held else None), creator.handle)


def _either(since: Collection[int]) -> Q:
    persons = Creator.objects.filter(pk__in=since).values("merged_into")
    return Q(pk__in=since) | Q(merged_into__in=since) | Q(merged_into__in=persons)
