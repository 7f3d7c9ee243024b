"""The whole client against the sandbox, in process: one season of one shop, then every operation."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import islice
from typing import Any

import httpx
import pytest
from tests.platform_client.calls import CALLS

from rapport.platform_client import (
    AppCredentials,
    AuthorizationClient,
    AuthorizationRefused,
    CollaborationConflict,
    CollaborationStatus,
    ConflictPair,
    ConversationStatus,
    CreatorSearch,
    InvalidRequest,
    KeptAccess,
    MessageType,
    MoneyAmount,
    OperationWithdrawn,
    OutcomeUnknown,
    Patience,
    PlatformClient,
    PlatformTrouble,
    ProductTerms,
    QuotaUsedUp,
    Refusal,
    ReturnStatus,
    SampleOffer,
    SampleStatus,
    SampleVerdict,
    SellerContact,
    SettlementStatus,
    ShopAccess,
    SignatureRefused,
    TokenExpired,
    TokenKeeper,
    Tokens,
    TokensInMemory,
    UnknownRefusal,
    pages,
)
from sandbox.app import open_sandbox

START = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
CONTACT = SellerContact(email="ops@lavender.test")
FREE_SAMPLE = SampleOffer(is_offered=True)
WEEKS, INVITED_WEEKLY = 10, 30


class Season:
    """A shop in Thailand that invites every week, answers, and gives samples away."""

    def __init__(self) -> None:
        self.sandbox = open_sandbox(
            seed=11, creators=8000, state=None, shops=["TH:guidebook"], start=START, clock="manual"
        )
        self.told: dict[str, Any] = self.sandbox.description
        self.shop: dict[str, Any] = self.told["shops"][0]
        self.door = httpx.WSGITransport(app=self.sandbox.app)
        self.app = AppCredentials(self.told["app_key"], self.told["app_secret"])
        self.authorization = AuthorizationClient(
            app=self.app,
            clock=self.now,
            base_url=self.told["base_url"],
            authorization_url=self.told["auth_url"],
            transport=self.door,
        )
        self.refresh_token: str = self.shop["refresh_token"]
        self.client = self.client_with(self.shop["access_token"])
        self.strangers = self.find_strangers()

    def client_with(self, access_token: str, app: AppCredentials | None = None) -> PlatformClient:
        return PlatformClient(
            base_url=self.told["base_url"],
            app=app or self.app,
            access=ShopAccess(self.shop["cipher"], access_token),
            clock=self.now,
            transport=self.door,
            patience=Patience(sleep=lambda _: None),
        )

    def control(self, method: str, path: str, body: object = None) -> Any:
        content = b"" if body is None else json.dumps(body).encode()
        request = httpx.Request(
            method,
            f"{self.told['base_url']}/control/{path}",
            headers={"x-control-token": self.told["control_token"], "content-type": "application/json"},
            content=content,
        )
        return json.loads(self.door.handle_request(request).read())

    def now(self) -> datetime:
        return datetime.fromisoformat(self.control("GET", "clock")["shown"])

    def pass_days(self, days: int) -> None:
        self.control("POST", "clock", {"advance_seconds": days * 86_400})
        tokens = self.authorization.refresh_tokens(refresh_token=self.refresh_token)
        self.refresh_token = tokens.refresh_token
        self.client = self.client_with(tokens.access_token)

    def play(self) -> None:
        for week in range(WEEKS):
            self.invite([next(self.strangers) for _ in range(INVITED_WEEKLY)], f"Week {week}")
            for days in (3, 4):
                self.pass_days(days)
                self.answer()

    def find_strangers(self) -> Iterator[str]:
        found = self.client.creators.search_pages(search=CreatorSearch(followers_from=1000))
        for creator in [creator for page in found for creator in page.items]:
            yield creator.creator_open_id

    def invite(self, creator_open_ids: list[str], name: str) -> str:
        products = self.client.products.search().items
        return self.client.collaborations.create(
            name=name,
            ends_at=self.now() + timedelta(days=90),
            products=[ProductTerms(product.id, 2500) for product in products],
            creator_open_ids=creator_open_ids,
            contact=CONTACT,
            sample_offer=FREE_SAMPLE,
        ).id

    def answer(self) -> None:
        for application in self.client.samples.search(status=SampleStatus.PENDING).items:
            self.client.samples.review(application_id=application.id, verdict=SampleVerdict.APPROVE)
        for conversation in self.client.conversations.list(status=ConversationStatus.UNREPLIED).items[:5]:
            self.client.conversations.send_text(conversation_id=conversation.id, text="Of course!")


@pytest.fixture(scope="module")
def season() -> Iterator[Season]:
    season = Season()
    season.play()
    yield season
    season.sandbox.close()


def test_the_shop_is_found_with_its_cipher(season: Season) -> None:
    tokens = season.authorization.get_tokens(auth_code=f"demo-{season.shop['id']}")
    (shop,) = season.authorization.shops(access_token=tokens.access_token)
    assert (shop.id, shop.region, shop.cipher) == (season.shop["id"], "TH", season.shop["cipher"])
    assert tokens.user_type == 0
    assert tokens.access_expires_at == season.now() + timedelta(days=7)
    season.refresh_token = tokens.refresh_token
    season.client = season.client_with(tokens.access_token)


def test_a_code_nobody_gave_buys_nothing(season: Season) -> None:
    with pytest.raises(AuthorizationRefused):
        season.authorization.get_tokens(auth_code="no-such-code")


def test_a_creator_shows_the_same_figures_in_search_and_alone(season: Season) -> None:
    page = season.client.creators.search(search=CreatorSearch(followers_from=1000), page_size=12)
    assert len(page.items) == 12
    found = page.items[0]
    looked_at = season.client.creators.performance(creator_open_id=found.creator_open_id)
    assert (looked_at.handle, looked_at.followers) == (found.handle, found.followers)
    assert sum(part.share or 0 for part in looked_at.follower_genders) == pytest.approx(10_000, abs=2)


def test_a_creator_of_ours_has_accepted(season: Season) -> None:
    found = season.client.collaborations.search(status=CollaborationStatus.VALID, only_accepted=True, page_size=20)
    read = season.client.collaborations.detail(collaboration_id=found.items[0].id)
    assert found.items[0].creators_invited == read.creators_invited == INVITED_WEEKLY
    assert any(creator.showcase_products for creator in read.creators)


def test_who_has_a_product_already_is_a_conflict_beforehand_and_at_once(season: Season) -> None:
    taken = season.client.collaborations.search(status=CollaborationStatus.VALID).items[0]
    read = season.client.collaborations.detail(collaboration_id=taken.id)
    creator, product = read.creators[0].creator_open_id, read.products[0].id
    (conflict,) = season.client.collaborations.check_conflicts(creator_open_ids=[creator], product_ids=[product])
    assert (conflict.creator_open_id, conflict.collaboration_id) == (creator, taken.id)
    with pytest.raises(CollaborationConflict) as raised:
        season.invite([creator], "Again")
    assert ConflictPair(creator, product) in raised.value.pairs


def test_a_collaboration_is_changed_and_removed(season: Season) -> None:
    client, ends_at = season.client, season.now() + timedelta(days=30)
    creator = next(season.strangers)
    plan = season.invite([creator], "Short")
    product = client.products.search().items[0]
    change = client.collaborations.update(
        collaboration_id=plan,
        name="Shorter",
        ends_at=ends_at,
        products=[ProductTerms(product.id, 3000)],
        creator_open_ids=[creator],
        contact=CONTACT,
        sample_offer=FREE_SAMPLE,
    )
    assert change.is_complete
    assert client.collaborations.detail(collaboration_id=plan).name == "Shorter"
    client.collaborations.remove(collaboration_id=plan)
    ongoing = client.collaborations.search(status=CollaborationStatus.ONGOING, creator_open_id=creator)
    assert plan not in {found.id for found in ongoing.items}


def test_an_end_in_the_past_is_refused(season: Season) -> None:
    product = season.client.products.search().items[0]
    with pytest.raises(InvalidRequest) as raised:
        season.client.collaborations.create(
            name="Late",
            ends_at=season.now() - timedelta(days=1),
            products=[ProductTerms(product.id, 1500)],
            creator_open_ids=[next(season.strangers)],
            contact=CONTACT,
            sample_offer=FREE_SAMPLE,
        )
    assert raised.value.code == 98001004


def test_what_is_sent_is_read_back(season: Season) -> None:
    talks = season.client.conversations
    creator = next(season.strangers)
    talk = talks.open(creator_open_id=creator)
    product = season.client.products.search().items[0].id
    plan = season.client.collaborations.search(status=CollaborationStatus.VALID).items[0].id
    talks.send_text(conversation_id=talk.id, text='สวัสดี "Ava" 👋')
    talks.send_product_card(conversation_id=talk.id, product_id=product)
    talks.send_collaboration_card(conversation_id=talk.id, collaboration_id=plan)
    by_type = {message.type: message for message in talks.messages(conversation_id=talk.id).items}
    assert by_type[MessageType.TEXT].content.text == 'สวัสดี "Ava" 👋'
    assert by_type[MessageType.PRODUCT_CARD].content.product_id == product
    assert by_type[MessageType.COLLABORATION_CARD].content.collaboration_id == plan
    assert {message.sender_id for message in by_type.values()}.isdisjoint({talk.creator_im_id})
    again = talks.open(creator_open_id=creator)
    assert (again.id, again.is_new) == (talk.id, False)


def test_a_reply_is_unread_until_it_is_marked(season: Season) -> None:
    talks = season.client.conversations
    for unread in pages(lambda token: talks.list(status=ConversationStatus.UNREAD, page_token=token)):
        ids = [conversation.id for conversation in unread.items]
        assert all(conversation.unread for conversation in unread.items)
        assert talks.mark_read(conversation_ids=ids[:20]) == ()
    assert isinstance(talks.newest_unread(), tuple)


def test_samples_lead_to_content(season: Season) -> None:
    client = season.client
    asked = pages(lambda token: client.samples.search(page_size=10, page_token=token))
    posted = [sample for page in asked for sample in page.items if sample.status == SampleStatus.COMPLETED]
    assert posted
    assert posted[0].commission_rate == 2500
    contents = client.samples.fulfilments(application_id=posted[0].id)
    assert contents
    assert all(content.created_at and content.created_at > START for content in contents)
    talk = client.conversations.open(creator_open_id=posted[0].creator.creator_open_id)
    client.conversations.send_sample_card(conversation_id=talk.id, application_id=posted[0].id)


def test_orders_are_the_same_however_they_are_paged(season: Season) -> None:
    orders, now = season.client.orders, season.now()
    whole = orders.search_affiliate(created_from=START, created_before=now)
    in_pieces = orders.search_affiliate(created_from=START, created_before=now, page_size=3)
    assert whole == in_pieces
    assert whole


def test_settled_lines_have_exact_amounts_of_their_market(season: Season) -> None:
    orders = season.client.orders.search_affiliate(created_from=START, created_before=season.now())
    lines = [line for order in orders for line in order.lines]
    assert all(isinstance(line.estimated_base, MoneyAmount) for line in lines)
    for line in lines:
        settled = line.settlement_status is SettlementStatus.SETTLED
        assert settled == isinstance(line.actual_base, MoneyAmount)
        assert line.rate == 2500


def test_refunds_belong_to_orders(season: Season) -> None:
    orders = season.client.orders.search_affiliate(created_from=START, created_before=season.now())
    returned = season.client.returns.search(statuses=[ReturnStatus.COMPLETE]).items
    assert {refund.order_id for refund in returned} <= {order.id for order in orders}
    assert all(refund.refund and refund.refund.currency == "THB" for refund in returned)


def test_categories_are_those_of_the_creators(season: Season) -> None:
    known = {category.id for category in season.client.products.categories(locale="en-GB")}
    found = season.client.creators.search(search=CreatorSearch()).items
    assert {category for creator in found for category in creator.category_ids} <= known


def test_the_quota_counts_as_the_sandbox_does_and_ends(season: Season) -> None:
    season.pass_days(7)
    client, already = season.client, season.client.outreach.quota().used or 0
    talks = [client.conversations.open(creator_open_id=creator) for creator in islice(season.strangers, 51)]
    for talk in talks[already:50]:
        client.conversations.send_text(conversation_id=talk.id, text="Hello")
    with pytest.raises(QuotaUsedUp) as raised:
        client.conversations.send_text(conversation_id=talks[50].id, text="Hello")
    assert raised.value.code == 16030002
    quota = client.outreach.quota()
    counted = season.control("GET", f"quota?shop_id={season.shop['id']}")[-1]
    assert (quota.used, quota.total) == (counted["used"], counted["cap"]) == (50, 50)
    records = client.outreach.records(page_size=20)
    assert records.total == 50
    assert all(record.was_messaged for record in records.items)


@pytest.mark.parametrize("kind", ["500", "503", "cut"])
@pytest.mark.parametrize("when", ["before", "after"])
def test_a_fault_is_waited_out_by_reads_and_left_open_by_writes(season: Season, kind: str, when: str) -> None:
    fault = [{"operation": "*", "when": when, "kind": kind, "times": 1}]
    season.control("PUT", "faults", fault)
    assert season.client.products.search().total == 8
    talk = season.client.conversations.list().items[0]
    season.control("PUT", "faults", fault)
    with pytest.raises(OutcomeUnknown):
        season.client.conversations.mark_read(conversation_ids=[talk.id])


def test_another_secret_is_found_out(season: Season) -> None:
    stranger = season.client_with(season.shop["access_token"], AppCredentials(season.app.key, "guess"))
    with pytest.raises(SignatureRefused):
        stranger.outreach.quota()


def test_an_old_token_is_told_as_expired(season: Season) -> None:
    with pytest.raises(TokenExpired):
        season.client_with(season.shop["access_token"]).outreach.quota()


def test_an_old_token_is_renewed_on_the_way(season: Season) -> None:
    old = Tokens(
        access_token=season.shop["access_token"],
        access_expires_at=season.now() + timedelta(days=1),
        refresh_token=season.refresh_token,
    )
    store = TokensInMemory(old)
    access = KeptAccess(season.shop["cipher"], TokenKeeper(store, season.authorization, season.now))
    kept = PlatformClient(
        base_url=season.told["base_url"], app=season.app, access=access, clock=season.now, transport=season.door
    )
    assert kept.outreach.quota().total == 50
    season.refresh_token = store.tokens.refresh_token
    assert store.tokens.access_expires_at == season.now() + timedelta(days=7)


def test_the_shop_is_in_business(season: Season) -> None:
    tokens = season.authorization.refresh_tokens(refresh_token=season.refresh_token)
    season.refresh_token = tokens.refresh_token
    (shop,) = season.authorization.active_shops(access_token=tokens.access_token)
    assert (shop.id, shop.region) == (season.shop["id"], "TH")


@pytest.mark.parametrize("operation", sorted(CALLS))
def test_each_operation_has_its_counterpart(season: Season, operation: str) -> None:
    try:
        CALLS[operation](season.client)
    except Refusal as refusal:
        assert not isinstance(refusal, OperationWithdrawn | PlatformTrouble | UnknownRefusal)  # noqa: PT017
