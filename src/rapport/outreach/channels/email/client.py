"""A mailbox over SMTP and IMAP. The only part of this channel that touches the network; jobs alone call it."""

import imaplib
import re
import smtplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from email.message import EmailMessage

from rapport.outreach.channels.channel import AccessLost, NotHeard, Outgoing, SentUnclear, TurnedDown
from rapport.outreach.channels.email.wire import Letter, Sender, built, read

OK, FIRST_OF_REFUSALS, FIRST_OF_FOR_GOOD = 250, 400, 500
LARGEST = 2_000_000
AT_ONCE = 50
"""Messages that one look at the mailbox reads at most; the next look goes on."""
HEADERS = "(UID RFC822.SIZE BODY.PEEK[HEADER.FIELDS (FROM IN-REPLY-TO REFERENCES CONTENT-TYPE)])"
NUMBER = re.compile(rb"(?:UIDNEXT|UIDVALIDITY|UID|RFC822\.SIZE) (\d+)")


@dataclass(frozen=True, slots=True)
class Server:
    """One server of a mailbox. `security` is `tls`, `starttls`, or `none` for a relay on this machine."""

    host: str
    port: int
    security: str


@dataclass(frozen=True, slots=True)
class Cursor:
    """How far a folder was read: the folder's own age mark and the last message's number."""

    validity: int
    uid: int


@dataclass(frozen=True, slots=True)
class Glimpse:
    """What is looked at of each new message before it is decided whether it concerns us."""

    uid: int
    size: int
    headers: str


@dataclass(frozen=True, slots=True)
class Mailbox:
    """A shop's mailbox. `sent_folder` is where its server files what was sent; empty where it files nothing."""

    sender: Sender
    smtp: Server
    imap: Server | None
    user: str
    password: str = field(repr=False)
    sent_folder: str = ""
    timeout_s: float = 20.0

    def send(self, outgoing: Outgoing, now: datetime) -> str:
        """Hand a message to the server, once. Raises NotHeard, AccessLost, TurnedDown or SentUnclear."""
        message = built(outgoing, self.sender, now)
        with self._smtp() as server:
            try:
                self._envelope(server, outgoing.address)
            except (OSError, smtplib.SMTPException) as error:
                raise NotHeard(detail=type(error).__name__) from error
            _hand_over(server, message)
        return outgoing.outer_id

    def find(self, outgoing: Outgoing) -> str:
        """Look for the Message-ID among what the server filed as sent; nothing where it is not to be found."""
        if not self.imap or not self.sent_folder:
            return ""
        with self._imap() as server:
            if server.select(_quoted(self.sent_folder), readonly=True)[0] != "OK":
                return ""
            _, found = server.uid("SEARCH", f'HEADER Message-ID "{outgoing.outer_id}"')
            return outgoing.outer_id if found and found[0] else ""

    def check(self) -> None:
        """Sign in at both servers. Raises NotHeard or AccessLost."""
        with self._smtp():
            pass
        if self.imap:
            with self._imap():
                pass

    def glimpses(self, after: Cursor | None) -> tuple[Cursor, list[Glimpse]]:
        """What came into the inbox since; the first look only remembers where the inbox ends. Marks nothing as read."""
        with self._imap() as server:
            server.select("INBOX", readonly=True)
            validity, following = _status(server)
            if after is None or after.validity != validity:
                return Cursor(validity, following - 1), []
            if following - 1 <= after.uid:
                return after, []
            _, answer = server.uid("FETCH", f"{after.uid + 1}:{min(after.uid + AT_ONCE, following - 1)}", HEADERS)
            found = sorted((_glimpse(one) for one in answer if isinstance(one, tuple)), key=lambda one: one.uid)
            fresh = [one for one in found if one.uid > after.uid]
            last = max((one.uid for one in fresh), default=min(after.uid + AT_ONCE, following - 1))
            return Cursor(validity, last), fresh

    def letters(self, uids: list[int]) -> Iterator[Letter]:
        """The whole of these messages of the inbox; they stay unread there, for a person's own mail program."""
        if not uids:
            return
        with self._imap() as server:
            server.select("INBOX", readonly=True)
            for uid in uids:
                _, answer = server.uid("FETCH", str(uid), "(BODY.PEEK[])")
                for one in answer:
                    if isinstance(one, tuple):
                        yield read(one[1])

    def _envelope(self, server: smtplib.SMTP, address: str) -> None:
        code, said = server.mail(self.sender.address)
        if code != OK:
            raise _refusal(code, said, "channel.sender_refused")
        code, said = server.rcpt(address)
        if code not in (OK, 251):
            raise _refusal(code, said, "channel.address_refused", address_is_bad=code >= FIRST_OF_FOR_GOOD)

    @contextmanager
    def _smtp(self) -> Iterator[smtplib.SMTP]:
        try:
            server = _connect(self.smtp, self.timeout_s)
        except (OSError, smtplib.SMTPException) as error:
            raise NotHeard(detail=type(error).__name__) from error
        try:
            if self.password:
                server.login(self.user, self.password)
        except smtplib.SMTPAuthenticationError as error:
            server.close()
            raise AccessLost(detail=str(error.smtp_code)) from error
        except (OSError, smtplib.SMTPException) as error:
            server.close()
            raise NotHeard(detail=type(error).__name__) from error
        try:
            yield server
        finally:
            server.close()

    @contextmanager
    def _imap(self) -> Iterator[imaplib.IMAP4]:
        if self.imap is None:
            raise NotHeard(detail="no IMAP server")
        try:
            server = _connect_imap(self.imap, self.timeout_s)
        except (OSError, imaplib.IMAP4.error) as error:
            raise NotHeard(detail=type(error).__name__) from error
        try:
            server.login(self.user, self.password)
        except imaplib.IMAP4.error as error:
            server.shutdown()
            raise AccessLost(detail="IMAP") from error
        try:
            yield server
        except (OSError, imaplib.IMAP4.error) as error:
            raise NotHeard(detail=type(error).__name__) from error
        finally:
            server.shutdown()


