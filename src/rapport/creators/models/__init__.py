"""Rows of the library."""

from rapport.creators.models.carried import CarriedProduct, SeenVideo
from rapport.creators.models.change import LibraryChange
from rapport.creators.models.content_digest import ContentDigest
from rapport.creators.models.creator import Creator, CreatorCategory, Snapshot
from rapport.creators.models.lookalike_proof import LookalikeProof
from rapport.creators.models.peer_figure import PeerFigure

__all__ = [
    "CarriedProduct",
    "ContentDigest",
    "Creator",
    "CreatorCategory",
    "LibraryChange",
    "LookalikeProof",
    "PeerFigure",
    "SeenVideo",
    "Snapshot",
]
