"""The closed lists of words the platform understands; in its answers these words stay open texts."""

from enum import StrEnum


class AgeRange(StrEnum):
    FROM_18 = "AGE_RANGE_18_24"
    FROM_25 = "AGE_RANGE_25_34"
    FROM_35 = "AGE_RANGE_35_44"
    FROM_45 = "AGE_RANGE_45_54"
    FROM_55 = "AGE_RANGE_55_AND_ABOVE"


class Gender(StrEnum):
    FEMALE = "FEMALE"
    MALE = "MALE"


class GmvRange(StrEnum):
    """Sales of the last 30 days in the market's currency."""

    FROM_0 = "GMV_RANGE_0_100"
    FROM_100 = "GMV_RANGE_100_1000"
    FROM_1000 = "GMV_RANGE_1000_10000"
    FROM_10000 = "GMV_RANGE_10000_AND_ABOVE"


class UnitsSoldRange(StrEnum):
    """Units of the last 30 days."""

    FROM_0 = "UNITS_SOLD_RANGE_0_10"
    FROM_10 = "UNITS_SOLD_RANGE_10_100"
    FROM_100 = "UNITS_SOLD_RANGE_100_1000"
    FROM_1000 = "UNITS_SOLD_RANGE_1000_AND_ABOVE"


class PostRate(StrEnum):
    OK = "OK"
    GOOD = "GOOD"
    BETTER = "BETTER"


class AgencyStatus(StrEnum):
    AGENCY_MANAGED = "AGENCY_MANAGED"
    INDEPENDENT = "INDEPENDENT"


class FilterKind(StrEnum):
    """The filters of the marketplace whose choices the platform tells; CATEGORY_LEADER counts 60 days."""

    CATEGORY_LEADER = "OPTION_VERTICAL_PRO"
    LANGUAGE = "OPTION_LANGUAGE"
    LEVEL = "OPTION_CREATOR_LEVEL"
    BRAND = "OPTION_BRAND"
    SORTER = "OPTION_SORTER"


class DataGroup(StrEnum):
    """Groups of a creator's figures; fewer groups are answered faster."""

    BASIC = "BASIC_CREATOR_INFORMATION"
    CONTENT = "CONTENT_PERFORMANCE"
    FOLLOWERS = "FOLLOWER_INFORMATION"
    COLLABORATION = "COLLABORATION"
    SALES = "SALES_AND_GMV"


class CollaborationStatus(StrEnum):
    """ONGOING has more than 7 days left, EXPIRING fewer; COMPLETED is over or cancelled."""

    VALID = "VALID"
    ONGOING = "ONGOING"
    EXPIRING = "EXPIRING"
    CANCELING = "CANCELING"
    COMPLETED = "COMPLETED"


class KeywordType(StrEnum):
    PRODUCT_ID = "PRODUCT_ID"
    PRODUCT_NAME = "PRODUCT_NAME"
    COLLABORATION_ID = "TARGET_COLLABORATION_ID"
    COLLABORATION_NAME = "TARGET_COLLABORATION_NAME"


class ShowcaseChoice(StrEnum):
    """Which products to tell of: all, or by whether the creator has added them to the showcase."""

    ALL = "ALL"
    ADDED = "ADDED"
    NOT_ADDED = "NOT_ADDED"


class SortOrder(StrEnum):
    RISING = "ASC"
    FALLING = "DESC"


class OfferedProductSort(StrEnum):
    """What the products open to creators are sorted by; the platform's own choice is the rate, rising."""

    RATE = "commission_rate"
    COMMISSION = "commission"
    PRICE = "product_sales_price"
    UNITS_SOLD = "units_sold"


class FulfilmentRank(StrEnum):
    """How likely the platform thinks a creator is to make content of a sample; a rank asks for it or better."""

    ALL = "ALL"
    LOW = "LOW"
    MEDIUM = "MEDIUM"
    HIGH = "HIGH"


class ConversationStatus(StrEnum):
    ALL = "ALL"
    UNREAD = "UNREAD"
    UNREPLIED = "UNREPLIED"
    STARRED = "STARRED"
    ARCHIVED = "ARCHIVED"


class ConversationMark(StrEnum):
    """What a conversation can be marked as; a new message brings an archived one back."""

    STARRED = "STARRED"
    UNSTARRED = "UNSTARRED"
    ARCHIVED = "ARCHIVED"


class MessageType(StrEnum):
    TEXT = "TEXT"
    PRODUCT_CARD = "PRODUCT_CARD"
    COLLABORATION_CARD = "TARGET_COLLABORATION_CARD"
    SAMPLE_CARD = "FREE_SAMPLE_CARD"
    IMAGE = "IMAGE"
    TEXT_WITH_IMAGE = "CRM_TEXT_WITH_IMAGE_CARD"
    TEXT_WITH_PRODUCTS = "CRM_TEXT_WITH_PRODUCTS_CARD"
    NOTIFICATION = "NOTIFICATION"
    EMOTICONS = "EMOTICONS"
    SYSTEM = "SYSTEM"


class ContentFormat(StrEnum):
    VIDEO = "VIDEO"
    LIVE = "LIVE"


class SampleStatus(StrEnum):
    PENDING = "PENDING"
    AWAITING_SHIPMENT = "AWAITING_SHIPMENT"
    SHIPPED = "SHIPPED"
    CONTENT_PENDING = "CONTENT_PENDING"
    COMPLETED = "COMPLETED"
    REJECT_CANCELLED = "REJECT_CANCELLED"
    OVERDUE_CANCELLED = "OVERDUE_CANCELLED"
    UNFULFILL_CANCELLED = "UNFULFILL_CANCELLED"
    UNFULFILLABLE_CANCELLED = "UNFULFILLABLE_CANCELLED"
    SELLER_NOT_SHIP_CANCELLED = "SELLER_NOT_SHIP_CANCELLED"
    WITHDRAW_CANCELLED = "WITHDRAW_CANCELLED"
    DEL_OPEN_COLLAB = "DEL_OPEN_COLLAB"
    OPS_CANCELLED = "OPS_CANCELLED"
    OPS_FAILED = "OPS_FAILED"
    OPS_COMPLETED = "OPS_COMPLETED"


class SampleVerdict(StrEnum):
    APPROVE = "APPROVE"
    REJECT = "REJECT"


class RejectReason(StrEnum):
    NOT_MATCH = "NOT_MATCH"
    OFFLINE = "OFFLINE"
    OUT_OF_STOCK = "OUT_OF_STOCK"
    OTHER = "OTHER"


class ExportSubject(StrEnum):
    BASE = "BASE"
    CREATOR = "CREATOR"


class ExportWindow(StrEnum):
    DAY = "PAST_24H"
    WEEK = "PAST_7_DAYS"
    MONTH = "PAST_30_DAYS"


class ExportPlan(StrEnum):
    """Which kinds of collaboration an export counts."""

    ALL = "ALL"
    OPEN = "OPEN"
    TARGET = "TARGET"
    PARTNER = "PARTNER"


class SettlementStatus(StrEnum):
    """Our spelling of "To-SETTLE", "AWAITING PAYMENT" and the like; only SETTLED has actual amounts."""

    UNKNOWN = "unknown"
    AWAITING_PAYMENT = "awaiting_payment"
    TO_SETTLE = "to_settle"
    SETTLED = "settled"
    INELIGIBLE = "ineligible"
    REFUNDED = "refunded"
