"""A mailbox for tests: a small SMTP and a small IMAP server on this machine, which go wrong as they are told to."""

import re
import socketserver
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy

USER, PASSWORD = "mei@moonwell.example", "mailbox-secret"


@dataclass
class Mailroom:
    """What both servers share: the inbox, what was sent, and what goes wrong next."""

    inbox: list[bytes] = field(default_factory=list)
    sent: list[bytes] = field(default_factory=list)
    """What the SMTP server took, as its IMAP side files it."""
    refuses: dict[str, str] = field(default_factory=dict)
    """By SMTP verb the reply in place of a good one."""
    drops_after: str = ""
    """`DATA`: the message is taken, then the line goes dead; `MAIL`: it goes dead before anything was sent."""
    answers_after_s: float = 0.0
    """How long it takes to say that a message was taken."""
    files_sent: bool = True
    is_locked: bool = False
    """Whether no password is good any more."""
    validity: int = 7
    opened: list[int] = field(default_factory=list)
    """Numbers of the inbox's messages that were fetched whole."""
    smtp_port: int = 0
    imap_port: int = 0

    def delivers(self, raw: str) -> None:
        """Somebody's message arrives in the inbox."""
        self.inbox.append(raw.replace("\n", "\r\n").encode())

    def last(self) -> dict[str, str]:
        """Headers of what was sent last, with its text as `text`."""
        found = message_from_bytes(self.sent[-1], policy=policy.default)
        return {name: str(value) for name, value in found.items()} | {"text": str(found.get_content())}


class _Smtp(socketserver.StreamRequestHandler):
    def handle(self) -> None:
        room: Mailroom = self.server.room  # type: ignore[attr-defined]
        self._say("220 mailroom")
        while line := self.rfile.readline().decode().strip():
            verb = line.partition(" ")[0].upper()
            if verb == room.drops_after and verb != "DATA":
                return
            if verb in room.refuses and verb != "DATA":
                self._say(room.refuses[verb])
            elif verb == "EHLO":
                self._say("250-mailroom\r\n250 AUTH PLAIN")
            elif verb == "AUTH":
                self._say("535 no" if room.is_locked else "235 yes")
            elif verb == "DATA":
                if not self._take(room):
                    return
            elif verb == "QUIT":
                self._say("221 bye")
                return
            else:
                self._say("250 ok")

    def _take(self, room: Mailroom) -> bool:
        if "DATA" in room.refuses:
            self._say(room.refuses["DATA"])
            return True
        self._say("354 go on")
        lines = []
        while (line := self.rfile.readline()) not in (b".\r\n", b""):
            lines.append(line[1:] if line.startswith(b"..") else line)
        room.sent.append(b"".join(lines))
        if room.drops_after == "DATA":
            return False
        time.sleep(room.answers_after_s)
        self._say("250 taken")
        return True

    def _say(self, text: str) -> None:
        self.wfile.write(f"{text}\r\n".encode())


class _Imap(socketserver.StreamRequestHandler):
    folder = "INBOX"

    def handle(self) -> None:
        room: Mailroom = self.server.room  # type: ignore[attr-defined]
        self._say("* OK mailroom")
        while line := self.rfile.readline().decode().strip():
            tag, _, rest = line.partition(" ")
            verb = rest.upper()
            if verb.startswith("LOGIN"):
                self._say(f"{tag} NO no" if room.is_locked else f"{tag} OK in")
                continue
            if verb.startswith("CAPABILITY"):
                self._say("* CAPABILITY IMAP4rev1")
            elif verb.startswith(("SELECT", "EXAMINE")):
                self.folder = "Sent" if "SENT" in verb else "INBOX"
                self._say(f"* {len(room.inbox)} EXISTS")
            elif verb.startswith("STATUS"):
                self._say(f"* STATUS INBOX (UIDVALIDITY {room.validity} UIDNEXT {len(room.inbox) + 1})")
            elif verb.startswith("UID SEARCH"):
                self._search(room, rest)
            elif verb.startswith("UID FETCH"):
                self._fetch(room, rest)
            self._say(f"{tag} OK done")

    def _search(self, room: Mailroom, rest: str) -> None:
        wanted = re.search(r"<[^>]+>", rest)
        filed = room.sent if room.files_sent and self.folder == "Sent" else []
        found = [str(place) for place, raw in enumerate(filed, 1) if wanted and wanted[0].encode() in raw]
        self._say(f"* SEARCH {' '.join(found)}".rstrip())

    def _fetch(self, room: Mailroom, rest: str) -> None:
        first, _, last = rest.split(" ")[2].partition(":")
        for uid in range(int(first), min(int(last or first), len(room.inbox)) + 1):
            raw = room.inbox[uid - 1]
            if "HEADER.FIELDS" in rest:
                body, name = raw.partition(b"\r\n\r\n")[0] + b"\r\n\r\n", "BODY[HEADER.FIELDS (FROM)]"
            else:
                body, name = raw, "BODY[]"
                room.opened.append(uid)
            self._say(f"* {uid} FETCH (UID {uid} RFC822.SIZE {len(raw)} {name} {{{len(body)}}}")
            self.wfile.write(body)
            self._say(")")

    def _say(self, text: str) -> None:
        self.wfile.write(f"{text}\r\n".encode())


class _Server(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True
    room: Mailroom

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that hangs up is no trouble of the server's."""


@contextmanager
def mailroom() -> Iterator[Mailroom]:
    """Both servers, for as long as the test lasts."""
    room = Mailroom()
    servers = [_Server(("127.0.0.1", 0), handler) for handler in (_Smtp, _Imap)]
    for server in servers:
        server.room = room
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    room.smtp_port, room.imap_port = (server.server_address[1] for server in servers)
    try:
        yield room
    finally:
        for server in servers:
            server.shutdown()
            server.server_close()
