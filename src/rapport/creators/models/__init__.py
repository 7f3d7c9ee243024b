"""Rows of the library."""

from rapport.creators.models.carried import CarriedProduct, SeenVideo
from rapport.creators.models.change import LibraryChange
from rapport.creators.models.creator import Creator, CreatorCategory, Snapshot

__all__ = ["CarriedProduct", "Creator", "CreatorCategory", "LibraryChange", "SeenVideo", "Snapshot"]
