"""Who sits where."""

from dataclasses import dataclass

from rapport.shared.refusals import NotFound
from rapport.shops.models import ApiToken, Member, User, Workspace
from rapport.shops.rules.roles import Actor, Role, Seat


@dataclass(frozen=True, slots=True)
class SeatChoice:
    """A seat that a user may take: a workspace with what they may do there."""

    workspace_id: int
    name: str
    is_demonstration: bool
    role: Role


def seats_of(user_id: int) -> list[SeatChoice]:
    """Every seat of a user, by the workspace's name."""
    rows = Member.objects.filter(user_id=user_id).order_by("workspace__name", "pk").select_related("workspace")
    return [
        SeatChoice(row.workspace_id, row.workspace.name, row.workspace.is_demonstration, Role(row.role)) for row in rows
    ]


def seat_of(user: User, workspace_id: int | None = None) -> Seat | None:
    """The user's seat in a workspace, or in the first one they have; None for a user without any."""
    seats = Member.objects.filter(user=user).order_by("workspace__name", "pk")
    chosen = seats.filter(workspace_id=workspace_id).first() if workspace_id else None
    member = chosen or seats.first()
    if member is None:
        return None
    return Seat(member.workspace_id, Role(member.role), Actor(user.get_username(), user.pk))


def seat_of_token(digest: str) -> Seat | None:
    """The seat a program sits in with a token of this digest; None for an unknown one."""
    token = ApiToken.objects.filter(digest=digest).select_related("member__user").first()
    if token is None:
        return None
    member = token.member
    actor = Actor(f"{member.user.get_username()} ({token.label})", member.user_id)
    return Seat(member.workspace_id, Role(member.role), actor)


def members_of(workspace_id: int) -> list[Member]:
    """Members by name, with their users."""
    return list(Member.objects.filter(workspace_id=workspace_id).select_related("user").order_by("user__username"))


def tokens_of(workspace_id: int) -> list[ApiToken]:
    """The API tokens of a workspace's members, the newest first."""
    rows = ApiToken.objects.filter(member__workspace_id=workspace_id).select_related("member__user")
    return list(rows.order_by("-made_at", "-pk"))


def workspace(workspace_id: int) -> Workspace:
    """Refuses with NotFound."""
    found = Workspace.objects.filter(pk=workspace_id).first()
    if found is None:
        raise NotFound(what="workspace", id=workspace_id)
    return found


def only_workspace() -> Workspace | None:
    """The first workspace of this installation, for the command line; None where none exists yet."""
    return Workspace.objects.order_by("pk").first()
