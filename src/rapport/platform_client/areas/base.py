"""What every area has: a wire to speak through."""

from dataclasses import dataclass

from rapport.platform_client.wire import Wire


@dataclass(frozen=True, slots=True)
class Area:
    wire: Wire
