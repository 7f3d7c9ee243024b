"""Older versions of operations: asked with other fields, answered with fewer; between them works the newest one.

Fields that a version does not know are passed over.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from sandbox import dialects
from sandbox.dialects import Fields, Turn, asks_for, same
from sandbox.fields import Shape
from sandbox.routes import (
    collaboration_changes,
    collaboration_views,
    collaborations,
    conversations,
    creators,
    open_collaborations,
    samples,
)


@dataclass(frozen=True, slots=True)
class Older:
    """How one older version differs: its shapes, and the ways into and out of the newest one."""

    query: Shape | None = None
    body: Shape | None = None
    asks: Turn = same
    names: Turn = same  # the parts of the path
    tells: Turn = same


NEWEST = Older()


def known(shape: Shape, fields: Mapping[str, Any]) -> Fields:
    """Return only the fields that a shape has."""
    names = {name.rstrip("*") for name in shape}
    return {name: value for name, value in fields.items() if name in names}


def _only(shape: Shape, names: Collection[str]) -> Shape:
    return {name: kind for name, kind in shape.items() if name.rstrip("*") in names}


def _replaced(shape: Shape, names: Mapping[str, str | None], **more: Any) -> Shape:
    """Return a shape with fields renamed, or left out (None), and others added."""
    kept = {names.get(name, name): kind for name, kind in shape.items()}
    return {name: kind for name, kind in kept.items() if name is not None} | more


_USERS = {"creator_user_open_ids*": "creator_user_ids*"}
_USER = {"creator_user_open_id": "creator_user_id", "creator_user_open_id*": "creator_user_id*"}
_CREATE = _replaced(
    collaborations.CREATE_BODY,
    _USERS | {"preferred_content_type": None},
    **{"products*": [{"id*": str, "target_commission_rate*": int}], "seller_contact_info*": {"email": str}},
)
_SEARCH = _only(
    creators.SEARCH_BODY, {"search_key", "keyword", "follower_demographics", "gmv_ranges", "units_sold_ranges"}
)
_SAMPLES = Older(
    body=_replaced(samples.SEARCH_BODY, {"creator_user_oepn_id": "creator_user_id"}),
    asks=asks_for("creator_user_id", "creator_user_oepn_id"),
    tells=dialects.tells_applications,
)
_BY_USER = asks_for("creator_user_id", "creator_user_id")

OLDER: Mapping[tuple[str, str], Older] = {
    ("search_creators_in_creator_marketplace", "202508"): Older(
        body=_replaced(creators.SEARCH_BODY, {"advanced_filters": None, "data_groups": None})
    ),
    ("search_creators_in_creator_marketplace", "202505"): Older(body=_SEARCH, tells=dialects.tells_cards),
    ("search_creators_in_creator_marketplace", "202406"): Older(body=_SEARCH, tells=dialects.tells_plain_cards),
    ("get_creator_marketplace_advanced_search_filters", "202601"): Older(
        body={}, asks=dialects.asks_filters, tells=dialects.tells_filters
    ),
    ("get_marketplace_creator_performance", "202505"): Older(names=_BY_USER, tells=dialects.tells_page),
    ("get_marketplace_creator_performance", "202406"): Older(names=_BY_USER, tells=dialects.tells_plain_page),
    ("create_target_collaboration", "202405"): Older(
        body=_CREATE,
        asks=asks_for("creator_user_ids", "creator_user_open_ids"),
        tells=dialects.tells_conflicts,
    ),
    ("update_target_collaboration", "202409"): Older(
        body=_replaced(collaboration_changes.UPDATE_BODY, _USERS),
        asks=asks_for("creator_user_ids", "creator_user_open_ids"),
        tells=dialects.tells_failures,
    ),
    ("query_target_collaboration_detail", "202412"): Older(tells=dialects.tells_nobody),
    ("query_target_collaboration_detail", "202409"): Older(tells=dialects.tells_users),
    ("search_target_collaborations", "202409"): Older(
        body=_replaced(collaboration_views.SEARCH_BODY, _USER),
        asks=asks_for("creator_user_id", "creator_user_open_id"),
        tells=dialects.tells_collaborations,
    ),
    ("create_open_collaboration", "202405"): Older(
        body=_replaced(open_collaborations.CREATE_BODY, {}, require_seller_approve_creator=bool)
    ),
    ("search_open_collaborations", "202409"): Older(tells=dialects.tells_approval),
    ("remove_creator_from_open_collaboration_product", "202405"): Older(
        body=_replaced(open_collaborations.LEAVE_BODY, _USER),
        asks=asks_for("creator_user_id", "creator_user_open_id"),
    ),
    ("get_open_collaboration_creator_content_details", "202412"): Older(tells=dialects.tells_profiles),
    ("search_sample_applications", "202507"): _SAMPLES,
    ("search_sample_applications", "202409"): _SAMPLES,
    ("search_seller_affiliate_orders", "202405"): Older(tells=dialects.tells_orders),
    ("get_or_create_creator_conversation", "202412"): Older(
        body=_replaced(conversations.OPEN_BODY, {"creator_open_id*": "creator_id*"}),
        asks=asks_for("creator_id", "creator_open_id"),
    ),
    ("get_conversation_list", "202505"): Older(
        query=_replaced(conversations.LIST_QUERY, {"conversation_status": None})
    ),
}
