"""A file between being sent and being imported: how long it is kept, under which key it is worked on."""

from datetime import timedelta

from rapport.shared.refusals import Refusal

KEPT = timedelta(days=1)
IMPORT, DROP = "creators.import", "creators.drop_incoming"
PREFIX = "incoming:"


class IncomingGone(Refusal):
    """The file is not in the data folder any more: a day has passed, or another machine has it."""

    code = "imports.incoming_gone"


class ImportAsked(Refusal):
    """Somebody asked for this import already."""

    code = "imports.asked_already"


def incoming_key(incoming_id: int) -> str:
    return f"{PREFIX}{incoming_id}"


def incoming_of_key(key: str) -> int:
    """The file whose work it is; a ValueError for any other key."""
    number = key.removeprefix(PREFIX)
    if key == number or not number.isdecimal():
        raise ValueError(f"not the key of an incoming file: {key}")
    return int(number)
