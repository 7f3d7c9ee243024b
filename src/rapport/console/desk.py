"""What every view is given: who asks, in which workspace, and when; and how a refusal becomes words on a page."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import wraps
from typing import Concatenate, ParamSpec, cast
from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import BadRequest, PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.utils.http import url_has_allowed_host_and_scheme
from django_htmx.http import HttpResponseClientRedirect
from django_htmx.middleware import HtmxDetails

from rapport.console.entries import row_id
from rapport.console.pages import words
from rapport.shared.refusals import NotFound, Refusal
from rapport.shops.models import Shop, User
from rapport.shops.queries.seats import SeatChoice, seats_of
from rapport.shops.queries.shops import now_of, shops_of
from rapport.shops.rules.roles import ABILITIES, Ability, Actor, RoleForbids, Seat

P = ParamSpec("P")
WORKSPACE = "workspace"
"""The session's word for the workspace that was switched to."""
SIGN_IN = "account_login"


class HtmxRequest(HttpRequest):
    """A request as the middleware hands it on."""

    htmx: HtmxDetails


@dataclass(frozen=True, slots=True)
class Desk:
    """One request's place: the seat it works from, the workspace's shops, the machine's time."""

    request: HtmxRequest
    user: User
    seat: Seat
    choices: list[SeatChoice]
    shops: list[Shop]
    machine_now: datetime

    @classmethod
    def open(cls, request: HttpRequest, user: User) -> "Desk":
        """The seat switched to, or the first one. Raises PermissionDenied for a user without any."""
        choices = seats_of(user.pk)
        if not choices:
            raise PermissionDenied
        wanted = request.session.get(WORKSPACE)
        chosen = next((one for one in choices if one.workspace_id == wanted), choices[0])
        seat = Seat(chosen.workspace_id, chosen.role, Actor(user.get_username(), user.pk))
        shops = shops_of(chosen.workspace_id)
        return cls(cast(HtmxRequest, request), user, seat, choices, shops, machine_clock())

    @property
    def workspace_id(self) -> int:
        return self.seat.workspace_id

    @property
    def workspace(self) -> SeatChoice:
        return next(one for one in self.choices if one.workspace_id == self.seat.workspace_id)

    @property
    def now(self) -> datetime:
        """The time in which things of the whole workspace happen: its first shop's, else the machine's."""
        return self.now_of(self.shops[0]) if self.shops else self.machine_now

    @property
    def timezone(self) -> str:
        return self.shops[0].timezone if self.shops else "UTC"

    def now_of(self, shop: Shop) -> datetime:
        return now_of(shop, self.machine_now)

    def now_by_shop(self) -> dict[int, datetime]:
        return {shop.pk: self.now_of(shop) for shop in self.shops}

    def shop(self, shop_id: int) -> Shop:
        """One of the workspace's shops. Refuses with NotFound."""
        found = next((shop for shop in self.shops if shop.pk == shop_id), None)
        if found is None:
            raise NotFound(what="shop", id=shop_id)
        return found

    def chosen_shop(self) -> Shop | None:
        """The shop that the address filters by, if it names one of ours."""
        asked = row_id(self.request.GET.get("shop", ""))
        return None if asked is None else self.shop(asked)

    def may(self, ability: str) -> bool:
        """Whether to show what asks for this ability."""
        return Ability(ability) in ABILITIES[self.seat.role]

    def show(self, template: str, context: Mapping[str, object] | None = None) -> HttpResponse:
        return render(self.request, template, {"desk": self, **(context or {})})

    def say(self, text: str) -> None:
        """Tell that something was done, on the next page or beside the next fragment."""
        messages.success(self.request, text)

    def warn(self, text: str) -> None:
        """Tell what was not done, on the next page."""
        messages.error(self.request, text)

    @contextmanager
    def told(self) -> Iterator[None]:
        """What is refused inside is told on the next page; what is missing or forbidden becomes an error page."""
        try:
            yield
        except (NotFound, RoleForbids):
            raise
        except Refusal as refusal:
            messages.error(self.request, words(refusal))

    def back(self, otherwise: str, *parts: object) -> HttpResponseRedirect:
        """To the page the form stood on, or to a named one."""
        return back_to(self.request, reverse(otherwise, args=parts))

    def to(self, name: str, *parts: object, at: str = "", **asked: object) -> HttpResponseRedirect:
        """To a named page, asked for so, at one place of it."""
        query = "?" + urlencode(asked, doseq=True) if asked else ""
        return HttpResponseRedirect(reverse(name, args=parts) + query + at)


View = Callable[Concatenate[Desk, P], HttpResponseBase]
Served = Callable[Concatenate[HttpRequest, P], HttpResponseBase]


def machine_clock() -> datetime:
    """The one place of this door that reads the machine's clock."""
    return datetime.now(UTC)


def back_to(request: HttpRequest, otherwise: str) -> HttpResponseRedirect:
    """To the page that a form says it stood on, if that is one of ours."""
    wanted = request.POST.get("next", "")
    ours = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure())
    return HttpResponseRedirect(wanted if ours else otherwise)


def page(view: View[P]) -> Served[P]:
    """A view that only looks."""
    return _guarded(view, Ability.LOOK, ("GET", "HEAD"))


def write(ability: Ability) -> Callable[[View[P]], Served[P]]:
    """A view that writes, for seats with the ability alone."""

    def made(view: View[P]) -> Served[P]:
        return _guarded(view, ability, ("POST",))

    return made


def _guarded(view: View[P], ability: Ability, methods: tuple[str, ...]) -> Served[P]:
    @wraps(view)
    def served(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        if request.method not in methods:
            return HttpResponseNotAllowed(methods)
        if not isinstance(request.user, User):
            return _to_sign_in(cast(HtmxRequest, request))
        try:
            desk = Desk.open(request, request.user)
            desk.seat.require(ability)
            return _kept_private(view(desk, *args, **kwargs))
        except NotFound as refusal:
            raise Http404(str(refusal)) from refusal
        except RoleForbids as refusal:
            raise PermissionDenied(str(refusal)) from refusal
        except Refusal as refusal:
            raise BadRequest(words(refusal)) from refusal

    return served


def _kept_private(response: HttpResponseBase) -> HttpResponseBase:
    """Nobody between us and the reader keeps a page, and nobody after them finds one in the browser."""
    patch_cache_control(response, private=True, no_store=True)
    return response


def _to_sign_in(request: HtmxRequest) -> HttpResponse:
    """Sign in first; a part of a page cannot show the form, so the whole page goes there."""
    if request.htmx:
        return HttpResponseClientRedirect(reverse(SIGN_IN))
    return redirect_to_login(request.get_full_path(), reverse(SIGN_IN))
