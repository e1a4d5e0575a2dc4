"""Every colour can be read where it is used, in light and in dark."""

import re
from dataclasses import fields

import pytest

from catalog_app.ui.look.rules import RULES
from catalog_app.ui.look.sheet import stylesheet
from catalog_app.ui.look.tokens import DARK, LIGHT, Tokens, blend
from catalog_app.ui.look.viewrules import VIEW_RULES

PANES = ("side", "win", "edit", "raised")
BOTH = pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])

TEXT = [
    *((ink, ground) for ink in ("text", "text2") for ground in (*PANES, "tint", "tint2", "chip")),
    *(("text3", ground) for ground in (*PANES, "tint", "chip")),
    *(("accent", ground) for ground in (*PANES, "tint", "tint2", "chip")),
    *(
        (ink, ground)
        for ink in ("warning", "problem", "uncertain")
        for ground in (*PANES, "tint", "chip", f"{ink}_fill")
    ),
    *(("accent", f"{tone}_fill") for tone in ("warning", "problem", "uncertain")),
    ("on_accent", "accent"),
    ("match_text", "match_fill"),
    ("inverse_text", "inverse_fill"),
]


def luminance(colour: str) -> float:
    """Relative luminance as WCAG 2.2 defines it."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def test_contrast_is_computed_as_the_guidelines_do() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#767676", "#FFFFFF") == pytest.approx(4.54, abs=0.01)


@BOTH
@pytest.mark.parametrize(("ink", "ground"), TEXT)
def test_text_can_be_read(tokens: Tokens, ink: str, ground: str) -> None:
    assert contrast(getattr(tokens, ink), getattr(tokens, ground)) >= 4.5


@BOTH
@pytest.mark.parametrize("ground", ["win", "edit", "raised"])
def test_a_field_can_be_told_from_what_it_lies_on(tokens: Tokens, ground: str) -> None:
    assert contrast(tokens.border, getattr(tokens, ground)) >= 3


@BOTH
@pytest.mark.parametrize("ground", PANES)
def test_focus_can_be_seen(tokens: Tokens, ground: str) -> None:
    assert contrast(tokens.accent, getattr(tokens, ground)) >= 3


@BOTH
@pytest.mark.parametrize("share", [0.14, 0.28])
def test_the_primary_button_can_be_read_under_the_mouse(tokens: Tokens, share: float) -> None:
    assert contrast(tokens.on_accent, blend(tokens.accent, tokens.text, share)) >= 4.5


@BOTH
def test_tokens_are_written_as_six_digits(tokens: Tokens) -> None:
    for field in fields(tokens):
        assert re.fullmatch("#[0-9A-F]{6}", getattr(tokens, field.name)), field.name


@BOTH
@pytest.mark.usefixtures("theme")
def test_the_stylesheet_knows_no_colour_of_its_own(tokens: Tokens) -> None:
    assert not re.search("#[0-9A-Fa-f]{3}", RULES + VIEW_RULES)
    assert "$" not in stylesheet(tokens, "marks")
