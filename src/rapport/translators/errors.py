"""
What can go wrong between us and a translation service.

    TranslatorError
      NeverArrived       the request cannot have reached the service
      Busy               too many requests, or its own fault, for now
      AnswerLost         it was sent and its answer is lost: it may be charged
      KeyRefused         the key is missing, wrong or blocked
      AllowanceUsedUp    the account has no characters or credit left
      RequestRefused     the service does not take this, such as a language it has not
      AnswerUnreadable   it answered with something that cannot be used: it may be charged
"""

from typing import ClassVar


class TranslatorError(Exception):
    """
    Base of all; its text holds neither key nor what was to be translated.

    `passing` is true where the same request may succeed later, `charged` where the service may have counted it.
    """

    passing: ClassVar[bool] = False
    charged: ClassVar[bool] = False

    def __init__(self, message: str, http_status: int | None = None) -> None:
        super().__init__(message)
        self.http_status = http_status


class NeverArrived(TranslatorError):  # noqa: N818 - named after what happened, as all below
    passing = True


class Busy(TranslatorError):  # noqa: N818
    """`retry_after_s` is the pause the service asked for, if it named one."""

    passing = True

    def __init__(self, message: str, http_status: int | None = None, retry_after_s: int | None = None) -> None:
        super().__init__(message, http_status)
        self.retry_after_s = retry_after_s


class AnswerLost(TranslatorError):  # noqa: N818
    passing = True
    charged = True


class KeyRefused(TranslatorError):  # noqa: N818
    pass


class AllowanceUsedUp(TranslatorError):  # noqa: N818
    pass


class RequestRefused(TranslatorError):  # noqa: N818
    pass


class AnswerUnreadable(TranslatorError):  # noqa: N818
    charged = True
