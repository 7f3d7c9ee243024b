"""What all pages share: language, the tokens of forms, strict headers, and one look."""

import hmac
import secrets
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from typing import Any
from urllib.parse import urlencode

import falcon
from jinja2 import Environment, PackageLoader, StrictUndefined

from sandbox.desk import Desk
from sandbox.pages import shown
from sandbox.pages.forms import Form, read_form
from sandbox.pages.texts import LANGUAGES, TAGS, Texts, texts_for
from sandbox.world import World

VISITOR, LANGUAGE = "sandbox_visitor", "sandbox_language"
SECURITY = {
    "content-security-policy": "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self';"
    " base-uri 'none'; frame-ancestors 'none'",
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
    "cache-control": "no-store",
}
_YEAR = 365 * 86_400


class PageMissingError(Exception):
    """There is nothing to show at this address; `text` says why."""

    def __init__(self, text: str = "nothing_here", status: int = 404) -> None:
        self.text, self.status = text, status
        super().__init__(text)


@dataclass(frozen=True)
class Visit:
    """One request of a page."""

    desk: Desk
    texts: Texts
    visitor: str
    now: int
    path: str
    prefix: str
    query: Mapping[str, str]

    @property
    def world(self) -> World:
        return self.desk.world

    @property
    def csrf(self) -> str:
        return csrf_token(self.desk, self.visitor)

    def notice(self, name: str) -> str:
        """Return what is to be said about the act before: `done` or `no`, empty without one."""
        key = f"{name}_{self.query.get(name, '')}"
        return self.texts(key) if key in self.texts else ""

    def short(self, count: int) -> str:
        return shown.short(count, self.texts)

    def language_link(self, language: str) -> str:
        return f"{self.path}?{urlencode({**self.query, 'lang': language})}"

    def render(self, template: str, **values: Any) -> str:
        return _environment().get_template(template).render(visit=self, t=self.texts, **values)


@cache
def _environment() -> Environment:
    found = Environment(
        loader=PackageLoader("sandbox.pages"), autoescape=True, undefined=StrictUndefined, trim_blocks=True
    )
    found.filters |= {"percent": shown.percent, "tone": shown.tone, "initial": shown.initial}
    found.globals |= {"LANGUAGES": LANGUAGES, "TAGS": TAGS}
    return found


def csrf_token(desk: Desk, visitor: str) -> str:
    """Return the token that this visitor's forms must bring."""
    return hmac.new(desk.keys.control_token.encode(), f"form {visitor}".encode(), sha256).hexdigest()


class Page:
    """A page; what was wrong with its address or form is shown in the same look."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk

    @contextmanager
    def visit(self, req: falcon.Request, resp: falcon.Response) -> Iterator[Visit]:
        """Hold the desk for one page: yields the visit, and shows what could not be shown."""
        visitor = req.cookies.get(VISITOR) or secrets.token_urlsafe(18)
        texts = _texts(req, resp)
        cookie(resp, VISITOR, visitor)
        with self.desk.turn() as now:
            query = {name: value for name, value in req.params.items() if isinstance(value, str) and name != "lang"}
            found = Visit(self.desk, texts, visitor, now, req.path, req.prefix, query)
            try:
                yield found
            except PageMissingError as missing:
                answer(resp, found.render("trouble.html", text=texts(missing.text)), missing.status)

    def form(self, req: falcon.Request, visit: Visit) -> Form:
        """Return what a form of ours sent. Refuses one that brings another visitor's token, or none."""
        form = read_form(req)
        if not hmac.compare_digest(form.text("csrf").encode(), visit.csrf.encode()):
            raise PageMissingError("strange_form", 403)
        return form


def _texts(req: falcon.Request, resp: falcon.Response) -> Texts:
    asked = req.get_param("lang")
    if asked in LANGUAGES:
        cookie(resp, LANGUAGE, asked)
    return texts_for(asked or req.cookies.get(LANGUAGE), req.get_header("accept-language"))


def cookie(resp: falcon.Response, name: str, value: str, *, lasts: int = _YEAR, path: str = "/") -> None:
    resp.set_cookie(name, value, max_age=lasts, path=path, secure=False, http_only=True, same_site="Strict")


def answer(resp: falcon.Response, html: str, status: int = 200) -> None:
    resp.status = status
    resp.content_type = "text/html; charset=utf-8"
    resp.set_headers(SECURITY)
    resp.text = html


def see_other(resp: falcon.Response, path: str, **query: str) -> None:
    """Send the browser on; not raised, for that would undo what was done."""
    resp.status = falcon.HTTP_303
    resp.set_headers(SECURITY)
    resp.location = f"{path}?{urlencode(query)}" if query else path
