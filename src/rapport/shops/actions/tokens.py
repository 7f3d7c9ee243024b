"""Making and revoking API tokens."""

import secrets
from datetime import datetime
from hashlib import sha256

from django.db import transaction

from rapport.shared.refusals import NotFound
from rapport.shops.actions.trail import record
from rapport.shops.models import ApiToken, Member
from rapport.shops.rules.roles import Actor

LABEL_CHARS = 60


@transaction.atomic
def make_token(workspace_id: int, username: str, label: str, *, by: Actor, now: datetime) -> str:
    """A new token for a member, shown this once; its digest alone is kept. Refuses with NotFound."""
    member = Member.objects.filter(workspace_id=workspace_id, user__username=username).first()
    if member is None:
        raise NotFound(what="member", id=username)
    token = secrets.token_urlsafe(32)
    ApiToken.objects.create(member=member, label=label[:LABEL_CHARS], digest=digest_of(token), made_at=now)
    record(workspace_id, by, "token.make", label, now=now, member=username)
    return token


@transaction.atomic
def revoke_token(workspace_id: int, label: str, *, by: Actor, now: datetime) -> None:
    """End every token of this label. Refuses with NotFound."""
    count, _ = ApiToken.objects.filter(member__workspace_id=workspace_id, label=label[:LABEL_CHARS]).delete()
    if not count:
        raise NotFound(what="token", id=label)
    record(workspace_id, by, "token.revoke", label, now=now)


def digest_of(token: str) -> str:
    """What is kept of a token: it is long and random, so a plain digest cannot be turned back."""
    return sha256(token.encode()).hexdigest()
