"""Messages: conversations, what was written, sending."""

from typing import Any

from sandbox import allowance, paging
from sandbox.behaviour.contact import seller_wrote
from sandbox.behaviour.voice import conversation_with, put_message
from sandbox.calls import Call, whole, whole_id
from sandbox.errors import (
    CREATOR_MISMATCH,
    GMV_REQUIREMENT,
    INVALID,
    MESSAGE_QUOTA,
    PRE_REPLY_CAP,
    RefusedError,
)
from sandbox.fields import OneOf, Shape, Whole
from sandbox.identifiers import creator_im, creator_of
from sandbox.quota import kind_of_message
from sandbox.routes.cards import MESSAGE_TYPES, message_content
from sandbox.store import conversations, relations, samples
from sandbox.store.conversations import CREATOR, SHOP, Conversation, Message
from sandbox.world import World

_LOST_IDENTIFIERS = 0.03  # share of sends answered without a message id
_LAST_MINUTE = 60

OPEN_BODY: Shape = {"creator_open_id*": str, "only_need_conversation_id": bool}
LIST_QUERY: Shape = {
    "page_size*": Whole(1, 50),
    "page_token": str,
    "only_need_conversation_id": bool,
    "conversation_status": OneOf(("ALL", "ARCHIVED", "STARRED", "UNREAD", "UNREPLIED")),
}
MESSAGES_QUERY: Shape = {"page_size*": Whole(1, 20), "page_token": str}
SEND_BODY: Shape = {
    "msg_type*": OneOf(MESSAGE_TYPES),
    "content*": str,
}
READ_BODY: Shape = {"conversation_ids*": [str]}
_READ_MAX = 20


def open_conversation(world: World, call: Call) -> dict[str, Any]:
    """Return the conversation with a creator, new where there was none."""
    creator = creator_of(world.chance, call.body["creator_open_id"])
    if creator is None or creator >= len(world.population):
        raise RefusedError(CREATOR_MISMATCH, "CreatorOpenId is unknown.")
    if world.population.market(creator) is not call.shop.market:
        raise RefusedError(CREATOR_MISMATCH, "The creator belongs to another region.")
    if conversations.with_creator(world.db, call.shop.id, creator) is None:
        allowance.demand_reach(world, call.shop, call.now, {creator}, GMV_REQUIREMENT)
        allowance.demand_place(world, call.shop, call.now, creator, MESSAGE_QUOTA)
    conversation, is_new = conversation_with(world, call.shop, creator, call.now)
    found: dict[str, Any] = {"conversation_id": str(conversation.id), "is_new": is_new}
    if call.body.get("only_need_conversation_id") is False:
        shown = _shown(world, conversation)
        found |= {name: shown[name] for name in ("username", "avatar", "unread_count", "creator_im_id")}
    return found


def list_conversations(world: World, call: Call) -> dict[str, Any]:
    """Return conversations, the last active first."""
    size = call.query["page_size"]
    found = conversations.page(
        world.db,
        call.shop.id,
        status=call.query.get("conversation_status", "ALL"),
        before=paging.place(call.query.get("page_token"), 2),
        count=size + 1,
    )
    page = found[:size]
    brief = call.query.get("only_need_conversation_id", False)
    return {
        "has_more": len(found) > size,
        "next_page_token": paging.token(page[-1].last_at, page[-1].id) if len(found) > size else "",
        "conversations": [{"id": str(item.id)} if brief else _shown(world, item) for item in page],
    }


def list_messages(world: World, call: Call) -> dict[str, Any]:
    """Return the messages of one conversation, the newest first."""
    conversation, size = own_conversation(world, call), call.query["page_size"]
    before = paging.place(call.query.get("page_token"), 1)
    found = conversations.messages_page(world.db, conversation.id, before=before[0] if before else None, count=size + 1)
    page = found[:size]
    return {
        "has_more": len(found) > size,
        "next_page_token": paging.token(page[-1].place) if len(found) > size else "",
        "messages": [
            {
                "conversation_index": str(item.place + 1),
                "message_body": _body(world, call, conversation, item),
            }
            for item in page
        ],
    }


