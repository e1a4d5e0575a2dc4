"""The stylesheet of the application, made from the colours in force."""

from string import Template

from catalog_app.ui.look import fonts, metrics
from catalog_app.ui.look.rules import RULES
from catalog_app.ui.look.tokens import Tokens, blend
from catalog_app.ui.look.viewrules import VIEW_RULES


def stylesheet(tokens: Tokens, marks: str = "") -> str:
    """The rules for every standard widget; ``marks`` is the folder with carets and ticks.

    Needs the application and its fonts to be there: the serif is named with its fallbacks.
    """
    values = {name: str(value) for name, value in vars(tokens).items()}
    values |= {
        "accent_hover": blend(tokens.accent, tokens.text, 0.14),
        "accent_pressed": blend(tokens.accent, tokens.text, 0.28),
        "hover": tokens.chip,
        "pressed": blend(tokens.chip, tokens.text, 0.07),
        "handle": blend(tokens.win, tokens.text2, 0.32),
        "handle_hover": blend(tokens.win, tokens.text2, 0.55),
        "field_hover": blend(tokens.border, tokens.text, 0.35),
        "marks": marks,
        "serif": ", ".join(f'"{family}"' for family in fonts.serif(1).families()),
        "radius": str(metrics.RADIUS_FIELD),
    }
    return Template(RULES + VIEW_RULES).substitute(values)
