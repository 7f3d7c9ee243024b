"""Who asked not to be written to, and everything that stands between a workspace and a creator.

A no holds for the whole person, and for whoever else is listed with an address of theirs until they agree themselves.
"""

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime

from django.db.models import Q

from rapport.creators.models import Creator, PseudonymSecret
from rapport.creators.queries.contacts import Listed, listed_addresses
from rapport.creators.queries.people import accounts_of
from rapport.creators.rules.pseudonyms import contact_mark
from rapport.outreach.models import OptOut, OptOutMark
from rapport.outreach.rules.standing import Between, check_may_write

AT_ONCE = 500
"""More marks than this are not named one by one: those of the workspace are read whole."""


def open_opt_out(creator_id: int) -> OptOut | None:
    """The one that a creator said: their own, or that of another account of theirs."""
    person = Creator.objects.filter(pk=creator_id).values_list("merged_into", flat=True).first() or creator_id
    held = OptOut.objects.filter(creator__in=accounts_of(person), ended_at=None)
    return held.order_by("at", "pk").first()


def opt_outs_of(creator_id: int) -> list[OptOut]:
    """All of a person's, the newest first; the ended ones too."""
    return list(OptOut.objects.filter(creator__in=accounts_of(creator_id)).order_by("-at", "-pk"))


def standing_opt_outs(workspace_id: int, limit: int = 100) -> list[OptOut]:
    """Those of a workspace that hold, the newest first."""
    rows = OptOut.objects.filter(creator__workspace_id=workspace_id, ended_at=None).select_related("creator")
    return list(rows.order_by("-at", "-pk")[:limit])


def asked_to_stop(workspace_id: int) -> dict[int, datetime]:
    """Since when each creator of a workspace wants no message, every account of the same person with them."""
    held = OptOut.objects.filter(creator__workspace_id=workspace_id, ended_at=None)
    return _whole_people(workspace_id, dict(held.order_by("-at").values_list("creator_id", "at")))


def opted_out(workspace_id: int) -> dict[int, datetime]:
    """Since when nobody may write to each creator of a workspace: those who asked, and those listed with an address
    of theirs.
    """
    asked = asked_to_stop(workspace_id)
    secrets = _secrets([workspace_id]) if asked else {}
    shared = _sharing(secrets, listed_addresses(workspace_id=workspace_id)) if secrets else {}
    if not shared:
        return asked
    agreed = _whole_people(workspace_id, _agreed(Q(creator__workspace=workspace_id)))
    return _since(asked, _whole_people(workspace_id, shared), agreed)


def opted_out_among(creator_ids: Collection[int]) -> dict[int, datetime]:
    """Of these creators those to whom nobody may write: by themselves, through another account of theirs, or by an
    address that they share. Three queries, and four more where a workspace has marks of addresses.
    """
    asked = set(creator_ids)
    persons = Creator.objects.filter(pk__in=asked).values("merged_into")
    same = Q(pk__in=asked) | Q(merged_into__in=asked) | Q(pk__in=persons) | Q(merged_into__in=persons)
    told = list(Creator.objects.filter(same).values_list("pk", "merged_into", "workspace_id"))
    person_of = {pk: merged or pk for pk, merged, _ in told}
    held = OptOut.objects.filter(ended_at=None, creator__in=person_of).order_by("-at")
    since = {person_of[creator_id]: at for creator_id, at in held.values_list("creator_id", "at")}
    secrets = _secrets({workspace_id for _, _, workspace_id in told})
    found = _sharing(secrets, listed_addresses(creator_ids=person_of)) if secrets else {}
    if found:
        agreed = {person_of[pk]: at for pk, at in _agreed(Q(creator__in=person_of)).items()}
        since = _since(since, {person_of[pk]: at for pk, at in found.items()}, agreed)
    return {pk: since[person_of[pk]] for pk in asked if person_of.get(pk) in since}


def check_reachable(creator: Creator) -> None:
    """Whether anybody may write to this creator, on any channel. Refuses with CreatorBlocked or CreatorOptedOut."""
    if creator.blocked_why:
        check_may_write(Between(blocked_why=creator.blocked_why), creator.handle)
    since = opted_out_among([creator.pk]).get(creator.pk)
    check_may_write(Between(opted_out_at=since), creator.handle)


def _since(
    asked: Mapping[int, datetime], shared: Mapping[int, datetime], agreed: Mapping[int, datetime]
) -> dict[int, datetime]:
    """Who asked, and who shares an address and did not agree to be written to since."""
    holding = {pk: at for pk, at in shared.items() if (when := agreed.get(pk)) is None or when < at}
    return {**holding, **asked}


def _agreed(whose: Q) -> dict[int, datetime]:
    """When each of them last agreed to be written to again, the latest last."""
    ended = OptOut.objects.filter(whose).exclude(ended_at=None).order_by("ended_at")
    return {pk: at for pk, at in ended.values_list("creator_id", "ended_at") if at is not None}


def _secrets(workspace_ids: Collection[int]) -> dict[int, str]:
    """The secrets of those workspaces in which any mark of an address holds."""
    marked = OptOutMark.objects.filter(workspace__in=workspace_ids, opt_out__ended_at=None).values("workspace")
    return dict(PseudonymSecret.objects.filter(workspace__in=marked).values_list("workspace_id", "secret"))


def _sharing(secrets: Mapping[int, str], listed: Iterable[Listed]) -> dict[int, datetime]:
    """Which of the creators listed with these addresses carry a mark that holds, and since when."""
    carried: dict[str, set[int]] = {}
    for one in listed:
        if one.workspace_id in secrets:
            mark = contact_mark(secrets[one.workspace_id], one.kind.value, one.address)
            carried.setdefault(mark, set()).add(one.creator_id)
    held = OptOutMark.objects.filter(workspace__in=secrets, opt_out__ended_at=None).order_by("-opt_out__at")
    known = held.values_list("mark", "opt_out__at")
    rows = known if len(carried) > AT_ONCE else known.filter(mark__in=carried)
    return {pk: at for mark, at in rows for pk in carried.get(mark, ())}


def _whole_people(workspace_id: int, since: dict[int, datetime]) -> dict[int, datetime]:
    """The same of every account of these people."""
    if not since:
        return since
    joined = Creator.objects.filter(workspace_id=workspace_id).exclude(merged_into=None)
    pairs = list(joined.filter(_either(since)).values_list("pk", "merged_into"))
    persons = {account: person for account, person in pairs if person is not None}
    whose = {persons.get(creator_id, creator_id): at for creator_id, at in since.items()}
    spread = {account: whose[person] for account, person in persons.items() if person in whose}
    return {**since, **whose, **spread}


def _either(since: Collection[int]) -> Q:
    persons = Creator.objects.filter(pk__in=since).values("merged_into")
    return Q(pk__in=since) | Q(merged_into__in=since) | Q(merged_into__in=persons)
