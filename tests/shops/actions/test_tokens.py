"""API tokens: shown once, kept as a digest, ended by label."""

import pytest
from tests.cast import MEI, NOW, Cast

from rapport.shared.refusals import NotFound
from rapport.shops.actions.tokens import digest_of, make_token, revoke_token
from rapport.shops.models import ApiToken, AuditLine
from rapport.shops.queries.seats import seat_of_token


def test_a_token_is_kept_as_its_digest_alone(cast: Cast) -> None:
    token = make_token(cast.moonwell.pk, "mei", "warehouse", by=MEI, now=NOW)
    row = ApiToken.objects.get()
    assert (row.label, row.digest, row.made_at) == ("warehouse", digest_of(token), NOW)
    assert token not in str(AuditLine.objects.values())
    assert AuditLine.objects.filter(action="token.make", subject="warehouse", data={"member": "mei"}).count() == 1


def test_two_tokens_of_one_label_differ(cast: Cast) -> None:
    one = make_token(cast.moonwell.pk, "mei", "warehouse", by=MEI, now=NOW)
    other = make_token(cast.moonwell.pk, "mei", "warehouse", by=MEI, now=NOW)
    assert one != other
    assert len(one) > 40


def test_nobody_makes_a_token_for_another_workspace_s_member(cast: Cast) -> None:
    with pytest.raises(NotFound) as refused:
        make_token(cast.moonwell.pk, "harry", "warehouse", by=MEI, now=NOW)
    assert refused.value.data == {"what": "member", "id": "harry"}


def test_a_revoked_token_opens_nothing(cast: Cast) -> None:
    token = make_token(cast.moonwell.pk, "mei", "warehouse", by=MEI, now=NOW)
    kept = make_token(cast.moonwell.pk, "mei", "till", by=MEI, now=NOW)
    revoke_token(cast.moonwell.pk, "warehouse", by=MEI, now=NOW)
    assert seat_of_token(digest_of(token)) is None
    assert seat_of_token(digest_of(kept)) is not None
    assert AuditLine.objects.filter(action="token.revoke", subject="warehouse").count() == 1


def test_a_token_with_a_long_label_can_be_revoked_by_it(cast: Cast) -> None:
    token = make_token(cast.moonwell.pk, "mei", "w" * 100, by=MEI, now=NOW)
    revoke_token(cast.moonwell.pk, "w" * 100, by=MEI, now=NOW)
    assert seat_of_token(digest_of(token)) is None


def test_nobody_revokes_another_workspace_s_token(cast: Cast) -> None:
    make_token(cast.harbour.pk, "harry", "warehouse", by=MEI, now=NOW)
    with pytest.raises(NotFound):
        revoke_token(cast.moonwell.pk, "warehouse", by=MEI, now=NOW)
    assert ApiToken.objects.count() == 1
