"""Invitations over all shops: counted by stage, narrowed, closed or opened again by the page."""

from django.http import HttpResponse
from django.utils.translation import gettext, ngettext

from rapport.campaigns.queries.invited import asked_by, campaign_names
from rapport.console import entries
from rapport.console.desk import Desk, page, write
from rapport.console.marks import marks_of
from rapport.console.pages import words
from rapport.outreach.actions.invitations import close_invitation
from rapport.outreach.actions.reopening import reopen_invitation
from rapport.outreach.queries.inbox import STAGES
from rapport.outreach.queries.invitation_list import MARKED, Wanted, counts_by_stage, invitation_page
from rapport.outreach.queries.invitations import invitation
from rapport.outreach.rules.life import Ending
from rapport.policies.queries import default_playbook
from rapport.shared.refusals import NotFound, Refusal
from rapport.shops.queries.shops import playbook_of
from rapport.shops.rules.roles import Ability

ACTS = ("withdraw", "decline", "reopen")
ENDING_OF = {"withdraw": Ending.WITHDRAWN, "decline": Ending.DECLINED}
ENDINGS = [one.value for one in Ending]


@page
def invitations(desk: Desk) -> HttpResponse:
    given, shop = desk.request.GET, desk.chosen_shop()
    campaign = entries.row_id(given.get("campaign", ""))
    wanted = Wanted(
        shop_id=shop.pk if shop else None,
        stage=entries.filter_of(given, "stage", STAGES),
        ending=entries.filter_of(given, "ending", ENDINGS),
        mark=entries.filter_of(given, "mark", MARKED),
        text=entries.text(given, "text"),
        creators=asked_by(desk.workspace_id, campaign) if campaign is not None else None,
    )
    known = shop or (desk.shops[0] if desk.shops else None)
    play = playbook_of(known).follow_up if known else default_playbook().values.follow_up
    now = desk.now_of(known) if known else desk.now
    shown = invitation_page(desk.workspace_id, wanted, entries.page(given), play=play, now=now)
    shops = {one.pk: one for one in desk.shops}
    context = {
        "active": "invitations",
        "list": shown,
        "wanted": wanted,
        "campaign": campaign,
        "campaigns": campaign_names(desk.workspace_id),
        "counts": counts_by_stage(desk.workspace_id, wanted.shop_id),
        "marks": {one.invitation.pk: marks_of(desk, shops[one.invitation.shop_id], one.between) for one in shown.rows},
        "marked": list(MARKED),
        "endings": ENDINGS,
        "shop": shop,
        "shops": shops,
    }
    return desk.show("invitations/list.html", context)


@write(Ability.CONTACT)
def bulk(desk: Desk) -> HttpResponse:
    """Close or open again every `invitation` the form names; one that is refused is told and stops no other."""
    sent, done = desk.request.POST, 0
    with desk.told():
        act = entries.one_of(sent, "act", ACTS)
        why, refused = entries.text(sent, "why"), list[str]()
        for typed in sent.getlist("invitation"):
            try:
                _do(desk, act, entries.row_id(typed), why)
                done += 1
            except NotFound:
                raise
            except Refusal as refusal:
                refused.append(words(refusal))
        if done:
            desk.say(ngettext("%(count)d invitation done.", "%(count)d invitations done.", done) % {"count": done})
        for text in dict.fromkeys(refused):
            desk.warn(text)
    return desk.back("invitations")


def _do(desk: Desk, act: str, invitation_id: int | None, why: str) -> None:
    if invitation_id is None:
        raise NotFound(what="invitation", id="")
    found = invitation(desk.workspace_id, invitation_id)
    now = desk.now_of(found.shop)
    if act in ENDING_OF:
        close_invitation(found, ENDING_OF[act], by=desk.seat.actor, now=now)
    else:
        reason = why or gettext("opened again from the list")
        reopen_invitation(desk.workspace_id, found.pk, reason, by=desk.seat.actor, now=now)
