"""`shops.refresh_token`: a new pair of tokens well before the old one ends; both are kept, for both are new."""

from datetime import timedelta

from rapport.jobs.errand import Errand, app_of, shown_by
from rapport.platform_client import AuthorizationClient, AuthorizationRefused
from rapport.shops.actions.connections import Grant, report_trouble, save_grant

BEFORE_THE_END = timedelta(days=2)


def refresh_token(errand: Errand) -> None:
    """Renew the shop's authorization when it ends soon; a refusal is shown on the shop's pages."""
    expires_at = errand.shop.access_expires_at
    if expires_at is not None and expires_at - errand.now > BEFORE_THE_END:
        return
    connection = errand.connection
    client = AuthorizationClient(
        app=app_of(connection),
        clock=shown_by(errand.reading),
        base_url=connection.base_url,
        authorization_url=connection.auth_url,
        transport=errand.outside.transport(connection.auth_url),
    )
    errand.hold()
    with client:
        try:
            tokens = client.refresh_tokens(refresh_token=errand.shop.refresh_token)
        except AuthorizationRefused:
            report_trouble(errand.shop.pk, "shops.authorize_again", now=errand.now)
            return
    save_grant(
        errand.shop.pk,
        Grant(
            tokens.access_token,
            tokens.access_expires_at,
            tokens.refresh_token,
            tokens.refresh_expires_at or tokens.access_expires_at,
            tokens.open_id or "",
        ),
    )