def send_message(world: World, call: Call) -> dict[str, Any]:
    """Send one message: costs quota by its kind, and is an answer or an attempt to the creator."""
    conversation, type_ = own_conversation(world, call), call.body["msg_type"]
    creator = conversation.creator
    content = message_content(world, call, creator, type_, call.body["content"])
    _demand_not_silenced(world, call, creator)
    allowance.demand_reach(world, call.shop, call.now, {creator}, GMV_REQUIREMENT)
    kind = _kind(world, call, conversation, type_)
    allowance.spend(world, call.shop, call.now, kind, [creator], MESSAGE_QUOTA)
    message = put_message(world, call.shop, conversation, call.now, sender=SHOP, type_=type_, content=content)
    seller_wrote(world, call.shop, creator, call.now, content.get("content", ""))
    lost = world.chance.uniform("lost identifier", call.shop.key, creator, message.place)
    return {} if lost < _LOST_IDENTIFIERS else {"message_id": str(message.id)}


def mark_read(world: World, call: Call) -> dict[str, Any]:
    """Mark conversations as read and return those that are not the shop's."""
    wanted = call.body["conversation_ids"]
    if len(wanted) > _READ_MAX:
        raise RefusedError(INVALID, f"ConversationIds may hold {_READ_MAX} at most.")
    failed = [text for text in wanted if not conversations.mark_read(world.db, call.shop.id, whole(text) or 0)]
    return {"failed_conversation_ids": failed}


def newest_unread(world: World, call: Call) -> dict[str, Any]:
    """Return what came in during the last minute and was not read."""
    found = conversations.newest_unread(world.db, call.shop.id, call.now - _LAST_MINUTE)
    return {
        "newest_message_list": [
            {
                "conversation_id": str(conversation.id),
                "content": message.content,
                "type": message.type,
                "sender_id": _sender(world, call, conversation, message),
                "unread_message_count": conversation.unread,
            }
            for conversation, message in found
        ]
    }


def own_conversation(world: World, call: Call) -> Conversation:
    """Return the shop's conversation named in the path."""
    identifier = whole_id(call.path["conversation_id"], "ConversationId")
    conversation = conversations.find(world.db, call.shop.id, identifier)
    if conversation is None:
        raise RefusedError(CREATOR_MISMATCH, "ConversationId is unknown.")
    return conversation


def _shown(world: World, conversation: Conversation) -> dict[str, Any]:
    return {
        "id": str(conversation.id),
        "unread_count": conversation.unread,
        "username": world.population.handle(conversation.creator),
        "avatar": f"https://sandbox.invalid/avatar/{conversation.creator}.jpg",
        "creator_im_id": _im_id(world, conversation),
    }


def _im_id(world: World, conversation: Conversation) -> str:
    return str(creator_im(world.chance, conversation.creator))


def _sender(world: World, call: Call, conversation: Conversation, message: Message) -> str:
    return _im_id(world, conversation) if message.sender == CREATOR else str(call.shop.im_id)


def _body(world: World, call: Call, conversation: Conversation, message: Message) -> dict[str, Any]:
    return {
        "id": str(message.id),
        "conversation_id": str(message.conversation),
        "type": message.type,
        "content": message.content,
        "create_time": message.sent_at,
        "sender_id": _sender(world, call, conversation, message),
    }


def _kind(world: World, call: Call, conversation: Conversation, type_: str) -> str:
    wrote_at = conversation.shop_wrote_at
    moved = samples.moved_since(world.db, call.shop.id, conversation.creator, wrote_at or 0)
    return kind_of_message(
        answers_creator=conversation.last_sender == CREATOR,
        sample_news=type_ == "FREE_SAMPLE_CARD" or moved,
        wrote_before=wrote_at is not None,
    )


def _demand_not_silenced(world: World, call: Call, creator: int) -> None:
    cap = call.shop.rules.quota.pre_reply_messages
    relation = relations.find(world.db, call.shop.id, creator)
    if cap is not None and relation is not None and not relation.replied and relation.sent >= cap:
        raise RefusedError(PRE_REPLY_CAP, f"The limit is {cap} messages.")
