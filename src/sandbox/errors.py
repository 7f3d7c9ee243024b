"""Refusals: the platform's codes, their HTTP status and our words for them."""

from typing import Any

INVALID = 36009004
RATE_LIMITED = 36009002
INTERNAL = 36009003
NO_SUCH_PATH = 36009009
FILE_TOO_LARGE = 36009021
WRONG_MEDIA = 36009022
NOT_MULTIPART = 36009023
THROTTLED = 36009037
DATE_NOT_READY = 13017003
WRONG_METHOD = 36009010
WRONG_VERSION = 36009014
BAD_SIGNATURE = 106001
NO_SHOP_CIPHER = 106013
DAILY_CAP = 45101004
UNKNOWN_TOKEN = 105001
EXPIRED_TOKEN = 105002
SCOPE_MISSING = 105005
WRONG_SHOP_CIPHER = 101000
BAD_AUTH_CODE = 36004004
AUTHORIZE_AGAIN = 36004005
INVALID_PARAMETERS = 98001004
CREATOR_MISMATCH = 16032001
REGION_MISMATCH = 16901006
MESSAGE_QUOTA = 16030002
GMV_REQUIREMENT = 16030003
PRE_REPLY_CAP = 16030010
ALREADY_OPEN = 16003012
RATE_OUT_OF_RANGE = 16003033
FOREIGN_PRODUCT = 16024008
INVITATION_QUOTA = 16024019
FOLLOWER_CEILING = 16024021
PAIR_EXISTS = 16024022
FOREIGN_COLLABORATION = 50001700
COLLABORATION_OVER = 50001701
UNAVAILABLE = 50001702
SENSITIVE_WORDS = 50001703

QUOTA_CODES = frozenset({MESSAGE_QUOTA, INVITATION_QUOTA})

REFUSALS: dict[int, tuple[int, str]] = {
    INVALID: (400, "The request cannot be used as it is."),
    RATE_LIMITED: (429, "Too many requests."),
    INTERNAL: (500, "Internal error. Please try again."),
    NO_SUCH_PATH: (404, "There is no such path."),
    WRONG_METHOD: (405, "This path does not take this method."),
    WRONG_VERSION: (400, "This version does not exist or was retired."),
    FILE_TOO_LARGE: (400, "The file is larger than 10 MB."),
    WRONG_MEDIA: (400, "The content type must be application/json or multipart/form-data."),
    NOT_MULTIPART: (400, "The content type must be multipart/form-data."),
    THROTTLED: (429, "This export is being made already."),
    DATE_NOT_READY: (200, "The figures of this day are not there yet."),
    BAD_SIGNATURE: (401, "Invalid credentials: the 'sign' query parameter does not fit the request."),
    NO_SHOP_CIPHER: (400, "The shop_cipher query parameter is missing."),
    UNKNOWN_TOKEN: (403, "The access token is unknown or was deauthorized."),
    EXPIRED_TOKEN: (401, "The access token has expired."),
    SCOPE_MISSING: (403, "The access token does not open this operation."),
    WRONG_SHOP_CIPHER: (403, "The shop_cipher does not belong to the access token."),
    BAD_AUTH_CODE: (400, "Invalid auth code."),
    AUTHORIZE_AGAIN: (400, "The refresh token is unknown or has expired: authorize again."),
    DAILY_CAP: (200, "The requests of this day are used up."),
    INVALID_PARAMETERS: (200, "Invalid parameters."),
    CREATOR_MISMATCH: (200, "Creator and seller do not match."),
    REGION_MISMATCH: (200, "The creator belongs to another region."),
    MESSAGE_QUOTA: (200, "The shop has used up its messaging quota of this week."),
    GMV_REQUIREMENT: (200, "The shop's GMV does not allow contact with this creator."),
    PRE_REPLY_CAP: (200, "No further message before the creator answers."),
    ALREADY_OPEN: (200, "The product is already in an open collaboration."),
    RATE_OUT_OF_RANGE: (200, "The commission rate is outside the allowed range."),
    FOREIGN_PRODUCT: (200, "A product belongs to another seller."),
    INVITATION_QUOTA: (200, "The outreach quota of this week is not sufficient."),
    FOLLOWER_CEILING: (200, "A creator is above the follower limit of the shop's tier."),
    PAIR_EXISTS: (200, "A creator and product pair is already in an open collaboration."),
    FOREIGN_COLLABORATION: (200, "This collaboration is not the seller's."),
    COLLABORATION_OVER: (200, "This collaboration is over."),
    UNAVAILABLE: (200, "A creator or product is not available."),
    SENSITIVE_WORDS: (200, "The name or message holds sensitive words."),
}


class RefusedError(Exception):
    """The platform says no; `data` is what the answer carries beside code and message."""

    shop: int | None = None  # set where the caller is known

    def __init__(self, code: int, text: str = "", data: dict[str, Any] | None = None) -> None:
        self.code, self.data = code, data
        self.status, general = REFUSALS[code]
        self.text = f"{general} {text}".strip()
        super().__init__(self.text)
