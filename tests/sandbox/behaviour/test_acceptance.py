"""Acceptance: what is taken into the showcase, at which rate, and whether a sample is asked for."""

from tests.sandbox.behaviour.stage import pair, who, world_of
from tests.sandbox.seller import DAY, Seller

from sandbox import truth
from sandbox.replies import Intent
from sandbox.store import samples, terms
from sandbox.truth import Approach, Pair, Reaction

WITHOUT = {"has_free_sample": False, "is_sample_approval_exempt": False}
EXEMPT = {"has_free_sample": True, "is_sample_approval_exempt": True}


def says_yes(known: Pair) -> bool:
    plain = Approach(attempt=1, rate=1_500, match=0, named=False, invited=True, after_no=False)
    return truth.reaction(known, plain) is Reaction.REPLY and truth.first_words(known, 1) is Intent.AGREES


def accepted(seller: Seller, creator: str, **changes: object) -> tuple[int, set[int]]:
    """Invite a creator who says yes, and return the collaboration and the products they took."""
    collaboration = int(seller.invite([creator], **changes))
    seller.advance(14 * DAY)
    world, _ = world_of(seller)
    return collaboration, {product for _, product in terms.carriers(world.db, collaboration)}


def test_the_products_a_creator_likes_at_the_offered_rate(american: Seller) -> None:
    creator = next(who(american, says_yes))
    collaboration, taken = accepted(american, creator, free_sample_rule=WITHOUT)
    world, shop = world_of(american)
    known = pair(american, creator)
    liked = {item.id for item in shop.products[:3] if truth.liking(known, item.place, 1) >= 1 - truth.WANTS_PRODUCT}
    assert taken == liked or (not liked and len(taken) == 1)
    for product in taken:
        rate = terms.rate_in_force(world.db, collaboration, known.creator.number, product, american.now)
        assert rate == 1_500


def test_an_exempt_collaboration_approves_by_itself(american: Seller) -> None:
    creator = next(who(american, lambda known: says_yes(known) and truth.asks_sample(known, 1)))
    _, taken = accepted(american, creator, free_sample_rule=EXEMPT)
    world, shop = world_of(american)
    (sample,) = samples.of_creator(world.db, shop.id, pair(american, creator).creator.number)
    assert sample.status != "PENDING"
    assert sample.order_id is not None
    assert sample.product in taken


def test_nobody_asks_for_a_sample_that_is_not_offered(american: Seller) -> None:
    creator = next(who(american, lambda known: says_yes(known) and truth.asks_sample(known, 1)))
    accepted(american, creator, free_sample_rule=WITHOUT)
    world, shop = world_of(american)
    assert samples.of_creator(world.db, shop.id, pair(american, creator).creator.number) == []


def test_a_collaboration_that_ended_before_is_not_accepted(american: Seller) -> None:
    creator = next(who(american, says_yes))
    collaboration = american.invite([creator])
    american.call("remove_target_collaboration", target_collaboration_id=collaboration)
    american.advance(14 * DAY)
    world, _ = world_of(american)
    assert terms.carriers(world.db, int(collaboration)) == []
