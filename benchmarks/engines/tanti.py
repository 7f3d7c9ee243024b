"""Tantivy: a search engine's index with fast fields. It cannot order by an expression: it orders by a stored rank."""

from collections.abc import Iterable
from pathlib import Path

import numpy as np
import tantivy
from benchmarks.crowd import KEYS, Crowd
from benchmarks.engines.columns import CODES
from benchmarks.engines.engine import PAGE, Answer, Counts
from benchmarks.questions import POINTS, Question

from rapport.index.schema import UNKNOWN
from rapport.shops.rules.regions import REGIONS

FIGURES = ("followers", "female_share", "gmv_30d", "videos_30d", "interaction_rate", "adult_share", "score")
MOST = 2**40


class Tantivy:
    name = "tantivy"

    def __init__(self, folder: Path) -> None:
        made = tantivy.SchemaBuilder()
        for name in ("id", "rank", *FIGURES):
            made.add_unsigned_field(name, stored=name == "id", indexed=name == "id", fast=True)
        for name in ("region", "language", "category"):
            made.add_text_field(name, fast=True, tokenizer_name="raw")
        made.add_text_field("handle", tokenizer_name="raw", fast=True)
        self.schema = made.build()
        folder.mkdir(parents=True, exist_ok=True)
        self.index = tantivy.Index(self.schema, str(folder))

    def load(self, crowd: Iterable[Crowd]) -> None:
        writer = self.index.writer(512_000_000, 2)
        for part in crowd:
            self._add(writer, part)
        writer.commit()
        writer.wait_merging_threads()
        self.index.reload()

    def page(self, question: Question, start: int = 0) -> Answer:
        return self._page(self._query(question), start)

    def facets(self, question: Question) -> Counts:
        asked = {name: {"terms": {"field": name, "size": 100}} for name in ("category", "language", "score")}
        found = self.index.searcher().aggregate(self._query(question), asked)
        return {
            name: {_choice(bucket["key"]): bucket["doc_count"] for bucket in told["buckets"]}
            for name, told in found.items()
        }

    def text(self, needle: str) -> Answer:
        pattern = ".*" + needle.replace(".", "\\.") + ".*"
        return self._page(tantivy.Query.regex_query(self.schema, "handle", pattern), 0)

    def change(self, crowd: Crowd) -> None:
        writer = self.index.writer(512_000_000, 2)
        for one in crowd.ids.tolist():
            writer.delete_documents("id", one)
        self._add(writer, crowd)
        writer.commit()
        self.index.reload()

    def close(self) -> None:
        """Nothing is held."""

    def _add(self, writer: tantivy.IndexWriter, part: Crowd) -> None:
        rank = sum((part.numbers[name].clip(0) * weight for name, weight in POINTS), np.zeros(len(part.ids), np.int64))
        columns = {name: part.numbers[name].tolist() for name in FIGURES} | {
            "id": part.ids.tolist(),
            "rank": rank.tolist(),
        }
        for place in range(len(part.ids)):
            told = {name: values[place] for name, values in columns.items() if values[place] != UNKNOWN}
            code = CODES[part.region[place]]
            told |= {"region": code, "language": REGIONS[code].language, "handle": part.handles[place]}
            told["category"] = [KEYS[key] for key in part.categories[place] if key >= 0]
            writer.add_document(tantivy.Document.from_dict(told, self.schema))

    def _query(self, question: Question) -> tantivy.Query:
        must = tantivy.Occur.Must
        parts = [(must, tantivy.Query.term_query(self.schema, "region", question.region))] if question.region else []
        for one in question.bounds:
            bounds = (one.low or 0, MOST if one.high is None else one.high)
            found = tantivy.Query.range_query(self.schema, one.field, tantivy.FieldType.Unsigned, *bounds)
            parts.append((must, found))
        return tantivy.Query.boolean_query(parts)

    def _page(self, query: tantivy.Query, start: int) -> Answer:
        searcher = self.index.searcher()
        found = searcher.search(query, PAGE, count=True, order_by_field="rank", offset=start)
        ids = tuple(searcher.doc(address)["id"][0] for _, address in found.hits)
        return Answer(getattr(found, "count", 0), ids)


def _choice(key: object) -> str:
    return str(int(key)) if isinstance(key, float) else str(key)
