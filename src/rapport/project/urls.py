"""All addresses."""

from allauth.account.views import login, logout
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, URLResolver, include, path

from rapport.api.app import api
from rapport.api.hooks import meta_hook, stop
from rapport.jobs.hooks import tiktok


def alive(_request: HttpRequest) -> HttpResponse:
    """Says that the console answers; nothing else."""
    return HttpResponse("ok", content_type="text/plain")


urlpatterns: list[URLPattern | URLResolver] = [
    path("healthz", alive),
    path("api/v1/", api.urls),
    path("hooks/meta/<str:hook>/", meta_hook, name="meta_hook"),
    path("stop/<str:token>/", stop, name="stop"),
    path("hooks/tiktok/<int:connection_id>", tiktok, name="hook_tiktok"),
    path("sign-in/", login, name="account_login"),
    path("sign-out/", logout, name="account_logout"),
    path("", include("rapport.console.urls")),
]
