"""The owner's pages: signing in with the control token, and what all of them share."""

import hmac
from abc import ABC, abstractmethod
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

import falcon

from sandbox.desk import Desk
from sandbox.pages.forms import read_form
from sandbox.pages.web import VISITOR, Page, Visit, answer, cookie, csrf_token, see_other

COOKIE, HOME = "sandbox_owner", "/control/"
SIGN_IN, SIGN_OUT = HOME + "pages/sign-in", HOME + "pages/sign-out"


class ActFailedError(Exception):
    """Something cannot be done as asked; `reason` names the text that says why."""

    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__(reason)


def pass_for(desk: Desk) -> str:
    """Return what the cookie of somebody holds who once gave the control token; the token itself is not kept."""
    return hmac.new(desk.keys.control_token.encode(), b"owner", sha256).hexdigest()


def is_owner(req: falcon.Request, desk: Desk) -> bool:
    return hmac.compare_digest(req.cookies.get(COOKIE, "").encode(), pass_for(desk).encode())


class OwnerPage(Page, ABC):
    """A page that only the owner sees; others are asked for the token first."""

    tab = ""

    def on_get(self, req: falcon.Request, resp: falcon.Response, **path: str) -> None:
        with self.visit(req, resp) as visit:
            if is_owner(req, self.desk):
                answer(resp, self.show(visit, **path))
            else:
                answer(resp, visit.render("sign_in.html"))

    @abstractmethod
    def show(self, visit: Visit, **path: str) -> str:
        """Return the page."""

    def page(self, visit: Visit, template: str, **values: Any) -> str:
        clock = self.desk.clock
        values = {"clock": clock, "shown": datetime.fromtimestamp(visit.now, UTC), **values}
        return visit.render(template, tab=self.tab, **values)


class OwnerForm(ABC):
    """Takes one form of the owner. Moving the clock holds the desk by itself, so this does not."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk

    def on_post(self, req: falcon.Request, resp: falcon.Response) -> None:
        form = read_form(req)
        token = csrf_token(self.desk, req.cookies.get(VISITOR, ""))
        if not is_owner(req, self.desk) or not hmac.compare_digest(form.text("csrf").encode(), token.encode()):
            see_other(resp, HOME, no="strange_form")
            return
        try:
            see_other(resp, HOME, done=self.act({name: form.text(name) for name in form.fields}))
        except ActFailedError as failed:
            see_other(resp, HOME, no=failed.reason)

    @abstractmethod
    def act(self, given: dict[str, str]) -> str:
        """Do it and return the name of what is said then."""


class SignIn(Page):
    """Takes the control token."""

    def on_post(self, req: falcon.Request, resp: falcon.Response) -> None:
        with self.visit(req, resp) as visit:
            form = self.form(req, visit)
            if hmac.compare_digest(form.text("token").encode(), self.desk.keys.control_token.encode()):
                cookie(resp, COOKIE, pass_for(self.desk), path=HOME)
                see_other(resp, HOME)
            else:
                see_other(resp, HOME, no="wrong_token")


class SignOut(OwnerForm):
    """Forgets the owner on this browser."""

    def on_post(self, req: falcon.Request, resp: falcon.Response) -> None:
        super().on_post(req, resp)
        cookie(resp, COOKIE, "", lasts=0, path=HOME)

    def act(self, given: dict[str, str]) -> str:
        del given
        return "signed_out"
