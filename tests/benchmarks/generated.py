"""A catalogue of any size, made the same every time, with words distributed as in language."""

from __future__ import annotations

import itertools
import random
import time
from collections.abc import Iterator
from pathlib import Path

from catalog_app.domain import dates
from catalog_app.domain.fieldtypes import Row
from catalog_app.domain.records import Record, reconcile_names
from catalog_app.paths import data_folder
from catalog_app.services.catalogues import create_catalogue, open_catalogue
from catalog_app.services.workspace import Workspace

PARTIES = 5_000
PLACES = 300
BATCH = 1_000
SEED = 1983
_SYLLABLES = ["ka", "ri", "mo", "ten", "shu", "lin", "gao", "par", "vel", "dor", "est", "ine"]
_HANZI = "北京东西南山水金木石玉龙凤海天地人王李张刘陈杨黄赵吴周徐孙马朱胡林郭何高罗"
_HANGUL = "가나다라마바사아자차카타파하김이박최정강조윤장임평양서울은국철영호수민"


def _words(random_: random.Random, count: int) -> list[str]:
    found: dict[str, None] = {}
    while len(found) < count:
        found["".join(random_.choices(_SYLLABLES, k=random_.randint(1, 4)))] = None
    return list(found)


class Generator:
    """Draws 5,000 parties with variants in three scripts, then visits, events and gifts."""

    def __init__(self) -> None:
        self.random = random.Random(SEED)
        self.vocabulary = _words(self.random, 20_000)
        # The commonest word is drawn twice as often as the second, thrice as the third (Zipf).
        ranks = range(1, len(self.vocabulary) + 1)
        self.weights = list(itertools.accumulate(1 / rank for rank in ranks))
        self.materials: list[int] = []
        self.types: list[int] = []

    def text(self, count: int) -> str:
        return " ".join(self.random.choices(self.vocabulary, cum_weights=self.weights, k=count))

    def name(self) -> str:
        return " ".join(word.title() for word in self.random.choices(self.vocabulary, k=2))

    def script(self, letters: str) -> str:
        return "".join(self.random.choices(letters, k=3))

    def party(self, number: int) -> Record:
        title = f"{self.name()} {number}"
        names = (
            Row({"text": title, "preferred": "yes", "language": "en", "script": "Latn"}),
            Row({"text": self.script(_HANZI), "language": "zh", "script": "Hani"}),
            Row({"text": self.script(_HANGUL), "language": "ko", "script": "Hang"}),
        )
        kind = "organisation" if number % 5 == 0 else "person"
        return reconcile_names(Record(kind, {"title": title, "names": names}))

    def place(self, number: int) -> Record:
        return reconcile_names(Record("place", {"title": f"{self.name()} {number}"}))

    def link(self, parties: range) -> tuple[Row, ...]:
        target = self.random.choice(parties)
        return (Row({"target": target, "capacity": self.text(3)}),)

    def record(self, number: int, parties: range, places: range) -> Record:
        day = self.random.randrange(dates.day_number(1950, 1, 1), dates.day_number(2026, 1, 1))
        printed = dates.iso(day)
        assert printed is not None
        values: dict[str, object] = {
            "title": self.text(4).capitalize(),
            "number": f"{printed[:4]}.{number}",
            "date": dates.DateValue(printed, printed, day, day),
            "summary": self.text(60),
            "place": (Row({"target": self.random.choice(places)}),),
        }
        kind = ("gift", "gift", "visit", "event")[number % 4]
        if kind == "gift":
            values["donor"] = self.link(parties)
            values["recipient"] = self.link(parties)
            material = Row({"term": self.random.choice(self.materials), "text": self.text(1)})
            values["objects"] = (
                Row(
                    {
                        "title": self.text(3),
                        "type": self.random.choice(self.types),
                        "materials": (material,),
                    }
                ),
            )
        elif kind == "visit":
            values["visitor"] = self.link(parties)
            values["host"] = self.link(parties)
        else:
            values["participant"] = self.link(parties)
        return Record(kind, values)  # type: ignore[arg-type]

    def records(self, count: int) -> Iterator[Record]:
        parties = range(1, min(PARTIES, count // 4) + 1)
        places = range(len(parties) + 1, len(parties) + min(PLACES, count // 8) + 1)
        for number in parties:
            yield self.party(number)
        for number in places:
            yield self.place(number)
        for number in range(places[-1] + 1, count + 1):
            yield self.record(number, parties, places)


def generated(folder: Path, count: int) -> Workspace:
    """Open the generated catalogue of this size in ``folder``; it is made if it is not there."""
    path = folder / f"generated-{count}.xenion"
    if path.is_dir():
        return open_catalogue(path)
    folder.mkdir(parents=True, exist_ok=True)
    building = folder / f"building-{count}.xenion"
    workspace = create_catalogue(building, data_folder())
    fill(workspace, count)
    workspace.close()
    building.rename(path)
    return open_catalogue(path)


def fill(workspace: Workspace, count: int) -> float:
    """Fill a new catalogue, in batches of one long step; returns the seconds of storing alone."""
    generator = Generator()
    generator.materials = [term.id for term in workspace.store.terms("material")]
    generator.types = [term.id for term in workspace.store.terms("object_type")]
    records = generator.records(count)
    step = workspace.store.begin_long_step("Generated")
    spent = 0.0
    while batch := list(itertools.islice(records, BATCH)):
        started = time.perf_counter()
        with workspace.store.batch(step) as writer:
            for record in batch:
                writer.add(record)
        spent += time.perf_counter() - started
    workspace.store.end_long_step(step, "Generated")
    return spent
