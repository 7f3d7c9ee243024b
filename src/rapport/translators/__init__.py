"""Clients of translation services and chat models: a plain library."""

from rapport.translators.chat import ChatModel as ChatModel
from rapport.translators.errors import AllowanceUsedUp as AllowanceUsedUp
from rapport.translators.errors import AnswerLost as AnswerLost
from rapport.translators.errors import AnswerUnreadable as AnswerUnreadable
from rapport.translators.errors import Busy as Busy
from rapport.translators.errors import KeyRefused as KeyRefused
from rapport.translators.errors import NeverArrived as NeverArrived
from rapport.translators.errors import RequestRefused as RequestRefused
from rapport.translators.errors import TranslatorError as TranslatorError
from rapport.translators.opening import open_chat as open_chat
from rapport.translators.opening import open_translator as open_translator
from rapport.translators.texts import Account as Account
from rapport.translators.texts import Translated as Translated
from rapport.translators.texts import Translator as Translator
from rapport.translators.texts import batches as batches
from rapport.translators.wire import Patience as Patience
