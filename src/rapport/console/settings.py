"""Settings: shops, members, API tokens, what failed; each shop's rules and playbook; the trail."""

from django.http import HttpResponse
from django.utils.translation import gettext

from rapport.console import entries
from rapport.console.desk import Desk, page, write
from rapport.console.values import playbook_sections, policy_sections, typed_overrides
from rapport.policies.queries import pack_names
from rapport.shared.refusals import NotFound
from rapport.shops.actions.connections import choose_playbook, choose_rules
from rapport.shops.actions.tokens import make_token, revoke_token
from rapport.shops.queries.seats import members_of, tokens_of
from rapport.shops.queries.shops import rules_of
from rapport.shops.queries.trail import audit_page
from rapport.shops.rules.keys import shop_key, workspace_key
from rapport.shops.rules.roles import Ability
from rapport.work.queue import dead_jobs, revive

LABEL = "api"


@page
def settings(desk: Desk) -> HttpResponse:
    context = {
        "active": "settings",
        "members": members_of(desk.workspace_id),
        "tokens": tokens_of(desk.workspace_id),
        "failed": dead_jobs(_shop_keys(desk)),
        "shop_names": {
            **{shop_key(shop.pk): shop.name for shop in desk.shops},
            workspace_key(desk.workspace_id): desk.workspace.name,
        },
    }
    return desk.show("settings/settings.html", context)


@page
def shop_rules(desk: Desk, shop_id: int) -> HttpResponse:
    """What the platform allows this shop, value by value with its source; the pack and the cap can be chosen."""
    shop = desk.shop(shop_id)
    context = {
        "active": "settings",
        "shop": shop,
        "sections": policy_sections(rules_of(shop)),
        "packs": pack_names(),
    }
    return desk.show("settings/rules.html", context)


@write(Ability.CONFIGURE)
def save_rules(desk: Desk, shop_id: int) -> HttpResponse:
    """Choose the pack, and the weekly cap where the seller read it in their account; an empty cap is the pack's."""
    shop, sent = desk.shop(shop_id), desk.request.POST
    with desk.told():
        cap = entries.whole(sent, "cap")
        choose_rules(shop, entries.text(sent, "pack"), cap, by=desk.seat.actor, now=desk.now_of(shop))
        desk.say(gettext("Saved: plans go by these rules from now on."))
    return desk.back("shop_rules", shop_id)


@page
def shop_playbook(desk: Desk, shop_id: int) -> HttpResponse:
    """How this shop works: the playbook's values, with their sources and the shop's own."""
    shop = desk.shop(shop_id)
    context = {"active": "settings", "shop": shop, "sections": playbook_sections(shop)}
    return desk.show("settings/playbook.html", context)


@write(Ability.CONFIGURE)
def save_playbook(desk: Desk, shop_id: int) -> HttpResponse:
    """Keep the values that differ from the shipped ones; an empty field is the shipped value again."""
    shop = desk.shop(shop_id)
    with desk.told():
        changed = typed_overrides(desk.request.POST.dict())
        choose_playbook(shop, changed, by=desk.seat.actor, now=desk.now_of(shop))
        desk.say(gettext("Saved: plans go by these values from now on."))
    return desk.back("shop_playbook", shop_id)


@write(Ability.CONFIGURE)
def new_token(desk: Desk) -> HttpResponse:
    """Make a token for a member; this answer is the only one that ever shows it."""
    sent = desk.request.POST
    label = entries.text(sent, "label") or LABEL
    token = make_token(desk.workspace_id, entries.text(sent, "member"), label, by=desk.seat.actor, now=desk.now)
    return desk.show("settings/token.html", {"active": "settings", "token": token, "label": label})


@write(Ability.CONFIGURE)
def end_token(desk: Desk) -> HttpResponse:
    label = entries.text(desk.request.POST, "label")
    revoke_token(desk.workspace_id, label, by=desk.seat.actor, now=desk.now)
    desk.say(gettext("The token is over."))
    return desk.back("settings")


@write(Ability.CONFIGURE)
def try_again(desk: Desk, job_id: int) -> HttpResponse:
    """Give work that failed too often another start."""
    if job_id not in {job.pk for job in dead_jobs(_shop_keys(desk))}:
        raise NotFound(what="job", id=job_id)
    revive(job_id, desk.machine_now)
    desk.say(gettext("The worker tries it again."))
    return desk.back("settings")


@page
def trail(desk: Desk) -> HttpResponse:
    """Who did what, and when."""
    found = audit_page(desk.workspace_id, entries.page(desk.request.GET))
    return desk.show("settings/trail.html", {"active": "settings", "list": found})


def _shop_keys(desk: Desk) -> list[str]:
    """Of the workspace's own work, too, such as translations."""
    return [*(shop_key(shop.pk) for shop in desk.shops), workspace_key(desk.workspace_id)]
