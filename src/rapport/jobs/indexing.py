"""Jobs that may change more creators than the next reader takes into the index: they do it themselves."""

from collections.abc import Callable
from functools import wraps

from rapport.creators.queries.engines.chosen import engine
from rapport.jobs.errand import Errand


def indexed(handler: Callable[[Errand], None]) -> Callable[[Errand], None]:
    """The same job, and then whatever it changed can be found."""

    @wraps(handler)
    def handle(errand: Errand) -> None:
        handler(errand)
        engine().bring_up(errand.shop.workspace_id)

    return handle
