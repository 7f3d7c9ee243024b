"""The API: resources under `/api/v1/`, their description at `/api/v1/openapi.json`."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext
from ninja import NinjaAPI

from rapport.api.access import BySession, ByToken
from rapport.api.books import router as books
from rapport.api.creators import router as creators
from rapport.api.inbox import router as inbox
from rapport.api.planning import router as planning
from rapport.api.profiles import router as profiles
from rapport.api.shops import router as shops
from rapport.shared.refusals import NotFound, Refusal
from rapport.shared.wording import said
from rapport.shops.rules.roles import RoleForbids

REFUSED = 409
STATUSES: dict[type[Refusal], int] = {NotFound: 404, RoleForbids: 403}

api = NinjaAPI(
    title="Rapport",
    version="1",
    description="Creators, quota, plans, threads, statements and reviews of one workspace.",
    auth=[ByToken(), BySession(csrf=True)],
    docs_url=None,
)
for router in (shops, planning, creators, profiles, inbox, books):
    api.add_router("", router)


@api.exception_handler(Refusal)
def refused(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    """The one place where a refusal becomes an answer of the API."""
    status = STATUSES.get(type(refusal), REFUSED)
    told = {"error": refusal.code, "message": said(refusal, gettext), "data": refusal.data}
    return api.create_response(request, told, status=status)
