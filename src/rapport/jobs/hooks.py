"""The door at which the platform tells of events, and the job that registers its address there.

It belongs to jobs, the one place that knows the wire. It reads nothing and calls nobody: a believed event is kept once
and wakes the job that would read by the clock.
"""

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from rapport.jobs.errand import Errand, machine_clock
from rapport.platform_client import AppCredentials, EventName, WebhookGate, WebhookRefused
from rapport.platform_client.records.events import CreatorMessage, Event, SampleChanged
from rapport.shops.actions.hooks import ToldEvent, forget_old_events, record_registered, take_event
from rapport.shops.models import Connection
from rapport.shops.queries.shops import clock_of
from rapport.shops.rules.hooks import DEAUTHORIZED, ENDING, MESSAGE, ORDER, RETURN

REGISTERED = {
    MESSAGE: EventName.CREATOR_MESSAGE,
    ORDER: EventName.ORDER_STATUS,
    RETURN: EventName.RETURN_STATUS,
    DEAUTHORIZED: EventName.AUTHORIZATION_WITHDRAWN,
    ENDING: EventName.AUTHORIZATION_ENDING,
}
"""What a shop can register for itself; samples are set for the whole app in Partner Center."""


@dataclass
class Named:
    """Remembers under which key the gate knows an event; whether it was here before the database says."""

    key: str = ""

    def first_time(self, key: str, at: datetime) -> bool:  # noqa: ARG002 - the gate's signature
        self.key = key
        return True


@csrf_exempt
@require_POST
def tiktok(request: HttpRequest, connection_id: int) -> HttpResponse:
    """Answers 200 once an event is kept, 401 to what is forged, undated, too old or ahead of time, and keeps nothing
    of it. An event that was here before gets its 200 and does nothing.
    """
    connection = Connection.objects.filter(pk=connection_id).first()
    if connection is None:
        return HttpResponse(status=404)
    machine_now = machine_clock()
    reading, named = clock_of(connection, machine_now), Named()
    app = AppCredentials(connection.app_key, connection.webhook_secret or connection.app_secret)
    gate = WebhookGate(app, lambda: reading.at(machine_now), named)
    try:
        event = gate.take(request.body, request.headers.get("authorization", ""))
    except WebhookRefused as refused:
        return HttpResponse(status=refused.http_status)
    now = reading.at(machine_now)
    take_event(connection, _told(event, named.key, now), now=now, machine_now=machine_now)
    return HttpResponse(status=200)


def register_hooks(errand: Errand) -> None:
    """`shops.register_hooks`: make the platform send this shop's events to us; what is registered already stays.

    Without a public address (`RAPPORT_HOOKS`) there is nothing to register, and old events are dropped all the same.
    """
    forget_old_events(errand.connection.pk, now=errand.now)
    if not settings.HOOKS_ADDRESS:
        return
    address = address_of(errand.connection.pk)
    with errand.client() as client:
        known = {one.event: one.address for one in client.webhooks.list()}
        for type_, name in REGISTERED.items():
            if known.get(name) != address:
                errand.hold()
                client.webhooks.set(event=name, address=address)
            record_registered(errand.shop.pk, type_, address, now=errand.now)


def address_of(connection_id: int) -> str:
    """Where the events of a connection's shops are to be sent."""
    return settings.HOOKS_ADDRESS.rstrip("/") + reverse("hook_tiktok", args=[connection_id])


def _told(event: Event, key: str, now: datetime) -> ToldEvent:
    subject = ""
    if isinstance(event, CreatorMessage):
        subject = event.message_id
    if isinstance(event, SampleChanged):
        subject = event.application_id
    return ToldEvent(key, event.type or 0, event.shop_id or "", subject, event.at or now)
