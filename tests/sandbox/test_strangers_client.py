"""`tiktok-shop-api` 0.1.0, which knows nothing of us, plays a whole story with the sandbox on a port."""

import csv
import json
from base64 import b64decode
from collections.abc import Iterator
from io import BytesIO, StringIO
from typing import Any

import pytest
from tests.sandbox.pictures import png
from tests.sandbox.port import served
from tests.sandbox.stranger import DAY, SELLER_OPERATIONS, Group, Stranger, faults, request
from tiktok_shop_api import TikTokShop, TikTokShopError
from tiktok_shop_api.generated import models
from tiktok_shop_api.generated.types import File

SMALL = {"follower_demographics": {"count_range": {"count_ge": 1_000, "count_le": 20_000}}}
RULE = {"activate_status": "ACTIVATE", "sample_quota": 30, "is_sample_time_unlimited": True}
OPTIONS = ("--start", "2026-03-02T09:00:00+00:00", "--creators", "2000", "--shop", "US:us-2025")


class Story(Stranger):
    """What the seller does, chapter by chapter; later chapters stand on earlier ones."""

    def __init__(self, description: dict[str, Any]) -> None:
        super().__init__(description)
        listed = request("SearchProducts", {"status": "ACTIVATE"})
        self.products = Group(self.client.products).search_products(body=listed, page_size=20)["products"]
        self.creators: list[dict[str, Any]] = []
        self.target = self.opened = ""

    def search(self) -> None:
        asked = request("GetCreatorMarketplaceAdvancedSearchFilters", {"options": [{"option_type": "OPTION_LANGUAGE"}]})
        filters = self.seller.get_creator_marketplace_advanced_search_filters(body=asked)["data"]["option_list"]
        body, token = {**SMALL, "advanced_filters": {"option_list": filters}}, dict[str, str]()
        while len(self.creators) < 120:
            wanted = request("SearchCreatorsInCreatorMarketplace", body)
            page = self.seller.search_creators_in_creator_marketplace(body=wanted, page_size=20, **token)
            self.creators += page["creators"]
            token, body["search_key"] = {"page_token": page["next_page_token"]}, page["search_key"]
        group = models.GetMarketplaceCreatorPerformanceDataGroupsItem
        groups = [group.SALES_AND_GMV, group.FOLLOWER_INFORMATION]
        first = self.creators[0]["creator_open_id"]
        self.page = self.seller.get_marketplace_creator_performance(first, data_groups=groups)["creator"]

    def weigh(self) -> None:
        self.quota = self.seller.get_weekly_creator_outreach_quota()["data"]
        names = [{"creator_open_id": card["creator_open_id"]} for card in self.creators[:50]]
        asked = request("CheckCreatorOutreachEligibility", {"creator_infos": names})
        self.eligible = self.seller.check_creator_outreach_eligibility(body=asked)

    def collaborate(self) -> None:
        names = [card["creator_open_id"] for card in self.creators]
        pairs = {"creator_open_id_list": names[:50], "product_id_list": [item["id"] for item in self.products[:2]]}
        asked = request("CheckTargetCollaborationConflicts", pairs)
        assert not self.seller.check_target_collaboration_conflicts(body=asked)["has_conflict"]
        ids = [self.create(names[place : place + 40]) for place in (0, 40, 80)]
        self.target = ids[0]
        self.conflicts = self.seller.check_target_collaboration_conflicts(body=asked)["conflict_items"]
        away = [{"existing_collaboration_id": ids[1], "creator_open_id": names[40]}]
        wanted = request("ResolveTargetCollaborationConflicts", {"conflict_items": away})
        self.resolved = self.seller.resolve_target_collaboration_conflicts(body=wanted)["success_items"]
        self.link = self.seller.generate_target_collaboration_link(self.target)["link"]
        self.records = self.seller.get_weekly_creator_outreach_records(
            body=request("GetWeeklyCreatorOutreachRecords", {"page_index": 1, "page_size": 50})
        )["data"]

    def create(self, names: list[str]) -> str:
        body = self.definition(names, "target_commission_rate", 2_000) | {"message": "Work with us?"}
        made = self.seller.create_target_collaboration(body=request("CreateTargetCollaboration", body))
        return str(made["target_collaboration"]["id"])

    def definition(self, names: list[str], rate_name: str, rate: int) -> dict[str, Any]:
        return {
            "name": "Spring launch",
            "end_time": str(self.now + 120 * DAY),
            "products": [{"id": item["id"], rate_name: rate} for item in self.products[:2]],
            "creator_user_open_ids": names,
            "seller_contact_info": {"email": "hello@example.com"},
            "free_sample_rule": {"has_free_sample": True, "is_sample_approval_exempt": False},
        }

    def open_up(self) -> None:
        for item in self.products[2:]:
            body = {"product_id": item["id"], "commission_rate": 3_000}
            made = self.seller.create_open_collaboration(body=request("CreateOpenCollaboration", body))
            self.opened = self.opened or made["open_collaboration"]["id"]
            rule = {"product_id": item["id"], "sample_rule": RULE}
            self.seller.edit_open_collaboration_sample_rule(body=request("EditOpenCollaborationSampleRule", rule))
        plan = {"auto_add_product": {"enable": True, "commission_rate": 500}}
        self.seller.edit_open_collaboration_settings(body=request("EditOpenCollaborationSettings", plan))
        self.plan = self.seller.get_open_collaboration_settings()["open_collaboration_settings"]
        ids = [item["id"] for item in self.products]
        self.rules = self.seller.get_open_collaboration_sample_rules(product_ids=ids)["sample_rules"]
        self.offers = self.seller.seller_search_open_collaboration_products(
            body=request("SellerSearchOpenCollaborationProducts", {"commission_rate_range": {"rate_ge": 1_000}}),
            page_size=20,
            sort_field=models.SellerSearchOpenCollaborationProductsSortField.COMMISSION,
        )["products"]
        self.promotion = self.seller.generate_affiliate_product_promotion_link(ids[2])["product_promotion_link"]
        sku = self.products[2]["skus"][0]["id"]
        self.deeplink = self.seller.seller_get_sample_request_deeplink(product_id=ids[2], sku_id=sku)["deeplink"]

    def talk(self) -> None:
        first = request(
            "GetOrCreateCreatorConversation",
            {"creator_open_id": self.creators[0]["creator_open_id"], "only_need_conversation_id": False},
        )
        conversation = self.seller.get_or_create_creator_conversation(body=first)["conversation_id"]
        picture = self.picture()
        self.write(conversation, "TEXT", content="สวัสดี, would you like a sample?")
        self.write(conversation, "IMAGE", **picture)
        self.write(conversation, "TARGET_COLLABORATION_CARD", target_collaboration_id=self.target)
        self.messages = self.seller.get_creator_conversation_messages(conversation, page_size=20)["messages"]
        moved = request("UpdateConversationStatus", {"action": "STARRED"})
        self.seller.update_conversation_status(conversation, body=moved)
        self.starred = conversation

    def picture(self) -> dict[str, Any]:
        """Upload one picture by both paths and return what the newer one says."""
        older, newer = (File(BytesIO(png(64, 48)), "card.png", "image/png") for _ in range(2))
        self.older = self.seller.upload_message_image(body=models.UploadMessageImageRequest(data=older))
        return dict(self.seller.upload_message_image_v2(body=models.UploadMessageImageV2Request(data=newer)))

    def write(self, conversation: str, kind: str, **content: Any) -> None:
        body = request("SendIMMessage", {"msg_type": kind, "content": json.dumps(content)})
        self.seller.send_im_message(conversation, body=body)

    def answer(self) -> None:
        """Go on for eight weeks: answer whoever waits and give samples."""
        status = models.GetConversationListConversationStatus
        for _ in range(16):
            self.advance(3)
            waiting = self.seller.get_conversation_list(page_size=50, conversation_status=status.UNREPLIED)
            for row in waiting["conversations"]:
                self.write(row["id"], "TEXT", content="With pleasure!")
            for application in self.samples(status="PENDING"):
                verdict = request("ReviewASampleApplication", {"review_result": "APPROVE"})
                self.seller.review_a_sample_application(application["id"], body=verdict)
        self.newest = self.seller.get_latest_unread_messages()["newest_message_list"]
        self.counts = self.seller.get_inbox_category_counts()["data"]["group_counts"]
        read = request("MarkConversationsAsRead", {"conversation_ids": [self.starred, "1"]})
        self.unknown = self.seller.mark_conversations_as_read(body=read)["failed_conversation_ids"]

    def samples(self, **wanted: str) -> list[dict[str, Any]]:
        body = request("SearchSampleApplications", wanted)
        found: list[dict[str, Any]] = self.seller.search_sample_applications(body=body, page_size=50)[
            "sample_applications"
        ]
        return found

    def look_back(self) -> None:
        self.orders = self.sold()
        done = self.samples(status="COMPLETED")[0]
        self.contents = self.seller.search_sample_application_fulfillments(done["id"])["fulfillments"]
        valid = request("SearchTargetCollaborations", {"collaboration_status": "VALID"})
        self.targets = self.seller.search_target_collaborations(body=valid, page_size=20)["target_collaborations"]
        self.detail = self.seller.query_target_collaboration_detail(self.target)["target_collaboration"]
        carrier = max(self.detail["creators"], key=lambda row: row["showcase_product_count"])
        asked = {"creator_user_open_id": carrier["creator_open_id"], "invitation_group_id": self.target}
        query = request("QueryCreatorPromotionDetailsInTargetCollaboration", asked)
        told = self.seller.query_creator_promotion_details_in_target_collaboration(body=query)
        self.carried = told["data"]["product_details"]
        self.open_rows = self.seller.search_open_collaborations(page_size=50)["open_collaborations"]
        self.promoters = self.seller.get_open_collaboration_creator_content_details(
            page_size=50, product_id=self.products[2]["id"]
        )["creator_content_details"]

    def sold(self) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = []
        token: dict[str, str] = {}
        while True:
            page = self.seller.search_seller_affiliate_orders(page_size=100, **token)
            found += [line for order in page["orders"] for line in order["skus"]]
            if not page["next_page_token"]:
                return found
            token = {"page_token": page["next_page_token"]}

    def export(self) -> None:
        wanted = {"module_type": "CREATOR", "window_type": "PAST_30_DAYS", "plan_type": "ALL"}
        asked = request("CreateCompassOfflineExportTask", wanted)
        task = self.seller.create_compass_offline_export_task(body=asked)["task"]["id"]
        self.minutes(2)
        self.tasks = self.seller.get_compass_task_list(doc_type="CREATOR")["tasks"]
        data = self.seller.download_compass_task_file(task)["file"]["base64"]
        self.rows = list(csv.DictReader(StringIO(b64decode(data).decode(), newline="")))

    def close_down(self) -> None:
        names = [row["creator_open_id"] for row in self.detail["creators"]][:-1]
        body = self.definition(names, "commission_rate", 2_500)
        changed = request("UpdateTargetCollaboration", body)
        self.failed = self.seller.update_target_collaboration(self.target, body=changed)
        leaving = {
            "creator_user_open_id": self.promoters[0]["creator_profile"]["creator_open_id"],
            "product_id": self.products[2]["id"],
        }
        body_of = request("RemoveCreatorFromOpenCollaborationProduct", leaving)
        self.seller.remove_creator_from_open_collaboration_product(self.opened, body=body_of)
        self.ends = self.seller.remove_open_collaboration(self.products[2]["id"])["terminated_effective_time"]
        self.seller.remove_target_collaboration(self.target)
        self.after = self.seller.query_target_collaboration_detail(self.target)["target_collaboration"]


