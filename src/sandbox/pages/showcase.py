"""The creator's showcase: products with their terms, samples and contents, and what can be done with each."""

from dataclasses import dataclass

from sandbox.behaviour import playing
from sandbox.behaviour.playing import OPEN_SAMPLES
from sandbox.behaviour.selling import views_so_far
from sandbox.commission import share
from sandbox.pages.forms import Form
from sandbox.pages.playing import ActPage, CreatorPage, Player, whole
from sandbox.pages.web import PageMissingError, Visit
from sandbox.shops import Product, Shop
from sandbox.store import by_creator, collaborations, sales, terms
from sandbox.store.by_creator import Carried
from sandbox.store.collaborations import Collaboration
from sandbox.store.sales import Content
from sandbox.store.samples import Sample


@dataclass(frozen=True, slots=True)
class Post:
    """One content with what it brought so far."""

    content: Content
    views: int
    orders: int


@dataclass(frozen=True, slots=True)
class Kept:
    """One product in the showcase; `waiting` is a changed rate that waits for the creator."""

    carried: Carried
    shop: Shop
    product: Product
    collaboration: Collaboration
    rate: int
    waiting: int | None
    samples: list[Sample]
    posts: list[Post]
    over: bool

    @property
    def earned(self) -> int:
        return share(self.product.price, self.rate)

    @property
    def sample(self) -> Sample | None:
        """The newest application."""
        return next(iter(self.samples), None)

    @property
    def can_ask(self) -> bool:
        under_way = any(item.status in OPEN_SAMPLES for item in self.samples)
        return bool(self.collaboration.has_sample) and not self.over and not under_way


def kept(visit: Visit, who: Player) -> list[Kept]:
    """Return what the creator put into the showcase, the newest first."""
    db = visit.world.db
    samples, posts = by_creator.samples(db, who.number), by_creator.contents(db, who.number)
    found = []
    for row in by_creator.showcase(db, who.number):
        shop = who.shops.get(row.shop)
        product = shop.product(row.product) if shop else None
        collaboration = collaborations.find(db, row.shop, row.collaboration)
        if shop is None or product is None or collaboration is None:
            continue
        key = (row.collaboration, row.product)
        found.append(
            Kept(
                carried=row,
                shop=shop,
                product=product,
                collaboration=collaboration,
                rate=terms.rate_in_force(db, row.collaboration, who.number, row.product, visit.now) or 0,
                waiting=dict(terms.waiting(db, row.collaboration, who.number)).get(row.product),
                samples=[item for item in samples if (item.collaboration, item.product) == key],
                posts=[_post(visit, item) for item in posts if (item.collaboration, item.product) == key],
                over=row.ends_at <= visit.now,
            )
        )
    return found


def _post(visit: Visit, content: Content) -> Post:
    return Post(content, views_so_far(content, visit.now), sales.orders_through(visit.world.db, content.id))


class ShowcasePage(CreatorPage):
    """Everything in the showcase."""

    tab = "showcase"

    def show(self, visit: Visit, who: Player, **_path: str) -> str:
        everything = kept(visit, who)
        running = [item for item in everything if not item.over]
        ended = [item for item in everything if item.over]
        return self.page(visit, who, "showcase.html", running=running, ended=ended)


class ProductPage(ActPage):
    """One product: its rate, its sample, its contents."""

    tab = "showcase"

    def show(self, visit: Visit, who: Player, **path: str) -> str:
        return self.page(visit, who, "product.html", item=_item(visit, who, path))

    def act(self, visit: Visit, who: Player, form: Form, **path: str) -> tuple[str, str]:
        item = _item(visit, who, path)
        where = f"{who.home}/showcase/{item.carried.collaboration}/{item.product.id}"
        return where, _ACTS.get(form.text("act"), _post_content)(visit, who, item, form)


def _item(visit: Visit, who: Player, path: dict[str, str]) -> Kept:
    key = (whole(path["collaboration"]), whole(path["product"]))
    found = (item for item in kept(visit, who) if (item.carried.collaboration, item.product.id) == key)
    item = next(found, None)
    if item is None:
        raise PageMissingError
    return item


def _post_content(visit: Visit, who: Player, item: Kept, form: Form) -> str:
    format_ = form.text("format")
    playing.post(
        visit.world,
        item.shop,
        who.number,
        visit.now,
        collaboration=item.carried.collaboration,
        product=item.product.id,
        format_=format_,
    )
    return f"posted_{format_.lower()}"


def _ask(visit: Visit, who: Player, item: Kept, _form: Form) -> str:
    key = {"collaboration": item.carried.collaboration, "product": item.product.id}
    playing.ask_sample(visit.world, item.shop, who.number, visit.now, **key)
    return "asked"


def _receive(visit: Visit, who: Player, item: Kept, form: Form) -> str:
    sample = next(iter(form.numbers("sample")), 0)
    playing.receive(visit.world, item.shop, who.number, visit.now, sample=sample)
    return "received"


def _rate(visit: Visit, who: Player, item: Kept, form: Form) -> str:
    agreed = form.text("act") == "confirm"
    key = {"collaboration": item.carried.collaboration, "product": item.product.id}
    playing.answer_rate(visit.world, who.number, visit.now, **key, agreed=agreed)
    return "confirmed" if agreed else "refused_rate"


_ACTS = {"post": _post_content, "ask": _ask, "receive": _receive, "confirm": _rate, "refuse": _rate}
