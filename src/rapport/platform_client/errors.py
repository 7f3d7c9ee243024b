"""
What can go wrong between us and the platform.

    PlatformError
      UnfitRequest                 refused here, before anything was sent
      TransportTrouble             no usable answer came
        NeverArrived               the request cannot have reached the platform
        AnswerLost                 a read was sent, its answer was lost: nothing happened
        OutcomeUnknown             a write was sent, its answer is lost or unreadable: read back first
      MalformedAnswer              a read was answered with something we cannot read
      Refusal                      the platform said no
        PlatformTrouble            its own fault, for now
        Throttled                  too many requests at once
        DailyCapReached            the day's requests are used up
        NotYetAvailable            asked for a day that is not ready
        SignatureRefused           the signature does not fit the request and the app's secret
        AddressRefused             our address is not on the app's allow list
        AuthorizationRefused       the code or refresh token buys no tokens
        TokenExpired               the access token is too old
        TokenRevoked               the seller withdrew, or the token is of another kind
        ScopeMissing               the app was not granted this operation
        ShopMismatch               token and shop do not belong together
        InvalidRequest             a parameter is missing or wrong
          RateOutOfRange           the commission rate is outside what the platform allows
          SensitiveWords           the text contains words the platform bans
        OperationWithdrawn         path, method or version are no longer served
        QuotaUsedUp                the shop's outreach quota of this window is spent
        FollowerCeiling            the creator is too big for the shop's tier
        GmvRequirement             the shop has not sold enough through creators to write to them
        ReplyAwaited               this creator must answer before being written to again
        CollaborationConflict      a creator already has one of the products from us
        CollaborationUnavailable   the collaboration is over, or another seller's
        UnknownParticipants        creators or products the platform does not accept
        CreatorUnavailable         this creator cannot be reached by this shop
        ProductUnavailable         this product may not be offered
        ShopRestricted             the platform has restricted the shop
        MixedTestAccounts          test accounts and real ones cannot meet
        SampleNotReviewable        an agency, not the seller, decides on this sample
        UnknownRefusal             a code we have no word for
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar, NamedTuple


class Advice(StrEnum):
    """What the caller can do about an error."""

    SEND_AGAIN = "send_again"
    READ_BACK = "read_back"
    WAIT = "wait"
    NEXT_DAY = "next_day"
    NEXT_WINDOW = "next_window"
    REFRESH_TOKEN = "refresh_token"  # noqa: S105 - an advice
    AUTHORIZE_AGAIN = "authorize_again"
    CHECK_APP = "check_app"
    CHECK_SHOP = "check_shop"
    CORRECT_REQUEST = "correct_request"
    CHOOSE_OTHERS = "choose_others"
    UPDATE_CLIENT = "update_client"


@dataclass(frozen=True, slots=True)
class Occasion:
    """Where an error happened, in the platform's terms as far as they are known."""

    operation: str
    http_status: int | None = None
    code: int | None = None
    request_id: str = ""


class PlatformError(Exception):
    """
    Base of all.

    `permanent` is false only where the same request, sent again later, is harmless and may succeed.
    """

    permanent: ClassVar[bool] = True
    advice: ClassVar[Advice] = Advice.CORRECT_REQUEST

    def __init__(self, message: str, occasion: Occasion) -> None:
        super().__init__(message, occasion)
        self.message = message
        self.occasion = occasion
        self.operation = occasion.operation
        self.http_status = occasion.http_status
        self.code = occasion.code
        self.request_id = occasion.request_id

    def __str__(self) -> str:
        known = (("HTTP", self.http_status), ("code", self.code), ("request", self.request_id or None))
        where = ", ".join(f"{name} {value}" for name, value in known if value is not None)
        return f"{self.operation}: {self.message}" + (f" ({where})" if where else "")


class UnfitRequest(PlatformError):  # noqa: N818 - named after what happened, as all below
    """`field` cannot be sent like this; nothing was sent."""

    def __init__(self, message: str, occasion: Occasion, field: str) -> None:
        super().__init__(f"{field} {message}", occasion)
        self.field = field


