"""Invitations as lists, follow-up and the planner see them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet

from rapport.creators.models import Creator
from rapport.creators.queries.people import accounts_of, other_accounts
from rapport.outreach.models import Invitation, Message, Reservation, Thread
from rapport.outreach.rules.life import Ending, InvitationFacts, Stage
from rapport.policies.rules.playbooks import FollowUpPlay
from rapport.shared.refusals import NotFound

TALK = ("creator_id", "last_out_at", "last_in_at")


@dataclass(frozen=True, slots=True)
class OpenInvitation:
    """An invitation with its facts."""

    invitation: Invitation
    facts: InvitationFacts


def invitation(workspace_id: int, invitation_id: int) -> Invitation:
    """Refuses with NotFound."""
    found = Invitation.objects.filter(pk=invitation_id, shop__workspace_id=workspace_id)
    row = found.select_related(
        "shop__connection", "shop__playbook", "shop__workspace", "creator", "collaboration"
    ).first()
    if row is None:
        raise NotFound(what="invitation", id=invitation_id)
    return row


def invitation_row(shop_id: int, invitation_id: int) -> Invitation:
    """One invitation of this shop, nothing joined. Refuses with NotFound."""
    row = Invitation.objects.filter(pk=invitation_id, shop_id=shop_id).first()
    if row is None:
        raise NotFound(what="invitation", id=invitation_id)
    return row


def invitations_of_creator(workspace_id: int, creator_id: int) -> list[Invitation]:
    """Everything this creator was ever asked, the newest first."""
    rows = Invitation.objects.filter(creator__in=accounts_of(creator_id), shop__workspace_id=workspace_id)
    return list(rows.select_related("shop", "collaboration").order_by("-queued_at", "-pk"))


def with_facts(
    shop_id: int, stages: Sequence[Stage], under_sample: frozenset[int] = frozenset()
) -> list[OpenInvitation]:
    """A shop's invitations in some stages with what follow-up looks at, oldest first.

    `under_sample` are the creators whose sample is on its way or whose content is not due yet.
    """
    rows = Invitation.objects.filter(shop_id=shop_id, stage__in=[stage.value for stage in stages])
    return _with_facts(shop_id, rows, under_sample)


def out_of_cooldown(shop_id: int, play: FollowUpPlay, now: datetime) -> list[OpenInvitation]:
    """Invitations that ended in silence long enough ago, may be repeated, and were not."""
    newer = Invitation.objects.filter(shop=OuterRef("shop"), creator=OuterRef("creator"), pk__gt=OuterRef("pk"))
    rows = Invitation.objects.filter(
        ~Exists(newer),
        shop_id=shop_id,
        creator__merged_into=None,
        stage=Stage.CLOSED,
        ending=Ending.SILENT,
        attempt__lte=play.reinvitations_max,
    ).filter(Q(free_from=None, closed_at__lte=now - play.reinvite_after) | Q(free_from__lte=now))
    return _with_facts(shop_id, rows, frozenset())


def _with_facts(shop_id: int, rows: QuerySet[Invitation], under_sample: frozenset[int]) -> list[OpenInvitation]:
    invitations = list(rows.select_related("creator").order_by("pk"))
    threads = Thread.objects.filter(shop_id=shop_id, creator_id__in=[one.creator_id for one in invitations])
    talk = {creator: (last_out, last_in) for creator, last_out, last_in in threads.values_list(*TALK)}
    found = []
    for one in invitations:
        last_out, last_in = talk.get(one.creator_id, (None, None))
        facts = one.facts(last_out, last_in, sample_under_way=one.creator_id in under_sample)
        found.append(OpenInvitation(one, facts))
    return found


def invitations_between(shop_id: int, creator_id: int) -> list[Invitation]:
    """Everything this shop ever asked this creator, the newest first."""
    rows = Invitation.objects.filter(shop_id=shop_id, creator_id=creator_id)
    return list(rows.select_related("collaboration").order_by("-queued_at", "-pk"))


def latest_of_creators(shop_id: int, creator_ids: Sequence[int]) -> dict[int, Invitation]:
    """Each creator's newest invitation by this shop, to any account of theirs; an open one before closed ones."""
    accounts = Creator.objects.filter(Q(pk__in=creator_ids) | Q(merged_into__in=creator_ids)).values("pk")
    rows = Invitation.objects.filter(shop_id=shop_id, creator__in=accounts).annotate(person=F("creator__merged_into"))
    asked, latest = set(creator_ids), dict[int, Invitation]()
    for row in sorted(rows.order_by("pk"), key=lambda one: one.stage != Stage.CLOSED):
        for creator_id in asked & {row.creator_id, row.person}:
            latest[creator_id] = row
    return latest


