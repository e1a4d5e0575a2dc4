"""Vocabularies: the controlled words for what things are and are made of."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Term:
    """An entry of a vocabulary. ``uri`` is its identifier in the AAT (Getty) where one exists."""

    vocabulary: str
    label: str
    id: int = 0
    parent: int | None = None
    uri: str = ""
    note: str = ""
