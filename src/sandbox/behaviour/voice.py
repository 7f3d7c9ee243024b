"""Conversations come to be and messages are put into them, by whichever side."""

import json

from sandbox.identifiers import decimal_id
from sandbox.replies import Intent
from sandbox.shops import Shop
from sandbox.store import collaborations, conversations
from sandbox.store.conversations import CREATOR, Conversation, Message
from sandbox.truth import Pair
from sandbox.world import World


def pair_of(world: World, shop: Shop, creator: int) -> Pair:
    return Pair(world.chance, shop.key, world.population.creator(creator))


def conversation_with(world: World, shop: Shop, creator: int, now: int) -> tuple[Conversation, bool]:
    """Return the one conversation of a pair, and whether it is new."""
    known = conversations.with_creator(world.db, shop.id, creator)
    if known is not None:
        return known, False
    identifier = decimal_id(world.chance, "conversation", shop.key, creator)
    conversation = Conversation(identifier, shop.id, creator, created_at=now, last_at=now)
    conversations.open_new(world.db, conversation)
    return conversation, True


def put_message(
    world: World,
    shop: Shop,
    conversation: Conversation,
    now: int,
    *,
    sender: str,
    type_: str,
    content: dict[str, str],
    intent: str = "",
) -> Message:
    """Append one message; its identifier follows from its place in the conversation."""
    message = Message(
        conversation=conversation.id,
        place=conversation.messages,
        id=decimal_id(world.chance, "message", shop.key, conversation.creator, conversation.messages),
        shop=shop.id,
        sender=sender,
        type=type_,
        content=json.dumps(content, ensure_ascii=False),
        intent=intent,
        sent_at=now,
    )
    conversations.add(world.db, message)
    return message


def speak(world: World, shop: Shop, creator: int, now: int, intent: Intent) -> None:
    """Let a creator write what they mean."""
    conversation, _ = conversation_with(world, shop, creator, now)
    key = (shop.key, creator, conversation.messages)
    offered = {offer.product for offer in collaborations.open_offers(world.db, shop.id, creator, now)}
    known = [item for item in shop.products if not offered or item.id in offered]
    text = world.replies.text(
        world.chance,
        intent,
        language=world.population.language(creator),
        shop=shop.name,
        product=world.chance.pick(known, "talks about", *key).title,
        key=key,
    )
    put_message(world, shop, conversation, now, sender=CREATOR, type_="TEXT", content={"content": text}, intent=intent)