def invited_pairs(workspace_id: int, creator_ids: Sequence[int]) -> set[tuple[int, int]]:
    """Shop and creator of every invitation there ever was to these creators."""
    rows = Invitation.objects.filter(shop__workspace_id=workspace_id, creator_id__in=creator_ids)
    return set(rows.values_list("shop_id", "creator_id"))


def queued_for(collaboration_id: int) -> list[Invitation]:
    """Invitations that wait for their collaboration to be made."""
    rows = Invitation.objects.filter(collaboration_id=collaboration_id, stage=Stage.QUEUED)
    return list(rows.select_related("reservation__window", "creator", "shop").order_by("pk"))


def closed_on_the_way(collaboration_id: int) -> list[Reservation]:
    """Places of invitations that were closed while their collaboration was being made: counted until it is known what
    the platform did.
    """
    places = Reservation.objects.filter(state=Reservation.State.SENDING, invitation__stage=Stage.CLOSED)
    return list(places.filter(invitation__collaboration_id=collaboration_id).order_by("pk"))


def blocked_by_queue(shop_id: int) -> set[int]:
    """Creators to whom something is queued or being sent already, with every other account of theirs."""
    rows = Message.objects.filter(thread__shop_id=shop_id, state__in=[Message.State.QUEUED, Message.State.SENDING])
    written = set(rows.values_list("thread__creator_id", flat=True))
    return written | other_accounts(written)


def writing_to_both(workspace_id: int, creator_id: int, other_id: int) -> list[str]:
    """The shops that have an invitation open, or a message on its way, with each of two creators."""
    return sorted(_writing_to(workspace_id, creator_id) & _writing_to(workspace_id, other_id))


def _writing_to(workspace_id: int, creator_id: int) -> set[str]:
    accounts = accounts_of(creator_id)
    open_ones = Invitation.objects.filter(shop__workspace_id=workspace_id, creator__in=accounts)
    on_the_way = Message.objects.filter(
        thread__shop__workspace_id=workspace_id,
        thread__creator__in=accounts,
        state__in=[Message.State.QUEUED, Message.State.SENDING],
    )
    names = set(open_ones.exclude(stage=Stage.CLOSED).values_list("shop__name", flat=True))
    return names | set(on_the_way.values_list("thread__shop__name", flat=True))


@dataclass(frozen=True, slots=True)
class Counts:
    """What happened between two moments, by invitations."""

    invited: int
    replied: int
    accepted: int
    active: int
    closed: int


def counts_between(shop_id: int, start: datetime, end: datetime) -> Counts:
    """How many invitations took each step in the half-open span."""

    def within(field: str) -> Q:
        return Q(**{f"{field}__gte": start, f"{field}__lt": end})

    found = Invitation.objects.filter(shop_id=shop_id).aggregate(
        invited=Count("pk", filter=within("invited_at")),
        replied=Count("pk", filter=within("replied_at")),
        accepted=Count("pk", filter=within("accepted_at")),
        active=Count("pk", filter=within("active_at")),
        closed=Count("pk", filter=within("closed_at")),
    )
    return Counts(**found)


def received_between(shop_id: int, start: datetime, end: datetime) -> int:
    """Messages from creators in the half-open span."""
    rows = Message.objects.filter(thread__shop_id=shop_id, state=Message.State.RECEIVED)
    return rows.filter(sent_at__gte=start, sent_at__lt=end).count()


def outcome_counts(shop_id: int) -> tuple[int, int, int]:
    """Over all time: invited, answered or accepted, accepted. What the planner learns its rates from."""
    found = Invitation.objects.filter(shop_id=shop_id, invited_at__isnull=False).aggregate(
        invited=Count("pk"),
        answered=Count("pk", filter=Q(replied_at__isnull=False) | Q(accepted_at__isnull=False)),
        accepted=Count("pk", filter=Q(accepted_at__isnull=False)),
    )
    return found["invited"], found["answered"], found["accepted"]
