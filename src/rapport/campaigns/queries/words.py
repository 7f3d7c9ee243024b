"""The words of a message to one creator, composed from the templates and what is known."""

from rapport.campaigns.models import Campaign
from rapport.creators.models import Creator
from rapport.creators.queries.profile import video_titles
from rapport.outreach.queries.templates import shipped_gifts, shipped_templates
from rapport.outreach.queries.threads import languages_for, said_to, templates_of
from rapport.outreach.rules.wording import Known, Purpose, compose
from rapport.shared.money import percent
from rapport.shops.models import Shop
from rapport.shops.queries.shops import policy_of


def compose_for(shop: Shop, creator: Creator, purpose: Purpose, campaign: Campaign | None) -> str:
    """The message in the creator's language. Refuses with NoTemplateFits or MessageTooLong."""
    offered = list(campaign.products.all()) if campaign else []
    best = max(offered, key=lambda one: one.rate, default=None)
    words = {
        "creator": creator.shown_name,
        "video_title": video_titles([creator.pk]).get(creator.pk, ""),
        "brand": shop.workspace.brand,
        "shop": shop.name,
        "product": best.product.title if best else "",
        "rate": percent(best.rate) if best else "",
        "gift": campaign.gift if campaign else "",
    }
    has_sample = campaign is not None and campaign.has_free_sample and not campaign.gift
    return compose(
        templates_of(shop.workspace_id, shipped_templates()),
        purpose,
        languages_for(shop, creator.language),
        Known(words, gifts=shipped_gifts() if has_sample else {}, said=said_to(shop.pk, creator.pk)),
        chars_max=policy_of(shop).collaboration.message_chars_max,
    )
