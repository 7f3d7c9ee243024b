"""What can be wrong with a screen's text, beside its quotes and its figures."""

from rapport.creators.rules.screens.tokens import ScreenUnreadable


class FieldUnknown(ScreenUnreadable):
    """No field has this name, nor one like it; `nearest` is empty."""

    code = "screens.field_unknown"


class FieldMistyped(FieldUnknown):
    """No field has this name; `nearest` is one that looks like it."""

    code = "screens.field_mistyped"


class OperatorUnfit(ScreenUnreadable):
    """A field is not asked about in this way; `fits` says how it is."""

    code = "screens.operator_unfit"


class ValueWanted(ScreenUnreadable):
    """A value is asked for and the text ends, or a mark stands there."""

    code = "screens.value_wanted"


class WordWanted(ScreenUnreadable):
    """Something else should stand here: `wanted` says what."""

    code = "screens.word_wanted"


class FieldWanted(WordWanted):
    """The name of a field should stand here."""

    code = "screens.field_wanted"


class BoundsTurned(ScreenUnreadable):
    """The lower bound is above the upper one."""

    code = "screens.bounds_turned"


class TooNested(ScreenUnreadable):
    """Brackets stand deeper in one another than anybody reads."""

    code = "screens.too_nested"
