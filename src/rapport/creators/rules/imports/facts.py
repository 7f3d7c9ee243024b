"""What one row of a file tells of a creator."""

from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from rapport.creators.rules.contact_points import ContactKind
from rapport.creators.rules.content.posts import Form
from rapport.creators.rules.metrics import Sighting
from rapport.shared.refusals import Reason


@dataclass(frozen=True, slots=True, kw_only=True)
class CarriedFacts:
    """A product that the creator promotes; what it sold is over all creators, in 28 days."""

    product_key: str
    title: str
    category: str
    brand: str = ""
    currency: str
    price_minor: int | None
    commission_rate: int | None
    units_28d: int | None
    gmv_28d_minor: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class VideoFacts:
    """A short video or LIVE of the creator, with the product it carried where the row names one."""

    posted_at: datetime
    product_key: str
    title: str
    seconds: int | None
    views: int | None
    likes: int | None
    is_ad: bool | None
    form: Form = Form.VIDEO
    is_shoppable: bool | None = None
    units_28d: int | None = None
    gmv_28d_minor: int | None = None
    currency: str = ""


class CreatorFacts(NamedTuple):
    """A creator as one row shows them.

    `left_out` says what could not be kept although the row itself is: amounts in another currency, addresses that
    are none.
    """

    sighting: Sighting
    carried: CarriedFacts | None = None
    video: VideoFacts | None = None
    left_out: tuple[Reason, ...] = ()
    contacts: tuple[tuple[ContactKind, str], ...] = ()
    """Addresses outside the platform, in their plain form."""
