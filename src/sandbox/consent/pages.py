"""The consent page in Chinese and English: choices, a code, or why there is none. Every value is escaped."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from html import escape
from importlib.resources import files
from string import Template
from typing import Any
from urllib.parse import urlencode

Texts = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Choice:
    """One owner who may let the app in."""

    value: str
    name: str
    detail: str


@dataclass(frozen=True, slots=True)
class Asked:
    """What an app asks for: `who` is seller or creator, `given` the query that opened the page."""

    who: str
    app: str
    path: str
    given: Mapping[str, str]
    scopes: Sequence[str]
    choices: Sequence[Choice]
    redirect: str | None


@cache
def _read() -> Mapping[str, Texts]:
    return tomllib.loads((files("sandbox.consent") / "texts.toml").read_text(encoding="utf-8"))


@cache
def _page() -> Template:
    return Template((files("sandbox.consent") / "page.html").read_text(encoding="utf-8"))


def texts_in(chosen: str | None, accepted: str | None) -> Texts:
    """Return the texts in the language that was chosen, or else the browser's first of the two, or English."""
    known = _read()
    if chosen is not None and chosen in known:
        return known[chosen]
    spoken = [part.strip()[:2].lower() for part in (accepted or "").split(",")]
    return known[next((name for name in spoken if name in known), "en")]


def ask(texts: Texts, asked: Asked, *, wrong: str = "") -> str:
    """Return the page that asks; `wrong` names what was wrong with the answer."""
    hidden = "".join(_hidden(name, value) for name, value in asked.given.items())
    scopes = "".join(f"<li>{escape(texts['scopes'].get(scope, scope))}</li>" for scope in asked.scopes)
    back = texts["returns"].format(redirect=asked.redirect) if asked.redirect else texts["stays"]
    content = (
        f"<p>{escape(texts[asked.who + '_lead'].format(app=asked.app))}</p>"
        + (f'<p class="wrong" role="alert">{escape(texts[wrong])}</p>' if wrong else "")
        + f'<form method="post" action="{escape(asked.path)}">{hidden}'
        f"<fieldset><legend>{escape(texts[asked.who + '_pick'])}</legend>{_choices(asked.choices)}"
        f"{_other(texts) if asked.who == 'creator' else ''}</fieldset>"
        f"<h2>{escape(texts['asks'])}</h2><ul>{scopes}</ul>"
        f'<div class="buttons"><button name="decision" value="refuse">{escape(texts["refuse"])}</button>'
        f'<button class="first" name="decision" value="allow">{escape(texts["allow"])}</button></div>'
        f'</form><p class="note">{escape(back)}</p>'
    )
    return _whole(texts, texts[asked.who + "_title"], content, switch=asked)


def allowed(texts: Texts, code: str) -> str:
    content = f"<p>{escape(texts['allowed_lead'])}</p><code>{escape(code)}</code>"
    return _whole(texts, texts["allowed_title"], content)


def refused(texts: Texts) -> str:
    return _whole(texts, texts["refused_title"], f"<p>{escape(texts['refused_lead'])}</p>")


def unknown(texts: Texts, reason: str) -> str:
    """Return the page for a request that no owner can answer; `reason` names the text."""
    return _whole(texts, texts["unknown_title"], f"<p>{escape(texts[reason])}</p>")


def _choices(choices: Sequence[Choice]) -> str:
    return "".join(
        f'<label class="choice"><input type="radio" name="owner" value="{escape(choice.value)}"'
        f"{' checked' if place == 0 else ''}><span>{escape(choice.name)}</span>"
        f"<small>{escape(choice.detail)}</small></label>"
        for place, choice in enumerate(choices)
    )


def _other(texts: Texts) -> str:
    said = escape(texts["creator_other"])
    return f'<input type="text" name="handle" placeholder="{said}" aria-label="{said}" autocomplete="off">'


def _hidden(name: str, value: str) -> str:
    return f'<input type="hidden" name="{escape(name)}" value="{escape(value)}">'


def _whole(texts: Texts, title: str, content: str, *, switch: Asked | None = None) -> str:
    link = ""
    if switch is not None:
        other = urlencode({**switch.given, "lang": texts["switch_to"]})
        link = f'<a href="{escape(switch.path)}?{escape(other)}" hreflang="{texts["switch_to"]}">{texts["switch"]}</a>'
    return _page().substitute(
        lang=texts["lang"], title=escape(title), badge=escape(texts["badge"]), switch=link, content=content
    )
