"""Rows of the library."""

from rapport.creators.models.carried import CarriedProduct, SeenVideo
from rapport.creators.models.change import LibraryChange
from rapport.creators.models.content_digest import ContentDigest
from rapport.creators.models.creator import Creator, CreatorCategory, Snapshot
from rapport.creators.models.dealings import Dealings
from rapport.creators.models.peer_figure import PeerFigure
from rapport.creators.models.standings import GroupStanding, ScoringPass

__all__ = [
    "CarriedProduct",
    "ContentDigest",
    "Creator",
    "CreatorCategory",
    "Dealings",
    "GroupStanding",
    "LibraryChange",
    "PeerFigure",
    "ScoringPass",
    "SeenVideo",
    "Snapshot",
]
