"""Which segments are the present ones: a manifest, replaced in one step, and one writer at a time.

A newer segment holds the whole row of each id in it; rows of the same id in older ones are left out. Small segments are
built again together with the next change, so that there are never more than a few.
"""

import json
import os
import shutil
from collections.abc import Callable, Iterable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from rapport.index.building import build_segment
from rapport.index.schema import Batch, Mask, Numbers, Schema, Stored
from rapport.index.segment import Segment
from rapport.index.turns import one_at_a_time

MANIFEST, LOCK = "manifest.json", "writer.lock"
GROWTH = 2
"""A segment no larger than so many times what is written now is written again with it."""

Load = Callable[[Numbers], Iterable[Batch]]
"""Gives the rows of these ids as they are now; an id it gives no row for is left out of the index."""


@dataclass(frozen=True, slots=True)
class Version:
    """The index as it is at one moment. `mark` is the writer's own note of how far it has read its source."""

    number: int
    segments: tuple[Segment, ...]
    mark: dict[str, Any]

    @property
    def rows(self) -> int:
        return sum(segment.living for segment in self.segments)


class Store:
    """An index in a folder."""

    def __init__(self, folder: Path, schema: Schema) -> None:
        self.folder, self.schema = folder, schema
        self._seen: tuple[int, int, int] | None = None
        self._version: Version | None = None

    def version(self) -> Version | None:
        """The present version; None where there is none yet, or only one of other columns."""
        while (seen := self._stamp()) is not None and seen != self._seen:
            try:
                self._version, self._seen = self._opened(), seen
            except FileNotFoundError:
                # The writer replaced the manifest, and took the old files away, while we read.
                continue
        return self._version if seen is not None else None

    def writing(self, *, wait: bool = False) -> AbstractContextManager[bool]:
        """Hold the right to write; False where somebody else has it and we do not wait for it. It ends with the process
        at the latest.
        """
        return one_at_a_time(self.folder / LOCK, wait=wait)

    def rebuild(self, batches: Iterable[Batch], mark: dict[str, Any]) -> None:
        """Build all anew; only while writing."""
        number = self._next()
        folder = self._fresh(number)
        build_segment(folder, self.schema, batches)
        self._publish(number, [(folder.name, "")], mark)

    def change(self, ids: Iterable[int], load: Load, mark: dict[str, Any]) -> None:
        """Take in the rows of these ids as they are now; only while writing, and where there is a version."""
        version = self.version()
        if version is None:
            raise RuntimeError("an index must be built before it is changed")
        number = self._next()
        wanted = np.unique(np.fromiter(ids, np.int64))
        kept = list(version.segments)
        while len(kept) > 1 and kept[-1].living <= GROWTH * len(wanted):
            wanted = np.union1d(wanted, kept.pop().living_ids().astype(np.int64))
        folder = self._fresh(number)
        build_segment(folder, self.schema, load(wanted))
        alive = dict(self._manifest()["segments"])
        entries = [
            (name, self._bury(segment, wanted, number) or alive[name])
            for segment, name in ((one, one.folder.name) for one in kept)
        ]
        self._publish(number, [*entries, (folder.name, "")], mark)

    def _bury(self, segment: Segment, ids: Stored, number: int) -> str:
        """The name of a new file that says which rows of an older segment are alive without these ids; none where it
        holds none of them.
        """
        places = segment.positions_of(ids)
        if not len(places):
            return ""
        alive = np.ones(segment.rows, np.bool_) if segment.alive is None else segment.alive.copy()
        alive[places] = False
        name = f"{segment.folder.name}.alive.{number}"
        (self.folder / name).write_bytes(alive.tobytes())
        return name

    def _publish(self, number: int, entries: Sequence[tuple[str, str]], mark: dict[str, Any]) -> None:
        manifest = {"number": number, "schema": self.schema.key, "segments": entries, "mark": mark}
        part = self.folder / f"{MANIFEST}.part"
        with part.open("w", encoding="utf-8") as file:
            json.dump(manifest, file)
            file.flush()
            os.fsync(file.fileno())
        part.replace(self.folder / MANIFEST)
        self._sweep({name for entry in entries for name in entry})

    def _sweep(self, wanted: set[str]) -> None:
        """Take away what no version needs any more, and what a killed writer left."""
        for path in self.folder.iterdir():
            if path.name in wanted or path.name in (MANIFEST, LOCK):
                continue
            shutil.rmtree(path) if path.is_dir() else path.unlink()

    def _fresh(self, number: int) -> Path:
        folder = self.folder / f"segment-{number}"
        for left in (folder, folder.with_name(f"{folder.name}.spool")):
            if left.exists():
                shutil.rmtree(left)
        return folder

    def _next(self) -> int:
        return int(self._manifest()["number"]) + 1 if (self.folder / MANIFEST).exists() else 1

    def _manifest(self) -> dict[str, Any]:
        manifest: dict[str, Any] = json.loads((self.folder / MANIFEST).read_text(encoding="utf-8"))
        return manifest

    def _stamp(self) -> tuple[int, int, int] | None:
        try:
            found = (self.folder / MANIFEST).stat()
        except FileNotFoundError:
            return None
        return found.st_ino, found.st_mtime_ns, found.st_size

    def _opened(self) -> Version | None:
        manifest = self._manifest()
        if manifest["schema"] != self.schema.key:
            return None
        open_ones = {one.folder.name: one for one in (self._version.segments if self._version else ())}
        segments = []
        for name, alive in manifest["segments"]:
            segment = open_ones.get(name) or Segment(self.folder / name)
            segments.append(segment.with_alive(self._alive(alive, segment.rows)))
        return Version(manifest["number"], tuple(segments), manifest["mark"])

    def _alive(self, name: str, rows: int) -> Mask | None:
        return np.memmap(self.folder / name, np.bool_, "r", shape=(rows,)).view(np.ndarray) if name else None
