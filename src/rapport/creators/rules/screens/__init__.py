"""Screens: whom somebody looks for, as conditions over every figure, as text, and held against one creator."""

from rapport.creators.rules.screens.asking import (
    Screen,
    ScreenInvalid,
    follower_band,
    goal_screen,
    named_like,
    outreach_screen,
)
from rapport.creators.rules.screens.fields import FIELDS, RANKING, Field, Kind, Unit
from rapport.creators.rules.screens.judging import Checked, Facts, Screened, Verdict, screen_creator, whole
from rapport.creators.rules.screens.ranking import Ranking
from rapport.creators.rules.screens.text import ScreenText, read_screen
from rapport.creators.rules.screens.tokens import ScreenUnreadable
from rapport.creators.rules.screens.writing import written

__all__ = [
    "FIELDS",
    "RANKING",
    "Checked",
    "Facts",
    "Field",
    "Kind",
    "Ranking",
    "Screen",
    "ScreenInvalid",
    "ScreenText",
    "ScreenUnreadable",
    "Screened",
    "Unit",
    "Verdict",
    "follower_band",
    "goal_screen",
    "named_like",
    "outreach_screen",
    "read_screen",
    "screen_creator",
    "whole",
    "written",
]
