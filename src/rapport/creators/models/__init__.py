"""Rows of the library."""

from rapport.creators.models.carried import CarriedProduct, SeenVideo
from rapport.creators.models.change import LibraryChange
from rapport.creators.models.creator import Creator, CreatorCategory, Snapshot
from rapport.creators.models.incoming import IncomingFile
from rapport.creators.models.mapping import ColumnMapping
from rapport.creators.models.saved_search import SavedSearch

__all__ = [
    "CarriedProduct",
    "ColumnMapping",
    "Creator",
    "CreatorCategory",
    "IncomingFile",
    "LibraryChange",
    "SavedSearch",
    "SeenVideo",
    "Snapshot",
]
