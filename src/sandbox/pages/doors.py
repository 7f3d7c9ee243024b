"""All addresses of the pages, and of the files they load."""

from importlib.resources import files

import falcon

from sandbox.desk import Desk
from sandbox.pages.choosing import ChoosePage, ProfilePage
from sandbox.pages.control import ClockForm, ControlPage, FaultsForm
from sandbox.pages.earnings import EarningsPage
from sandbox.pages.inbox import ChatPage, InboxPage, PictureRoute
from sandbox.pages.invitations import InvitationPage, InvitationsPage
from sandbox.pages.lists import CreatorsPage, OrdersPage, RequestPage, RequestsPage
from sandbox.pages.owner import HOME, SIGN_IN, SIGN_OUT, SignIn, SignOut
from sandbox.pages.showcase import ProductPage, ShowcasePage
from sandbox.store.images import PICTURES

App = falcon.App[falcon.Request, falcon.Response]


class FileRoute:
    """One file that the pages load."""

    def __init__(self, name: str, media_type: str) -> None:
        self._bytes, self._media_type = (files("sandbox.pages") / name).read_bytes(), media_type

    def on_get(self, _req: falcon.Request, resp: falcon.Response) -> None:
        resp.content_type = self._media_type
        resp.set_headers({"cache-control": "no-cache", "x-content-type-options": "nosniff"})
        resp.data = self._bytes


def add_pages(app: App, desk: Desk) -> None:
    """Add the creator's pages and the owner's to an application."""
    app.add_route("/creator-pages.css", FileRoute("creator-pages.css", "text/css; charset=utf-8"))
    app.add_route("/creator-pages.svg", FileRoute("mark.svg", "image/svg+xml"))
    app.add_route(PICTURES + "{identifier}", PictureRoute(desk))
    app.add_route("/creator", Moved("/creator/"))
    app.add_route("/creator/", ChoosePage(desk))
    app.add_route("/creator/{handle}", ProfilePage(desk))
    app.add_route("/creator/{handle}/invitations", InvitationsPage(desk))
    app.add_route("/creator/{handle}/invitations/{collaboration}", InvitationPage(desk))
    app.add_route("/creator/{handle}/inbox", InboxPage(desk))
    app.add_route("/creator/{handle}/inbox/{shop}", ChatPage(desk))
    app.add_route("/creator/{handle}/showcase", ShowcasePage(desk))
    app.add_route("/creator/{handle}/showcase/{collaboration}/{product}", ProductPage(desk))
    app.add_route("/creator/{handle}/earnings", EarningsPage(desk))
    app.add_route("/control", Moved(HOME))
    app.add_route(HOME, ControlPage(desk))
    app.add_route(SIGN_IN, SignIn(desk))
    app.add_route(SIGN_OUT, SignOut(desk))
    app.add_route(HOME + "pages/clock", ClockForm(desk))
    app.add_route(HOME + "pages/faults", FaultsForm(desk))
    app.add_route(HOME + "pages/creators", CreatorsPage(desk))
    app.add_route(HOME + "pages/orders", OrdersPage(desk))
    app.add_route(HOME + "pages/requests", RequestsPage(desk))
    app.add_route(HOME + "pages/requests/{number}", RequestPage(desk))


class Moved:
    """Sends a browser on to where a page stands."""

    def __init__(self, path: str) -> None:
        self._path = path

    def on_get(self, _req: falcon.Request, _resp: falcon.Response) -> None:
        raise falcon.HTTPSeeOther(self._path)