@pytest.fixture(scope="module")
def story() -> Iterator[Story]:
    """The whole story, told once."""
    with served(*OPTIONS) as (_, description):
        told = Story(description)
        told.search()
        told.weigh()
        told.collaborate()
        told.open_up()
        told.talk()
        told.answer()
        told.look_back()
        told.export()
        told.close_down()
        yield told
        told.close()


def test_every_seller_operation_was_called(story: Story) -> None:
    assert len(SELLER_OPERATIONS) == 44
    assert story.seller.called == SELLER_OPERATIONS


def test_authorization(story: Story) -> None:
    assert (story.tokens.user_type, story.tokens.seller_base_region) == (0, "US")
    assert story.tokens.access_token_expire_in > story.now
    with pytest.raises(TikTokShopError) as refused:
        story.auth.exchange_code("nobody")
    assert refused.value.code == 36004004


def test_search_and_page(story: Story) -> None:
    assert len({card["creator_open_id"] for card in story.creators}) == len(story.creators) >= 120
    assert all(1_000 <= card["follower_count"] <= 20_000 for card in story.creators)
    assert {"gmv_range", "follower_age"} <= story.page.keys()
    assert "bio_description" not in story.page


def test_quota_and_eligibility(story: Story) -> None:
    assert (story.quota["quota_sum"], story.quota["quota_use"]) == ("1000", "0")
    assert story.eligible["is_batch_quota_consumable"]
    assert story.records["total"] == 120


