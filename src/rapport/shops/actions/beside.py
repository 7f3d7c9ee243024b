"""Reading the rows of a large file in a process beside, while this one keeps those before them.

The process beside is only faster: it is handed rows and gives back what they tell, in their order. Where it cannot be
started, or dies, the rows are read here. It knows no database, and ends with the pipe to it.
"""

import gc
import os
import pickle
import subprocess
import sys
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from itertools import chain, islice
from queue import SimpleQueue
from threading import Thread
from typing import Any, Generic, TypeVar

from rapport.shared.layouts import Match, in_batches
from rapport.shared.records import Record, whole_record
from rapport.shared.refusals import Reason, Refusal
from rapport.shared.tables import Row

Told = TypeVar("Told")
LARGE = 20_000
"""Rows that are read here before a second process is worth its start, a third of a second."""
AT_ONCE = 2_000
AHEAD = 3
"""Batches that are under way beside."""
COMMAND = (sys.executable, "-c", "from rapport.shops.actions.beside import answer; answer()")
LOST = (OSError, EOFError, pickle.UnpicklingError)
"""How it shows that the process beside is no more."""


@dataclass(frozen=True, slots=True)
class Reader(Generic[Told]):
    """Makes of a row what it tells, or the reason why not. Only what can be pickled reads beside."""

    match: Match
    read: Callable[[Record], Told]
    timezone: str

    def __call__(self, row: Row) -> Told | Reason:
        try:
            return self.read(whole_record(self.match, row, self.timezone))
        except Refusal as refusal:
            return Reason(refusal.code, refusal.data)

    def here(self, rows: Iterable[Row]) -> Iterator[tuple[Row, Told | Reason]]:
        """What each row tells."""
        return ((row, self(row)) for row in rows)

    def beside(self, rows: Iterable[Row]) -> Generator[tuple[Row, Told | Reason]]:
        """The same, read beside from the row on that makes the file a large one."""
        coming = iter(rows)
        yield from self.here(islice(coming, LARGE))
        batches = in_batches(coming, AT_ONCE)
        first = next(batches, None)
        if first is None:
            return
        process = _Beside(self)
        try:
            for batch, told in process.answers(chain([first], batches)):
                yield from zip(batch, told, strict=True)
        finally:
            process.end()


class _Beside(Generic[Told]):
    """The process beside, as long as it lives."""

    def __init__(self, reader: Reader[Told]) -> None:
        self.reader = reader
        self.process: subprocess.Popen[bytes] | None = None
        paths = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
        with suppress(OSError):
            self.process = subprocess.Popen(  # noqa: S603 - this very program
                COMMAND, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=paths, start_new_session=True
            )
        self._tell(reader)

    def answers(self, batches: Iterable[Sequence[Row]]) -> Iterator[tuple[Sequence[Row], Sequence[Told | Reason]]]:
        """Each batch with what it tells."""
        waiting: deque[Sequence[Row]] = deque()
        for batch in batches:
            self._tell(batch)
            waiting.append(batch)
            if len(waiting) >= AHEAD:
                yield self._answer(waiting.popleft())
        while waiting:
            yield self._answer(waiting.popleft())

    def end(self) -> None:
        if self.process is None:
            return
        for pipe in (self.process.stdin, self.process.stdout):
            with suppress(OSError):
                pipe.close()  # type: ignore[union-attr] # both were asked for
        self.process.wait()
        self.process = None

    def _tell(self, what: object) -> None:
        try:
            if self.process is not None:
                _send(self.process.stdin, what)
        except LOST:
            self.end()

    def _answer(self, batch: Sequence[Row]) -> tuple[Sequence[Row], Sequence[Told | Reason]]:
        try:
            if self.process is not None:
                return batch, pickle.load(self.process.stdout)  # type: ignore[arg-type] # noqa: S301 - written by us
        except LOST:
            self.end()
        return batch, [self.reader(row) for row in batch]


def answer() -> None:
    """Be the process beside: what is to be read comes in by one pipe, what it tells goes out by the other.

    Rows are taken in at once, so that whoever sends them never waits for whoever waits for them.
    """
    source, sink = sys.stdin.buffer, sys.stdout.buffer
    gc.disable()  # rows make no cycles, and to search them for some is dear
    reader = pickle.load(source)  # noqa: S301 - written by us
    batches: SimpleQueue[Sequence[Row] | None] = SimpleQueue()
    Thread(target=_take, args=(source, batches), daemon=True).start()
    with suppress(BrokenPipeError):
        while (batch := batches.get()) is not None:
            _send(sink, [reader(row) for row in batch])
            gc.collect(0)
    os._exit(0)  # nobody listens any more: nothing is left to be written out


def _take(source: Any, batches: "SimpleQueue[Sequence[Row] | None]") -> None:
    try:
        while True:
            batches.put(pickle.load(source))  # noqa: S301 - written by us
    except LOST:
        batches.put(None)


def _send(pipe: Any, what: object) -> None:
    pickle.dump(what, pipe, pickle.HIGHEST_PROTOCOL)
    pipe.flush()
