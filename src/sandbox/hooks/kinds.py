"""The types of news: their numbers on the wire, and the names under which a shop registers for them."""

from enum import IntEnum


class Type(IntEnum):
    """What the sandbox tells of."""

    ORDER = 1
    DEAUTHORIZED = 6
    EXPIRING = 7
    RETURN = 12
    MESSAGE = 33
    SAMPLE = 56


NAMES = {
    "CANCELLATION_STATUS_CHANGE": 11,
    "INVOICE_STATUS_CHANGE": 36,
    "NEW_CONVERSATION": 13,
    "NEW_MESSAGE": 14,
    "NEW_MESSAGE_LISTENER": 33,
    "ORDER_STATUS_CHANGE": 1,
    "PACKAGE_UPDATE": 4,
    "PRODUCT_AUDIT_STATUS_CHANGE": 37,
    "PRODUCT_CATEGORY_CHANGE": 18,
    "PRODUCT_CREATION": 16,
    "PRODUCT_INFORMATION_CHANGE": 15,
    "PRODUCT_STATUS_CHANGE": 5,
    "RECIPIENT_ADDRESS_UPDATE": 3,
    "RETURN_STATUS_CHANGE": 12,
    "REVERSE_STATUS_UPDATE": 2,
    "SELLER_DEAUTHORIZATION": 6,
    "UPCOMING_AUTHORIZATION_EXPIRATION": 7,
}
"""All that can be registered by call; samples are not among them. The number of REVERSE_STATUS_UPDATE is ours."""

NAMED = {number: name for name, number in NAMES.items()}
