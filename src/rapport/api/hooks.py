"""Doors that need no sign-in: Meta's webhooks, which are signed, and the link by which a creator stops our messages.

A webhook is kept before it is answered; told twice, it changes nothing. The link does nothing when it is only opened,
since mail programs open links by themselves: it takes a POST, which they send for a one-click unsubscribing (RFC 8058).
"""

import json

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseNotFound
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt

from rapport.api.access import machine_clock
from rapport.creators.models import Creator
from rapport.creators.queries.profile import creator as one_creator
from rapport.outreach.actions.channel_accounts import secrets_of
from rapport.outreach.actions.channel_events import keep_events
from rapport.outreach.actions.opt_outs import opt_out
from rapport.outreach.actions.reaching import stop_token_read
from rapport.outreach.channels.channel import Channel, Event
from rapport.outreach.channels.email.footer import language_of
from rapport.outreach.channels.graph.wire import challenge, is_signed, talk_events
from rapport.outreach.channels.whatsapp.wire import events as whatsapp_events
from rapport.outreach.models import ChannelAccount, OptOut
from rapport.outreach.queries.channel_rules import footers
from rapport.outreach.queries.channels import account_of_hook
from rapport.shared.refusals import NotFound
from rapport.shops.queries.seats import workspace
from rapport.shops.rules.roles import WORKER

PLAIN = "text/plain"
FORBIDDEN, BAD_REQUEST = 403, 400


@csrf_exempt
def meta_hook(request: HttpRequest, hook: str) -> HttpResponse:
    """GET: Meta makes sure that the address is ours. POST: what happened on an account, signed by the app."""
    account = account_of_hook(hook)
    if account is None or account.channel == Channel.EMAIL:
        return HttpResponseNotFound(content_type=PLAIN)
    secrets = secrets_of(account)
    if request.method == "GET":
        answer = challenge(request.GET.dict(), secrets.get("verify_token", ""))
        return HttpResponse(status=FORBIDDEN) if answer is None else HttpResponse(answer, content_type=PLAIN)
    if request.method != "POST":
        return HttpResponseNotAllowed(["GET", "POST"])
    body = request.body
    if not is_signed(body, request.headers.get("X-Hub-Signature-256", ""), secrets.get("app_secret", "")):
        return HttpResponse(status=FORBIDDEN)
    try:
        told = json.loads(body)
    except ValueError:
        return HttpResponse(status=BAD_REQUEST)
    keep_events(account, _events(account, told))
    return HttpResponse("ok", content_type=PLAIN)


@csrf_exempt
def stop(request: HttpRequest, token: str) -> HttpResponse:
    """The page behind an e-mail's last line, in the creator's language; a POST stops our messages on every channel."""
    who = stop_token_read(token)
    if who is None or request.method not in ("GET", "HEAD", "POST"):
        return HttpResponseNotFound(content_type=PLAIN)
    workspace_id, creator_id = who
    try:
        brand, found = workspace(workspace_id), one_creator(workspace_id, creator_id)
    except NotFound:
        return HttpResponseNotFound(content_type=PLAIN)
    is_done = request.method == "POST"
    if is_done:
        opt_out(found, OptOut.Via.LINK, channel=Channel.EMAIL.value, by=WORKER, now=machine_clock())
    return render(request, "stop.html", _words(found, brand.brand or brand.name) | {"done": is_done})


def _events(account: ChannelAccount, told: object) -> list[Event]:
    if account.channel == Channel.WHATSAPP:
        return list(whatsapp_events(told, str(account.settings["account_id"])))
    return list(talk_events(told))


def _words(creator: Creator, brand: str) -> dict[str, str]:
    known = footers()
    language = language_of(known, [creator.language])
    told = {name: known[language][name].replace("{brand}", brand) for name in ("ask", "button", "done")}
    return {"ask": told["ask"], "button": told["button"], "said": told["done"], "tongue": language}
