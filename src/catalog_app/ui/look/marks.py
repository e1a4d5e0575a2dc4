"""The small pictures that a stylesheet can only name by file: carets, ticks and dots."""

from pathlib import Path

from catalog_app.ui.look.tokens import Tokens

_SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="16" height="16" viewBox="0 0 16 16">{}</svg>'
_STROKE = (
    '<path d="{}" fill="none" stroke="{}" stroke-width="{}"'
    ' stroke-linecap="round" stroke-linejoin="round"/>'
)
_DOWN = "M3.5 6l4.5 4.5L12.5 6"
_UP = "M3.5 10L8 5.5l4.5 4.5"
_TICK = "M3.5 8.5l3 3 6-6.5"
_DASH = "M4 8h8"


def draw_marks(tokens: Tokens, folder: str) -> str:
    """Write the pictures in the colours of ``tokens``; the folder as a stylesheet names it."""
    place = Path(folder)
    if not place.is_dir():
        place.mkdir(parents=True)
        for name, path, colour, width in (
            ("down", _DOWN, tokens.text2, 1.2),
            ("up", _UP, tokens.text2, 1.2),
            ("down-off", _DOWN, tokens.border, 1.2),
            ("tick", _TICK, tokens.on_accent, 1.8),
            ("dash", _DASH, tokens.on_accent, 1.8),
            ("tick-menu", _TICK, tokens.accent, 1.4),
        ):
            drawing = _SVG.format(_STROKE.format(path, colour, width))
            (place / f"{name}.svg").write_text(drawing, "utf-8")
        dot = f'<circle cx="8" cy="8" r="4" fill="{tokens.on_accent}"/>'
        (place / "dot.svg").write_text(_SVG.format(dot), "utf-8")
    return place.as_posix()
