"""A seller's weeks for tests: invite on Mondays, answer and review samples every day."""

from tests.sandbox.seller import DAY, Seller

SMALL = {"follower_demographics": {"count_range": {"count_ge": 1_000, "count_le": 20_000}}}


def play(seller: Seller, *, weeks: int, invitations_a_week: int, backwards: bool = False, nosy: bool = False) -> None:
    """Play some weeks. `backwards` turns the order of calls of each day around, `nosy` reads everything often."""
    creators = [item["creator_open_id"] for item in seller.creators(weeks * invitations_a_week, **SMALL)]
    for week in range(weeks):
        todays = creators[week * invitations_a_week : (week + 1) * invitations_a_week]
        for creator in reversed(todays) if backwards else todays:
            seller.invite([creator])
        for _ in range(7):
            seller.advance(DAY)
            answer_all(seller, backwards=backwards)
            if nosy:
                read_all(seller)


def answer_all(seller: Seller, *, backwards: bool = False) -> None:
    waiting = seller.call("get_conversation_list", query={"page_size": 50, "conversation_status": "UNREPLIED"})[
        "conversations"
    ]
    for conversation in sorted(waiting, key=lambda item: str(item["id"]), reverse=backwards):
        seller.write(conversation["id"], "Happy to help!")
    pending = seller.call("search_sample_applications", {"status": "PENDING"}, query={"page_size": 50})
    for application in pending["sample_applications"]:
        seller.call("review_a_sample_application", {"review_result": "APPROVE"}, application_id=application["id"])


def read_all(seller: Seller) -> None:
    seller.creators(40)
    seller.call("get_latest_unread_messages")
    seller.call("search_seller_affiliate_orders", {}, query={"page_size": 100})
    seller.call("get_weekly_creator_outreach_quota")
    seller.call("search_target_collaborations", {"collaboration_status": "VALID"})
    seller.control("GET", "quota", shop_id=seller.shop["id"])
    for conversation in seller.call("get_conversation_list", query={"page_size": 20})["conversations"]:
        seller.call("get_creator_conversation_messages", query={"page_size": 20}, conversation_id=conversation["id"])
