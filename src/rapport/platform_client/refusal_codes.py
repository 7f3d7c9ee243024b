"""Which refusal each code of the platform means."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from rapport.platform_client import errors

REFUSALS: Final[Mapping[int, type[errors.Refusal]]] = MappingProxyType(
    {
        # every call
        40006: errors.OperationWithdrawn,  # no schema found
        101000: errors.ShopMismatch,
        105001: errors.TokenRevoked,
        105002: errors.TokenExpired,
        105005: errors.ScopeMissing,
        106001: errors.SignatureRefused,
        106013: errors.InvalidRequest,  # shop_cipher missing
        36009002: errors.Throttled,
        36009003: errors.PlatformTrouble,
        36009004: errors.InvalidRequest,
        36009007: errors.PlatformTrouble,  # timed out over there
        36009009: errors.OperationWithdrawn,  # path
        36009010: errors.OperationWithdrawn,  # method
        36009014: errors.OperationWithdrawn,  # version
        36009021: errors.InvalidRequest,  # file too large
        36009022: errors.InvalidRequest,  # content type
        36009023: errors.InvalidRequest,  # content type
        36009033: errors.AddressRefused,
        36009037: errors.Throttled,
        98001004: errors.InvalidRequest,
        # tokens
        36004004: errors.AuthorizationRefused,
        36004005: errors.AuthorizationRefused,
        # creators
        45101004: errors.DailyCapReached,
        16032012: errors.InvalidRequest,  # a partner's cipher is needed
        16901005: errors.CreatorUnavailable,  # may not sell
        16901006: errors.CreatorUnavailable,  # another region
        16901007: errors.CreatorUnavailable,  # official profile
        16901008: errors.CreatorUnavailable,  # may not sell, or deactivated
        # conversations
        45101001: errors.PlatformTrouble,
        45101021: errors.CreatorUnavailable,  # privacy control
        16030001: errors.CreatorUnavailable,  # account cleared
        16030002: errors.QuotaUsedUp,
        16030003: errors.GmvRequirement,
        16030007: errors.ShopRestricted,
        16030009: errors.MixedTestAccounts,
        16030010: errors.ReplyAwaited,  # the sandbox's; how the platform says it is not documented
        16032001: errors.CreatorUnavailable,  # another region, or an id of another kind
        # target collaborations
        16024004: errors.MixedTestAccounts,
        16024006: errors.CreatorUnavailable,  # our own official creator
        16024008: errors.ProductUnavailable,  # another seller's
        16024016: errors.CreatorUnavailable,  # bound to a shop account
        16024018: errors.CreatorUnavailable,  # blocked by us
        16024019: errors.QuotaUsedUp,
        16024020: errors.CreatorUnavailable,  # some are excluded
        16024021: errors.FollowerCeiling,
        16024022: errors.CollaborationConflict,
        50001700: errors.CollaborationUnavailable,  # another seller's
        50001701: errors.CollaborationUnavailable,  # expired
        50001702: errors.UnknownParticipants,
        50001703: errors.SensitiveWords,
        600001001: errors.Throttled,
        600001002: errors.Throttled,  # locked by another call
        # open collaborations
        16003012: errors.CollaborationConflict,
        16003025: errors.ShopRestricted,
        16003033: errors.RateOutOfRange,
        16003035: errors.ProductUnavailable,
        16603010: errors.ShopRestricted,
        # samples
        16022020: errors.SampleNotReviewable,
        # exports
        13017003: errors.NotYetAvailable,
    }
)
