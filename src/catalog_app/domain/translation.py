"""The one door through which every text that a user reads passes."""

from collections.abc import Callable

Translator = Callable[[str], str]


def _as_written(text: str) -> str:
    return text


_translator: Translator = _as_written


def use_translator(translator: Translator | None) -> None:
    """Look texts up with ``translator`` from now on; ``None`` goes back to the source texts."""
    global _translator
    _translator = translator or _as_written


def tr(text: str, /, **values: object) -> str:
    """``text`` in the language of the interface, its ``{named}`` places filled in afterwards.

    A translation that names a place wrongly takes nothing down: the source text serves then.
    """
    translated = _translator(text)
    if not values:
        return translated
    try:
        return translated.format(**values)
    except (KeyError, IndexError, ValueError):
        return text.format(**values)