class TransportTrouble(PlatformError):  # noqa: N818
    permanent = False
    advice = Advice.SEND_AGAIN


class NeverArrived(TransportTrouble):
    pass


class AnswerLost(TransportTrouble):
    pass


class OutcomeUnknown(TransportTrouble):
    permanent = True
    advice = Advice.READ_BACK


class MalformedAnswer(PlatformError):  # noqa: N818
    """`fields` are the paths of what is missing or wrong, such as `creators.0.creator_open_id`."""

    advice = Advice.UPDATE_CLIENT

    def __init__(self, message: str, occasion: Occasion, fields: Sequence[str] = ()) -> None:
        super().__init__(message, occasion)
        self.fields = tuple(fields)


class Refusal(PlatformError):  # noqa: N818
    pass


class PlatformTrouble(Refusal):
    permanent = False
    advice = Advice.WAIT


class Throttled(Refusal):
    """`retry_after_s` is the pause the platform asked for, if it named one."""

    permanent = False
    advice = Advice.WAIT

    def __init__(self, message: str, occasion: Occasion, retry_after_s: float | None = None) -> None:
        super().__init__(message, occasion)
        self.retry_after_s = retry_after_s


class DailyCapReached(Refusal):
    permanent = False
    advice = Advice.NEXT_DAY


class NotYetAvailable(Refusal):
    permanent = False
    advice = Advice.NEXT_DAY


class SignatureRefused(Refusal):
    advice = Advice.CHECK_APP


class AddressRefused(Refusal):
    advice = Advice.CHECK_APP


class AuthorizationRefused(Refusal):
    advice = Advice.AUTHORIZE_AGAIN


class TokenExpired(Refusal):
    permanent = False
    advice = Advice.REFRESH_TOKEN


class TokenRevoked(Refusal):
    advice = Advice.AUTHORIZE_AGAIN


class ScopeMissing(Refusal):
    advice = Advice.AUTHORIZE_AGAIN


class ShopMismatch(Refusal):
    advice = Advice.CHECK_SHOP


class InvalidRequest(Refusal):
    pass


class RateOutOfRange(InvalidRequest):
    pass


class SensitiveWords(InvalidRequest):
    pass


class OperationWithdrawn(Refusal):
    advice = Advice.UPDATE_CLIENT


class QuotaUsedUp(Refusal):
    permanent = False
    advice = Advice.NEXT_WINDOW


class FollowerCeiling(Refusal):
    advice = Advice.CHOOSE_OTHERS


class GmvRequirement(Refusal):
    advice = Advice.CHECK_SHOP


class ReplyAwaited(Refusal):
    permanent = False
    advice = Advice.WAIT


class ConflictPair(NamedTuple):
    creator_open_id: str
    product_id: str


class CollaborationConflict(Refusal):
    """Nothing was created; `pairs` names what stands in the way, empty if the platform did not say."""

    advice = Advice.CHOOSE_OTHERS

    def __init__(self, message: str, occasion: Occasion, pairs: Sequence[ConflictPair] = ()) -> None:
        super().__init__(message, occasion)
        self.pairs = tuple(pairs)


class CollaborationUnavailable(Refusal):
    pass


class UnknownParticipants(Refusal):
    """Nothing was created because of these; both are empty if the platform did not say."""

    advice = Advice.CHOOSE_OTHERS

    def __init__(
        self,
        message: str,
        occasion: Occasion,
        creator_open_ids: Sequence[str] = (),
        product_ids: Sequence[str] = (),
    ) -> None:
        super().__init__(message, occasion)
        self.creator_open_ids = tuple(creator_open_ids)
        self.product_ids = tuple(product_ids)


class CreatorUnavailable(Refusal):
    advice = Advice.CHOOSE_OTHERS


class ProductUnavailable(Refusal):
    advice = Advice.CHOOSE_OTHERS


class ShopRestricted(Refusal):
    advice = Advice.CHECK_SHOP


class MixedTestAccounts(Refusal):
    advice = Advice.CHOOSE_OTHERS


class SampleNotReviewable(Refusal):
    pass


class UnknownRefusal(Refusal):
    pass
