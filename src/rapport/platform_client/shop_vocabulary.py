"""The closed lists of words about a shop's orders, products, returns and money."""

from enum import StrEnum


class TimeField(StrEnum):
    """Which time a list is sorted by."""

    CREATED = "create_time"
    UPDATED = "update_time"


class OrderStatus(StrEnum):
    UNPAID = "UNPAID"
    ON_HOLD = "ON_HOLD"
    AWAITING_SHIPMENT = "AWAITING_SHIPMENT"
    PARTIALLY_SHIPPING = "PARTIALLY_SHIPPING"
    AWAITING_COLLECTION = "AWAITING_COLLECTION"
    IN_TRANSIT = "IN_TRANSIT"
    DELIVERED = "DELIVERED"
    COMPLETED = "COMPLETED"
    CANCELLED = "CANCELLED"


class ProductStatus(StrEnum):
    ALL = "ALL"
    ACTIVATE = "ACTIVATE"
    DRAFT = "DRAFT"
    PENDING = "PENDING"
    FAILED = "FAILED"
    SELLER_DEACTIVATED = "SELLER_DEACTIVATED"
    PLATFORM_DEACTIVATED = "PLATFORM_DEACTIVATED"
    FREEZE = "FREEZE"
    DELETED = "DELETED"


class ReturnStatus(StrEnum):
    """The states of a return or refund; those of exchanges and replacements are told as they are."""

    PENDING = "RETURN_OR_REFUND_REQUEST_PENDING"
    SUCCESS = "RETURN_OR_REFUND_REQUEST_SUCCESS"
    COMPLETE = "RETURN_OR_REFUND_REQUEST_COMPLETE"
    CANCEL = "RETURN_OR_REFUND_REQUEST_CANCEL"
    REJECTED = "REFUND_OR_RETURN_REQUEST_REJECT"
    AWAITING_BUYER_SHIP = "AWAITING_BUYER_SHIP"
    BUYER_SHIPPED = "BUYER_SHIPPED_ITEM"
    AWAITING_BUYER_RESPONSE = "AWAITING_BUYER_RESPONSE"
    PACKAGE_REJECTED = "REJECT_RECEIVE_PACKAGE"
