"""`rapport campaigns`: what runs, and who is on a campaign's shortlist."""

import click
from django.utils.translation import gettext, gettext_lazy

from rapport.campaigns.models import Campaign
from rapport.campaigns.queries.campaigns import (
    CampaignRow,
    ShortlistRow,
    campaign,
    campaign_row,
    campaign_rows,
    shortlist,
)
from rapport.cli.desk import Desk, command, put
from rapport.shared.money import percent
from rapport.shared.paging import Page
from rapport.shared.wording import said


@click.group(help=gettext_lazy("Campaigns and their shortlists."))
def campaigns() -> None:
    """Campaigns and their shortlists."""


@command(campaigns, "list", help=gettext_lazy("Every campaign with its counts, the newest first."))
@click.option("--shop", "wanted", default="", help=gettext_lazy("Shop by number, name or region."))
def list_campaigns(*, wanted: str, as_json: bool) -> None:
    desk = Desk.open()
    rows = campaign_rows(desk.workspace.pk, desk.shop(wanted).pk if wanted else None)
    put(
        [_row(row) for row in rows],
        as_json=as_json,
        text=lambda: "\n".join(_line(row) for row in rows) or gettext("No campaigns yet."),
    )


@command(campaigns, "show", help=gettext_lazy("CAMPAIGN, by its number, with one page of its shortlist."))
@click.argument("number", metavar="CAMPAIGN", type=int)
@click.option("--page", type=click.IntRange(1), default=1, show_default=True)
def show_campaign(*, number: int, page: int, as_json: bool) -> None:
    desk = Desk.open()
    found = campaign(desk.workspace.pk, number)
    row, listed = campaign_row(found), shortlist(found, page=page, now=desk.now)
    data = {
        **_row(row),
        "products": _products(found),
        "shortlist": [_candidate(one) for one in listed.rows],
        "page": listed.page,
        "pages": listed.pages,
    }
    put(data, as_json=as_json, text=lambda: _text(row, found, listed))


def _row(row: CampaignRow) -> dict[str, object]:
    return {
        "id": row.campaign_id,
        "name": row.name,
        "shop": row.shop_name,
        "goal": row.goal,
        "state": row.state,
        "approval": row.approval,
        "starts_at": row.starts_at.isoformat(),
        "ends_at": row.ends_at.isoformat(),
        "shortlisted": row.shortlisted,
        "invited": row.invited,
        "replied": row.replied,
        "accepted": row.accepted,
        "active": row.active,
    }


def _line(row: CampaignRow) -> str:
    counts = gettext("%(shortlisted)d shortlisted, %(invited)d invited, %(replied)d replied, %(accepted)d accepted") % {
        "shortlisted": row.shortlisted,
        "invited": row.invited,
        "replied": row.replied,
        "accepted": row.accepted,
    }
    return f"{row.campaign_id:>4}  {row.name:<24} {row.shop_name:<24} {row.state:<8} {counts}"


def _products(found: Campaign) -> list[dict[str, object]]:
    return [
        {"product": one.product.platform_id, "title": one.product.title, "rate": one.rate}
        for one in found.products.all()
    ]


def _candidate(row: ShortlistRow) -> dict[str, object]:
    one = row.candidate
    return {
        "rank": one.rank,
        "creator": one.creator.handle,
        "state": one.state,
        "pinned": one.pinned,
        "worth": said(row.worth, gettext) if row.worth else "",
        "checks": [said(check.reason, gettext) for check in row.checks],
    }


def _text(row: CampaignRow, found: Campaign, listed: Page[ShortlistRow]) -> str:
    products = [f"      {percent(one.rate):>6}  {one.product.title}" for one in found.products.all()]
    people = [
        f"{one['rank']:>6}  @{one['creator']:<24} {one['state']:<12} {one['worth']}"
        for one in map(_candidate, listed.rows)
    ]
    return "\n".join([_line(row), *products, *people])
