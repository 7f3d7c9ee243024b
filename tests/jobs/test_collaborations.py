"""Following collaborations: who left is told to the platform, who added a product is noticed; products are kept."""

import pytest
from tests.cast import MEI, NOW, Cast
from tests.jobs.stage import UNAVAILABLE, Platform, errand
from tests.outreach.stage import asked, goes_out, invited

from rapport.collaborations.actions.plans import remove_creator
from rapport.collaborations.models import CollaborationCreator, Product, TargetCollaboration
from rapport.jobs.collaborations import follow_collaborations, pull_products
from rapport.outreach.actions.invitations import close_invitation
from rapport.outreach.models import Invitation
from rapport.outreach.rules.life import Ending
from rapport.platform_client import OutcomeUnknown

UPDATE, REMOVE, SEARCH, DETAIL = (f"collaborations.{name}" for name in ("update", "remove", "search", "detail"))


def shows(platform: Platform, made: TargetCollaboration, **showcase: int) -> None:
    """The platform shows how many products each creator carries in a collaboration."""
    made.refresh_from_db()
    count = sum(number > 0 for number in showcase.values())
    platform.says(SEARCH, {"target_collaborations": [{"id": made.platform_id, "showcase_creator_count": count}]})
    creators = [
        {"creator_open_id": f"open-{name}", "username": name, "showcase_product_count": number}
        for name, number in showcase.items()
    ]
    platform.says(DETAIL, {"target_collaboration": {"id": made.platform_id, "creators": creators}})


def both_invited(cast: Cast) -> TargetCollaboration:
    """Anna and Bao are in one collaboration."""
    asked(cast.uk, cast.anna, cast.offer())
    bao = asked(cast.uk, cast.bao, cast.offer())
    goes_out(bao)
    return bao.collaboration


def seats() -> dict[str, str]:
    return dict(CollaborationCreator.objects.order_by("pk").values_list("creator__handle", "state"))


def test_who_added_a_product_has_accepted(cast: Cast, platform: Platform) -> None:
    made = both_invited(cast)
    shows(platform, made, anna=1, bao=0, stranger=2)
    follow_collaborations(errand(cast.uk, platform))
    assert seats() == {"anna": "accepted", "bao": "invited"}
    assert dict(Invitation.objects.values_list("creator__handle", "stage")) == {"anna": "accepted", "bao": "invited"}
    assert Invitation.objects.get(creator=cast.anna).accepted_at == NOW


def test_where_the_count_is_as_it_was_nobody_looks_closer(cast: Cast, platform: Platform) -> None:
    made = both_invited(cast)
    shows(platform, made, anna=1)
    for _ in range(2):
        follow_collaborations(errand(cast.uk, platform))
    assert platform.asked == [SEARCH, DETAIL, SEARCH]


def test_what_is_not_ours_is_passed_over(cast: Cast, platform: Platform) -> None:
    both_invited(cast)
    platform.says(SEARCH, {"target_collaborations": [{"id": "9999", "showcase_creator_count": 3}]})
    follow_collaborations(errand(cast.uk, platform))
    assert platform.asked == [SEARCH]


def test_the_platform_is_told_who_is_left(cast: Cast, platform: Platform) -> None:
    made = both_invited(cast)
    close_invitation(Invitation.objects.get(creator=cast.anna), Ending.SILENT, by=MEI, now=NOW)
    platform.says(UPDATE, {})
    platform.says(SEARCH, {"target_collaborations": []})
    for _ in range(2):
        follow_collaborations(errand(cast.uk, platform))
    assert platform.asked == [UPDATE, SEARCH, SEARCH]
    (body,) = platform.bodies(UPDATE)
    assert body["creator_user_open_ids"] == ["open-bao"]
    assert body["products"] == [{"id": "1001", "commission_rate": 2000}]
    assert body["name"] == made.name


def test_a_collaboration_that_everybody_left_is_removed_there(cast: Cast, platform: Platform) -> None:
    made = invited(cast, cast.anna)
    close_invitation(made, Ending.SILENT, by=MEI, now=NOW)
    platform.says(REMOVE, {})
    platform.says(SEARCH, {"target_collaborations": []})
    follow_collaborations(errand(cast.uk, platform))
    assert platform.asked == [REMOVE, SEARCH]
    assert TargetCollaboration.objects.get().state == "ended"


