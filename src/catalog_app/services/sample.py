"""The sample catalogue: forty years of visits and gifts, to learn the program by."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from catalog_app.domain.records import reconcile_names
from catalog_app.domain.translation import tr
from catalog_app.services.naming import Names
from catalog_app.services.plain import read_record
from catalog_app.services.workspace import Workspace

_FILES = (
    "visits",
    "events",
    "gifts",
    "messages",
    "people",
    "organisations",
    "places",
    "sources",
)


class _Refs:
    """Finds records by the names the sample files give them, terms by their labels."""

    def __init__(self, numbers: Mapping[str, int], names: Names) -> None:
        self.numbers = numbers
        self.names = names

    def term(self, vocabulary: str, label: str) -> int:
        return self.names.term(vocabulary, label)

    def record(self, text: str, kinds: tuple[str, ...]) -> int:
        return self.numbers[text]


def add_sample(workspace: Workspace, folder: Path) -> None:
    """Fill an empty catalogue with the sample records, as one step.

    They refer to one another in circles, so their numbers are given out before the first is stored.
    """
    listed: list[dict[str, Any]] = []
    for name in _FILES:
        listed.extend(json.loads((folder / f"{name}.json").read_text(encoding="utf-8")))
    numbers = {entry["ref"]: number for number, entry in enumerate(listed, start=1)}
    with workspace.store.step(tr("Sample catalogue added")) as writer:
        refs = _Refs(numbers, Names(workspace, writer))
        for entry in listed:
            data = {key: value for key, value in entry.items() if key not in ("ref", "kind")}
            record = reconcile_names(read_record(entry["kind"], data, refs))
            writer.add(replace(record, id=numbers[entry["ref"]]))
