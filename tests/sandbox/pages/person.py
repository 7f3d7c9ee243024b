"""A person at the pages: a WSGI client that keeps cookies, fills in forms and reads what is said."""

import html
import re
from dataclasses import dataclass, field

import httpx
from tests.sandbox.seller import URL

from sandbox.app import Sandbox

TAG = re.compile(r"<[^>]+>")


@dataclass
class Person:
    """Somebody who plays one creator in English."""

    sandbox: Sandbox
    handle: str = ""
    at: str = ""
    http: httpx.Client = field(init=False)

    def __post_init__(self) -> None:
        wire = httpx.WSGITransport(app=self.sandbox.app)
        self.http = httpx.Client(transport=wire, base_url=URL, headers={"accept-language": "en"})

    @property
    def control_token(self) -> str:
        """The control token."""
        return str(self.sandbox.description["control_token"])

    @property
    def home(self) -> str:
        return f"/creator/{self.handle}"

    def get(self, path: str = "", *, status: int = 200) -> str:
        """Return a page below the creator's own, or any that begins with a slash, as text without tags."""
        address = path if path.startswith("/") else f"{self.home}/{path}".rstrip("/")
        answer = self.http.get(address, follow_redirects=True)
        assert answer.status_code == status, answer.text
        self.at = answer.url.path
        return words(answer.text)

    def token(self) -> str:
        found = re.search(r'name="csrf" value="(\w+)"', self.http.get(self.at).text)
        assert found is not None, f"{self.at} has no form"
        return found.group(1)

    def send(self, **fields: str | list[str]) -> str:
        """Send the form of the page at which the person is, and return the page that comes of it."""
        answer = self.http.post(self.at, data={"csrf": self.token(), **fields})
        assert answer.status_code == 303, answer.text
        return self.get(answer.headers["location"])

    def send_picture(self, raw: bytes) -> str:
        fields = {"csrf": self.token(), "act": "picture"}
        answer = self.http.post(self.at, data=fields, files={"picture": ("a.png", raw, "image/png")})
        assert answer.status_code == 303, answer.text
        return self.get(answer.headers["location"])

    def take_over(self) -> str:
        self.get()
        return self.send(act="take_over")

    def links(self, part: str) -> list[str]:
        """Return the addresses on the page at which the person is that hold some letters."""
        return [link for link in re.findall(r'href="([^"]+)"', self.http.get(self.at).text) if part in link]


def words(page: str) -> str:
    return " ".join(html.unescape(TAG.sub(" ", page)).split())
