"""Rows of the library."""

from rapport.creators.models.carried import CarriedProduct, SeenVideo
from rapport.creators.models.change import LibraryChange
from rapport.creators.models.contacts import CreatorContact
from rapport.creators.models.content_digest import ContentDigest
from rapport.creators.models.creator import Creator, CreatorCategory, Snapshot
from rapport.creators.models.dealings import Dealings
from rapport.creators.models.forgotten import Forgotten, PseudonymSecret
from rapport.creators.models.handles import FormerHandle
from rapport.creators.models.incoming import IncomingFile
from rapport.creators.models.labels import CreatorTag, Tag
from rapport.creators.models.lists import CreatorList, ListEntry
from rapport.creators.models.lookalike_proof import LookalikeProof
from rapport.creators.models.mapping import ColumnMapping
from rapport.creators.models.notes import CreatorNote
from rapport.creators.models.peer_figure import PeerFigure
from rapport.creators.models.people import CreatorTrace, Merge, Proposal
from rapport.creators.models.saved_search import SavedSearch
from rapport.creators.models.standings import GroupStanding, ScoringPass
from rapport.creators.models.views import SavedView

__all__ = [
    "CarriedProduct",
    "ColumnMapping",
    "ContentDigest",
    "Creator",
    "CreatorCategory",
    "CreatorContact",
    "CreatorList",
    "CreatorNote",
    "CreatorTag",
    "CreatorTrace",
    "Dealings",
    "Forgotten",
    "FormerHandle",
    "GroupStanding",
    "IncomingFile",
    "LibraryChange",
    "ListEntry",
    "LookalikeProof",
    "Merge",
    "PeerFigure",
    "Proposal",
    "PseudonymSecret",
    "SavedSearch",
    "SavedView",
    "ScoringPass",
    "SeenVideo",
    "Snapshot",
    "Tag",
]
