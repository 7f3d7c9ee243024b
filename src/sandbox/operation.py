"""What a row of the table of operations says, and the scopes that rows name."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from sandbox.calls import Handler
from sandbox.fields import Shape

READ, WRITE = "seller.affiliate_collaboration.read", "seller.affiliate_collaboration.write"
MARKETPLACE, MESSAGES = "seller.creator_marketplace.read", "seller.affiliate_messages.write"


@dataclass(frozen=True, slots=True)
class Operation:
    """One row: the template holds `{version}`, the newest version stands first."""

    name: str
    method: str
    template: str
    versions: tuple[str, ...]
    scope: str
    handler: Handler
    query: Shape = field(default_factory=dict)
    body: Shape | None = None  # None: a body is not looked at
    takes_cipher: bool = True
    takes_file: bool = False  # multipart with one part named data
    retired: Mapping[str, int] = field(default_factory=dict)  # version: Unix seconds from which it answers no more
