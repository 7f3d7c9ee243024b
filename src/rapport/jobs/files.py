"""`creators.import` and `creators.drop_incoming`: files that were sent, whose key is the file and not a shop."""

from rapport.creators.actions.incoming import drop_old, import_incoming
from rapport.creators.rules.imports.arrivals import DROP, KEPT, incoming_of_key
from rapport.jobs.errand import Outside, machine_clock
from rapport.work.queue import Lease, enqueue


def import_file(lease: Lease, _: Outside) -> None:
    """Import a file that a person asked for; what an earlier worker kept of it is found again and stays."""
    import_incoming(incoming_of_key(lease.key), hold=lambda: lease.hold(machine_clock()))


def drop_file(lease: Lease, _: Outside) -> None:
    """Forget a file whose day is over; where it is still being imported, a day later."""
    if not drop_old(incoming_of_key(lease.key)):
        enqueue(DROP, lease.key, machine_clock() + KEPT)