def test_one_that_is_over_there_is_over_here(cast: Cast, platform: Platform) -> None:
    both_invited(cast)
    close_invitation(Invitation.objects.get(creator=cast.anna), Ending.SILENT, by=MEI, now=NOW)
    platform.says(UPDATE, code=UNAVAILABLE)
    platform.says(SEARCH, {"target_collaborations": []})
    follow_collaborations(errand(cast.uk, platform))
    kept = TargetCollaboration.objects.get()
    assert (kept.state, kept.changed) == ("ended", False)


def test_a_change_without_an_answer_is_told_again(cast: Cast, platform: Platform) -> None:
    both_invited(cast)
    close_invitation(Invitation.objects.get(creator=cast.anna), Ending.SILENT, by=MEI, now=NOW)
    platform.says(UPDATE, status=503)
    platform.says(UPDATE, {})
    platform.says(SEARCH, {"target_collaborations": []})
    with pytest.raises(OutcomeUnknown):
        follow_collaborations(errand(cast.uk, platform))
    follow_collaborations(errand(cast.uk, platform))
    assert platform.asked == [UPDATE, UPDATE, SEARCH]


def test_who_leaves_while_the_platform_is_told_is_told_the_next_time(cast: Cast, platform: Platform) -> None:
    made = both_invited(cast)
    remove_creator(made.pk, cast.anna.pk, now=NOW)
    platform.says(UPDATE, {})
    platform.says(REMOVE, {})
    platform.says(SEARCH, {"target_collaborations": []})
    platform.meanwhile[UPDATE] = lambda: remove_creator(made.pk, cast.bao.pk, now=NOW)
    follow_collaborations(errand(cast.uk, platform))
    follow_collaborations(errand(cast.uk, platform))
    assert platform.asked == [UPDATE, SEARCH, REMOVE, SEARCH]


def test_a_collaboration_past_its_end_is_over(cast: Cast, platform: Platform) -> None:
    made = both_invited(cast)
    platform.says(SEARCH, {"target_collaborations": []})
    follow_collaborations(errand(cast.uk, platform, now=made.ends_at))
    assert TargetCollaboration.objects.get().state == "ended"


def test_products_are_kept_and_those_not_seen_any_more_rest(cast: Cast, platform: Platform) -> None:
    prices = [{"id": "s", "price": {"tax_exclusive_price": "14.90", "sale_price": "16.50", "currency": "GBP"}}]
    platform.says("products.search", {"products": [{"id": "1001", "title": "Vitamin C Serum 2", "skus": prices}]})
    pull_products(errand(cast.uk, platform))
    kept = Product.objects.filter(shop=cast.uk).order_by("platform_id")
    assert list(kept.values_list("title", "is_active")) == [("Vitamin C Serum 2", True), ("Amber Candle", False)]


def test_the_platform_s_own_words_are_kept_and_whoever_it_took_out_is_withdrawn(cast: Cast, platform: Platform) -> None:
    made = both_invited(cast)
    counted = {"id": made.platform_id, "showcase_creator_count": 0, "creator_inivited_count": 1}
    platform.says(SEARCH, {"target_collaborations": [counted]})
    words = {"anna": "NORMAL", "bao": "DELETED"}
    creators = [{"creator_open_id": f"open-{name}", "collaboration_status": word} for name, word in words.items()]
    platform.says(DETAIL, {"target_collaboration": {"id": made.platform_id, "creators": creators}})
    platform.says(UPDATE, {})
    for _ in range(2):
        follow_collaborations(errand(cast.uk, platform))
    told = dict(CollaborationCreator.objects.values_list("creator__handle", "platform_word"))
    assert told == words
    closed = Invitation.objects.get(creator=cast.bao)
    assert (closed.stage, closed.ending) == ("closed", "withdrawn")
    assert Invitation.objects.get(creator=cast.anna).stage == "invited"
    assert platform.asked == [SEARCH, DETAIL, UPDATE, SEARCH]


def test_whoever_posted_is_active_without_a_sample(cast: Cast, platform: Platform) -> None:
    made = both_invited(cast)
    counted = {"id": made.platform_id, "showcase_creator_count": 1, "content_creator_count": 1}
    platform.says(SEARCH, {"target_collaborations": [counted]})
    anna = {"creator_open_id": "open-anna", "showcase_product_count": 1, "content_product_count": 1}
    platform.says(DETAIL, {"target_collaboration": {"id": made.platform_id, "creators": [anna]}})
    follow_collaborations(errand(cast.uk, platform))
    active = Invitation.objects.get(creator=cast.anna)
    assert (active.stage, active.accepted_at, active.active_at) == ("active", NOW, NOW)
