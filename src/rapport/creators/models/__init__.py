"""Rows of the library."""

from rapport.creators.models.carried import CarriedProduct, SeenVideo
from rapport.creators.models.change import LibraryChange
from rapport.creators.models.creator import Creator, CreatorCategory, Snapshot
from rapport.creators.models.handles import FormerHandle
from rapport.creators.models.labels import CreatorTag, Tag
from rapport.creators.models.lists import CreatorList, ListEntry
from rapport.creators.models.notes import CreatorNote
from rapport.creators.models.people import CreatorTrace, Merge, Proposal
from rapport.creators.models.views import SavedView

__all__ = [
    "CarriedProduct",
    "Creator",
    "CreatorCategory",
    "CreatorList",
    "CreatorNote",
    "CreatorTag",
    "CreatorTrace",
    "FormerHandle",
    "LibraryChange",
    "ListEntry",
    "Merge",
    "Proposal",
    "SavedView",
    "SeenVideo",
    "Snapshot",
    "Tag",
]
