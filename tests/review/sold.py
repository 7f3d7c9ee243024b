"""Orders of the cast, for weeks to review."""

from datetime import datetime, timedelta

from tests.cast import Cast

from rapport.creators.models import Creator
from rapport.sales.actions.lines import keep_lines
from rapport.sales.models import OrderLine
from rapport.sales.rules.lines import LineStatus, SeenLine


def sold(cast: Cast, creator: Creator, at: datetime, *, orders: int = 1, key: str = "o") -> None:
    """So many orders of one serum each, an hour apart."""
    lines = [
        SeenLine(
            order_id=f"{key}{number}",
            sku_id="1",
            product_id=cast.serum.platform_id,
            product_title=cast.serum.title,
            creator_handle=creator.handle,
            status=LineStatus.PROCESSING,
            price=1490,
            quantity=1,
            paid=1490,
            ordered_at=at + timedelta(hours=number),
            platform_rate=2000,
        )
        for number in range(orders)
    ]
    products = {cast.serum.platform_id: cast.serum.pk}
    keep_lines(cast.uk, lines, {creator.handle: creator.pk}, products, OrderLine.Source.API)