def test_collaborations(story: Story) -> None:
    assert {row["existing_collaboration_id"] for row in story.conflicts} >= {story.target}
    assert len(story.resolved) == 1
    assert story.target in story.link
    assert {row["creator_inivited_count"] for row in story.targets} == {39, 40}
    assert story.detail["creator_invited_count"] == 40
    assert any(row["product_add_status"] for row in story.carried)


def test_open_collaborations(story: Story) -> None:
    assert story.plan["auto_add_product"] == {"enable": True, "commission_rate": 500}
    assert {row["status"] for row in story.rules} == {"ONGOING"}
    assert len(story.offers) == len(story.open_rows) == len(story.products) - 2
    assert story.promoters
    assert story.products[2]["id"] in story.promotion
    assert story.deeplink.startswith("snssdk1180://")


def test_talk(story: Story) -> None:
    kinds = [row["message_body"]["type"] for row in story.messages]
    assert kinds[:3] == ["TARGET_COLLABORATION_CARD", "IMAGE", "TEXT"]
    assert json.loads(story.messages[2]["message_body"]["content"]) == {"content": "สวัสดี, would you like a sample?"}
    assert (story.older["width"], story.older["height"]) == (64, 48)
    counts = {row["group_type"]: row["count"] for row in story.counts}
    assert (counts["STARRED"], story.unknown) == (1, ["1"])
    assert counts["ALL"] > 10


