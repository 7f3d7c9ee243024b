"""One person, one invitation: whoever has several accounts is asked by one of them at a time."""

from rapport.creators.models import Creator
from rapport.outreach.models import Invitation
from rapport.outreach.rules.life import Stage
from rapport.shared.refusals import Refusal
from rapport.shops.models import Shop


class OtherAccountInvited(Refusal):
    """The record joined another of the same person, or the shop has something open with their other account."""

    code = "outreach.other_account"


def check_one_account(shop: Shop, creator: Creator) -> None:
    """Refuses with OtherAccountInvited."""
    open_ones = Invitation.objects.filter(shop=shop, creator__merged_into=creator.pk).exclude(stage=Stage.CLOSED)
    if creator.merged_into_id is not None or open_ones.exists():
        raise OtherAccountInvited(creator=creator.handle)