def _hand_over(server: smtplib.SMTP, message: EmailMessage) -> None:
    """From DATA on nobody knows, unless the server answers."""
    try:
        code, said = server.data(message.as_bytes())
    except smtplib.SMTPDataError as error:
        raise _refusal(error.smtp_code, b"DATA", "channel.turned_down") from error
    except (OSError, smtplib.SMTPException) as error:
        raise SentUnclear(detail=type(error).__name__) from error
    if code != OK:
        raise _refusal(code, said, "channel.turned_down")


def _refusal(code: int, said: bytes, name: str, *, address_is_bad: bool = False) -> NotHeard | TurnedDown:
    """A reply of 4xx may be tried later, one of 5xx stands; the server closed or lied where it is neither."""
    detail = f"{code} {said.decode('utf-8', 'replace')[:80]}"
    if FIRST_OF_REFUSALS <= code < FIRST_OF_FOR_GOOD or code < 0:
        return NotHeard(detail=detail)
    return TurnedDown(name, detail, address_is_bad=address_is_bad)


def _connect(server: Server, timeout_s: float) -> smtplib.SMTP:
    if server.security == "tls":
        return smtplib.SMTP_SSL(server.host, server.port, timeout=timeout_s, context=ssl.create_default_context())
    made = smtplib.SMTP(server.host, server.port, timeout=timeout_s)
    if server.security == "starttls":
        made.starttls(context=ssl.create_default_context())
    made.ehlo()
    return made


def _connect_imap(server: Server, timeout_s: float) -> imaplib.IMAP4:
    if server.security == "tls":
        context = ssl.create_default_context()
        return imaplib.IMAP4_SSL(server.host, server.port, ssl_context=context, timeout=timeout_s)
    made = imaplib.IMAP4(server.host, server.port, timeout=timeout_s)
    if server.security == "starttls":
        made.starttls(ssl_context=ssl.create_default_context())
    return made


def _status(server: imaplib.IMAP4) -> tuple[int, int]:
    _, answer = server.status("INBOX", "(UIDVALIDITY UIDNEXT)")
    told = answer[0] if answer and isinstance(answer[0], bytes) else b""
    validity, following = re.search(rb"UIDVALIDITY (\d+)", told), re.search(rb"UIDNEXT (\d+)", told)
    return (int(validity[1]) if validity else 0), (int(following[1]) if following else 1)


def _glimpse(answer: tuple[bytes, bytes]) -> Glimpse:
    uid, size = re.search(rb"UID (\d+)", answer[0]), re.search(rb"RFC822\.SIZE (\d+)", answer[0])
    return Glimpse(int(uid[1]) if uid else 0, int(size[1]) if size else 0, answer[1].decode("utf-8", "replace"))


def _quoted(name: str) -> str:
    return '"' + name.replace("\\", "\\\\").replace('"', '\\"') + '"'
