"""Cells of files that we hand out: what a spreadsheet would take for a formula is made plain text."""

FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
"""How a cell begins that some spreadsheet runs; also in full width."""
PLAIN = "'"


def plain_cell(text: str) -> str:
    """The text, with the mark of plain text before it where a spreadsheet would run it."""
    return PLAIN + text if text.lstrip(" \n").startswith(FORMULA) else text