def test_orders_name_what_pays_for_them(story: Story) -> None:
    rates = {
        "target": {row["commission_rate"] for row in story.orders if row["target_collaboration_id"]},
        "open": {row["commission_rate"] for row in story.orders if row["open_collaboration_id"]},
    }
    assert rates == {"target": {"2000"}, "open": {"3000"}}
    assert story.contents[0]["content"]["create_time"] < story.now


def test_exports(story: Story) -> None:
    assert [row["status"] for row in story.tasks] == ["SUCCEEDED"]
    names = {row["creator_username"] for row in story.orders}
    assert {row["creator_username"] for row in story.rows if row["orders"] != "0"} <= names
    assert sum(int(row["units_sold"]) for row in story.rows) > 0


def test_the_end(story: Story) -> None:
    assert not story.failed.get("update_failed")
    assert story.ends > story.now
    assert story.after["creator_invited_count"] == 39


def test_what_a_seller_needs_beside(story: Story) -> None:
    listed = Group(story.client.orders).get_order_list(body=request("GetOrderList", {}), page_size=50)
    ids = [row["id"] for row in listed["orders"][:3]]
    assert [row["id"] for row in Group(story.client.orders).get_order_detail(ids=ids)["orders"]] == ids
    product = Group(story.client.products).get_product(story.products[0]["id"])
    assert product["title"] == story.products[0]["title"]
    finance = Group(story.client.finance)
    statement = finance.get_statements(sort_field="statement_time")["statements"][0]
    lines = finance.get_transactions_by_statement(statement["id"], sort_field="order_create_time")
    order = finance.get_transactions_by_order(lines["transactions"][0]["order_id"])
    assert {row["statement_id"] for row in order["sku_transactions"]} == {statement["id"]}
    assert finance.get_payments(sort_field="create_time")["payments"][0]["id"] == statement["payment_id"]
    assert finance.get_unsettled_transactions(sort_field="order_create_time")["total_count"] > 0
    back = Group(story.client.return_and_refund)
    assert back.search_returns(body=request("SearchReturns", {}), page_size="10")["total_count"] > 0
    assert back.search_cancellations(body=request("SearchCancellations", {}), page_size="10")["total_count"] == 0
    assert Group(story.client.products).get_categories()["categories"]
    (shop,) = Group(story.client.seller).get_active_shops()["shops"]
    assert shop["id"] == story.shop["id"]


def test_an_answer_of_another_shape_would_be_seen() -> None:
    told = {"data": {"link": 5, "age": 7}}
    answer = models.GenerateTargetCollaborationLinkResponse.from_dict(told)
    assert list(faults(answer)) == [".data.age is not documented", ".data.link is 5, not str | Unset"]


def test_strangers_keys_are_refused(story: Story) -> None:
    wrong = TikTokShop(story.keys[0], "wrong", story.tokens.access_token, **story.base)
    with pytest.raises(TikTokShopError) as refused:
        wrong.authorization.get_authorized_shops()
    assert (refused.value.code, refused.value.http_status) == (106001, 401)
    wrong.close()


@pytest.mark.parametrize(("options", "code"), [((), 36009014), (("--keep-retired",), 16024008)])
def test_a_retired_call_is_served_on_where_that_is_asked_for(options: tuple[str, ...], code: int) -> None:
    later = ("--start", "2026-11-02T09:00:00+00:00", "--creators", "300", "--shop", "US:us-2025")
    with served(*later, *options) as (_, description):
        late = Stranger(description)
        with pytest.raises(TikTokShopError) as refused:
            late.seller.generate_affiliate_product_promotion_link("1729000000000000001")
        assert refused.value.code == code
        late.close()
