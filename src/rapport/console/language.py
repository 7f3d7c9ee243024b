"""The reader's language: the one the user chose, else the cookie's, else the browser's, else Chinese."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.translation.trans_real import parse_accept_lang_header

from rapport.shops.models import User

CHINESE, ENGLISH = "zh-hans", "en"
LANGUAGES = (CHINESE, ENGLISH)


class LanguageMiddleware:
    """Answers each request in its reader's language, and says so."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        language = language_of(request)
        with translation.override(language):
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", language)
        return response


def language_of(request: HttpRequest) -> str:
    """One of LANGUAGES."""
    user = request.user
    chosen = user.language if isinstance(user, User) else ""
    wanted = chosen or request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
    return wanted if wanted in LANGUAGES else _asked_first(request.headers.get("Accept-Language", ""))


def _asked_first(header: str) -> str:
    """English where the browser names it before any Chinese, Chinese otherwise."""
    for tag, _ in parse_accept_lang_header(header):
        if tag.startswith("zh"):
            return CHINESE
        if tag.startswith("en"):
            return ENGLISH
    return CHINESE
