"""WhatsApp's messages as the Cloud API takes them, and its webhooks as it posts them.

Meta's documents: Cloud API messages (text, template, biz_opaque_callback_data), webhooks messages and statuses, error
codes.
"""

from collections.abc import Iterator

from rapport.outreach.channels.channel import Event, Incoming, Outgoing, Status
from rapport.outreach.channels.graph.wire import Body, as_body, items, refusal_of, seconds_moment, word

TEXT_CHARS = 4096
KEY_CHARS = 512
STATES = ("sent", "delivered", "read", "failed")


def body_of(outgoing: Outgoing) -> dict[str, object]:
    """A template where one was chosen, else a text. The key comes back with each status, as a proof of the send."""
    body: dict[str, object] = {
        "messaging_product": "whatsapp",
        "recipient_type": "individual",
        "to": outgoing.address,
        "biz_opaque_callback_data": outgoing.key[:KEY_CHARS],
    }
    if outgoing.template is None:
        return {**body, "type": "text", "text": {"body": outgoing.text[:TEXT_CHARS], "preview_url": False}}
    call = outgoing.template
    values = [{"type": "text", "text": value} for value in call.values]
    components = [{"type": "body", "parameters": values}] if values else []
    told = {"name": call.name, "language": {"code": call.language}, "components": components}
    return {**body, "type": "template", "template": told}


def events(body: object, phone_number_id: str) -> Iterator[Event]:
    """Messages and statuses for one number in a webhook (`object` = whatsapp_business_account)."""
    for entry in items(as_body(body).get("entry")):
        for change in items(entry.get("changes")):
            value = as_body(change.get("value"))
            if word(as_body(value.get("metadata")).get("phone_number_id")) != phone_number_id:
                continue
            names = {
                word(one.get("wa_id")): word(as_body(one.get("profile")).get("name"))
                for one in items(value.get("contacts"))
            }
            for one in items(value.get("messages")):
                yield _message(one, names)
            for one in items(value.get("statuses")):
                yield from _status(one)


def _message(one: Body, names: dict[str, str]) -> Incoming:
    sender, kind = word(one.get("from")), word(one.get("type"))
    inside = as_body(one.get(kind))
    said = word(inside.get("body")) or word(inside.get("text")) or word(inside.get("caption")) or f"[{kind or '?'}]"
    return Incoming(
        address=sender,
        outer_id=word(one.get("id")),
        text=said,
        at=seconds_moment(one.get("timestamp")),
        name=names.get(sender, ""),
    )


def _status(one: Body) -> Iterator[Status]:
    state = word(one.get("status"))
    if state not in STATES:
        return
    errors = items(one.get("errors"))
    code = word(errors[0].get("code")) if errors else ""
    refused = refusal_of(int(code)) if code.isdigit() else None
    yield Status(
        state=state,
        at=seconds_moment(one.get("timestamp")),
        outer_id=word(one.get("id")),
        key=word(one.get("biz_opaque_callback_data")),
        address=word(one.get("recipient_id")),
        code=(refused.told if refused else "channel.turned_down") if state == "failed" else "",
        address_is_bad=bool(refused and refused.address_is_bad),
        wants_no_more=bool(refused and refused.wants_no_more),
    )
