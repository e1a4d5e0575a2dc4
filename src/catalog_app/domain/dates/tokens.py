"""The tokens of one text, taken one after the other."""

from typing import Any


class Tokens:
    """Kinds (one letter each) and values, and how far they have been read."""

    def __init__(self, kinds: str, values: list[Any]) -> None:
        self.kinds = kinds
        self.values = values
        self.position = 0

    @property
    def later(self) -> str:
        """The kinds that have not been read."""
        return self.kinds[self.position :]

    @property
    def before_last(self) -> Any:
        """The value of the token before the one read last."""
        return self.values[self.position - 2]

    def take(self, kinds: str) -> list[Any] | None:
        """The values of the next tokens, if these are their kinds; they count as read then."""
        if not self.kinds.startswith(kinds, self.position):
            return None
        start, self.position = self.position, self.position + len(kinds)
        return self.values[start : self.position]
