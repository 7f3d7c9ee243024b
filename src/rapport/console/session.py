"""Whose seat, which language: switching both. Signing in and out are allauth's own views."""

from django.conf import settings
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_POST

from rapport.console.desk import WORKSPACE, Desk, back_to, write
from rapport.console.language import LANGUAGES
from rapport.shared.refusals import NotFound
from rapport.shops.actions.workspaces import choose_language
from rapport.shops.models import User
from rapport.shops.rules.roles import Ability

A_YEAR = 365 * 24 * 60 * 60


@require_POST
def switch_language(request: HttpRequest) -> HttpResponse:
    """Read on in the other language; whoever is signed in finds it so on every device."""
    language = request.POST.get("language", "")
    if language not in LANGUAGES:
        raise BadRequest(language)
    if isinstance(request.user, User):
        choose_language(request.user.pk, language)
    response = back_to(request, reverse("today"))
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        language,
        max_age=A_YEAR,
        httponly=True,
        samesite="Lax",
        secure=request.is_secure(),
    )
    return response


@write(Ability.LOOK)
def switch_workspace(desk: Desk) -> HttpResponse:
    """Work on in another workspace in which the user has a seat."""
    wanted = desk.request.POST.get("workspace", "")
    if wanted not in {str(one.workspace_id) for one in desk.choices}:
        raise NotFound(what="workspace", id=wanted)
    desk.request.session[WORKSPACE] = int(wanted)
    return desk.back("today")
