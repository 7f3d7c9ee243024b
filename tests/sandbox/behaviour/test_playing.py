"""A person plays a creator: the simulation leaves the decisions to them, and takes them back where told."""

from collections.abc import Callable

import pytest
from tests.sandbox.behaviour.stage import relation, who, world_of, written_to
from tests.sandbox.seller import DAY, Seller

from sandbox import truth
from sandbox.behaviour import playing
from sandbox.behaviour.playing import ActRefusedError
from sandbox.identifiers import creator_of
from sandbox.shops import Shop
from sandbox.store import terms
from sandbox.store.relations import Stage
from sandbox.truth import Pair, Reaction
from sandbox.world import World


def keen(known: Pair) -> bool:
    """A creator who would answer a plain message, and so an invitation too."""
    return truth.reaction(known, written_to()) is Reaction.REPLY


@pytest.fixture
def creator(american: Seller) -> str:
    return next(who(american, keen))


class Played:
    """One creator played by the test, towards the American shop."""

    def __init__(self, seller: Seller, creator: str) -> None:
        self.seller, self.open_id = seller, creator
        self.world: World
        self.shop: Shop
        self.world, self.shop = world_of(seller)
        self.number = creator_of(self.world.chance, creator) or 0

    def take_over(self) -> None:
        with self.seller.sandbox.desk.turn() as now:
            playing.take_over(self.world, self.number, now)

    def hand_back(self) -> None:
        with self.seller.sandbox.desk.turn() as now:
            playing.hand_back(self.world, self.number, now)

    def accept(self, collaboration: str) -> None:
        with self.seller.sandbox.desk.turn() as now:
            offered = {item.id for item in self.shop.products}
            playing.accept(self.world, self.shop, self.number, now, collaboration=int(collaboration), products=offered)


@pytest.fixture
def person(american: Seller, creator: str) -> Played:
    found = Played(american, creator)
    found.take_over()
    return found


def messages(seller: Seller) -> list[str]:
    page = seller.call("get_conversation_list", query={"page_size": 50, "conversation_status": "UNREPLIED"})
    return [item["username"] for item in page["conversations"]]


def test_a_played_creator_does_nothing_by_themselves(american: Seller, person: Played) -> None:
    american.invite([person.open_id])
    american.write(american.conversation(person.open_id), "Hello, would you like to?")
    american.advance(30 * DAY)
    handle = person.world.population.handle(person.number)
    assert handle not in messages(american)
    assert american.control("GET", "ledger", shop_id=american.shop["id"])["accepted"] == 0
    assert relation(american, person.open_id).invitations == 1


def test_what_was_planned_before_does_not_happen(american: Seller, creator: str) -> None:
    american.write(american.conversation(creator), "Hello, would you like to?")
    assert relation(american, creator).stage is Stage.WARMING
    person = Played(american, creator)
    person.take_over()
    american.advance(30 * DAY)
    assert relation(american, creator).replied == 0


def test_handed_back_the_creator_reacts_again(american: Seller, person: Played) -> None:
    american.write(american.conversation(person.open_id), "Hello?")
    person.hand_back()
    american.advance(DAY)
    american.write(american.conversation(person.open_id), "Hello again?")
    american.advance(14 * DAY)
    assert relation(american, person.open_id).replied == 1


def test_handed_back_an_open_rate_and_a_parcel_go_on_by_themselves(seller: Seller) -> None:
    person = Played(seller, next(who(seller, keen)))
    person.take_over()
    exempt = {"has_free_sample": True, "is_sample_approval_exempt": True}
    body = seller.collaboration([person.open_id], free_sample_rule=exempt)
    collaboration = str(seller.call("create_target_collaboration", body)["target_collaboration"]["id"])
    person.accept(collaboration)
    product = int(body["products"][0]["id"])
    with seller.sandbox.desk.turn() as now:
        playing.ask_sample(
            person.world, person.shop, person.number, now, collaboration=int(collaboration), product=product
        )
    change = {**body, "products": [{"id": str(product), "commission_rate": 2_000}]}
    seller.call("update_target_collaboration", change, target_collaboration_id=collaboration)
    seller.advance(9 * DAY)
    key = (int(collaboration), person.number)
    assert (sample_status(seller), terms.waiting(person.world.db, *key)) == ("SHIPPED", [(product, 2_000)])
    person.hand_back()
    seller.advance(60)
    assert (sample_status(seller), terms.waiting(person.world.db, *key)) == ("CONTENT_PENDING", [])


def sample_status(seller: Seller) -> str:
    (row,) = seller.call("search_sample_applications", {}, query={"page_size": 50})["sample_applications"]
    return str(row["status"])


def test_what_cannot_be_done_is_refused(american: Seller, person: Played) -> None:
    collaboration = int(american.invite([person.open_id]))
    product = person.shop.products[0].id
    acts: dict[str, Callable[[], object]] = {
        "nothing_chosen": lambda: playing.accept(
            person.world, person.shop, person.number, american.now, collaboration=collaboration, products=[]
        ),
        "not_offered": lambda: playing.decline(person.world, person.shop, person.number, american.now, collaboration=1),
        "no_rate_waits": lambda: playing.answer_rate(
            person.world, person.number, american.now, collaboration=collaboration, product=product, agreed=True
        ),
        "not_shipped": lambda: playing.receive(person.world, person.shop, person.number, american.now, sample=1),
        "not_carried": lambda: playing.post(
            person.world,
            person.shop,
            person.number,
            american.now,
            collaboration=collaboration,
            product=product,
            format_="VIDEO",
        ),
    }
    for reason, act in acts.items():
        with pytest.raises(ActRefusedError, match=reason):
            act()
