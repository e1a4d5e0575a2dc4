"""Searching beside the work of the window: the newest question wins."""

from __future__ import annotations

from catalog_app.domain.entries import kind_token
from catalog_app.domain.query import EVERYTHING, And, Node, Token, parse
from catalog_app.services.workspace import Workspace


def tree_of(query: str, kind: str | None = None) -> Node:
    """The tree of a query, narrowed to one kind. Raises `QueryError`."""
    tree = parse(query)
    if not kind:
        return tree
    wanted = Token(kind_token(kind))
    return wanted if tree == EVERYTHING else And((tree, wanted))


class Search:
    """Answers queries in a thread of its own, over its own connection."""

    def __init__(self, workspace: Workspace) -> None:
        self._reader = workspace.store.reader()

    def ids(self, tree: Node, order: str, limit: int | None = None) -> list[int]:
        """The numbers of the records found, in order. Raises `Interrupted` if stopped."""
        return self._reader.find(tree, order, limit)

    def interrupt(self) -> None:
        """Stop the question under way, from another thread."""
        self._reader.interrupt()

    def close(self) -> None:
        """Give the connection back."""
        self._reader.close()
