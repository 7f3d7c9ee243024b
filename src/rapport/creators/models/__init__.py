"""Rows of the library."""

from rapport.creators.models.carried import CarriedProduct, SeenVideo
from rapport.creators.models.change import LibraryChange
from rapport.creators.models.creator import Creator, CreatorCategory, Snapshot
from rapport.creators.models.dealings import Dealings
from rapport.creators.models.standings import GroupStanding, ScoringPass

__all__ = [
    "CarriedProduct",
    "Creator",
    "CreatorCategory",
    "Dealings",
    "GroupStanding",
    "LibraryChange",
    "ScoringPass",
    "SeenVideo",
    "Snapshot",
]
