"""The colours of the window by name, once for light and once for dark surroundings."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Tokens:
    """One set of colours, each as ``#RRGGBB``; the names say what a colour is for."""

    side: str
    """Behind the sidebar and the status bar."""
    win: str
    """Behind lists and reading pages."""
    edit: str
    """Behind forms."""
    raised: str
    """Fields, menus and whatever lies on top of a pane."""
    text: str
    text2: str
    text3: str
    """The faintest text: placeholders, counts."""
    accent: str
    """Links and focus; the fill of the one primary button."""
    on_accent: str
    tint: str
    """Behind what is selected in a list."""
    tint2: str
    """Behind what is selected in the sidebar, and behind selected text."""
    border: str
    """Round fields: told from every surface by 3 : 1."""
    line: str
    """Hairlines; decoration only, nothing may depend on seeing them."""
    line2: str
    chip: str
    match_text: str
    match_fill: str
    """Yellow, for what a search matched and for nothing else."""
    warning: str
    warning_fill: str
    problem: str
    problem_fill: str
    uncertain: str
    """Violet, for what is uncertain, inferred or not stated and for nothing else."""
    uncertain_fill: str
    inverse_text: str
    inverse_fill: str
    """The bar that floats over a page."""


LIGHT = Tokens(
    side="#F0F1ED",
    win="#FFFFFF",
    edit="#F7F7F4",
    raised="#FFFFFF",
    text="#1B1D1A",
    text2="#52564F",
    text3="#676B64",
    accent="#17614D",
    on_accent="#FFFFFF",
    tint="#E3F0EA",
    tint2="#CBE3D8",
    border="#8D9088",
    line="#E4E5E0",
    line2="#D3D5CE",
    chip="#ECEDE8",
    match_text="#1B1D1A",
    match_fill="#FFE48A",
    warning="#7D5200",
    warning_fill="#FFF3D9",
    problem="#A3302A",
    problem_fill="#FBEAE8",
    uncertain="#64468A",
    uncertain_fill="#F0EAF7",
    inverse_text="#F2F5F2",
    inverse_fill="#22302A",
)

DARK = Tokens(
    side="#161817",
    win="#1C1E1D",
    edit="#212423",
    raised="#292C2A",
    text="#ECEEEA",
    text2="#B6BBB5",
    text3="#9DA39C",
    accent="#7FD0B3",
    on_accent="#0C201A",
    tint="#213A31",
    tint2="#2A4D40",
    border="#7C827D",
    line="#2F3331",
    line2="#3D423F",
    chip="#2B2F2D",
    match_text="#FFF6D6",
    match_fill="#6E5A14",
    warning="#EBC26A",
    warning_fill="#372D16",
    problem="#F19A92",
    problem_fill="#3D2321",
    uncertain="#CDB3EC",
    uncertain_fill="#322A3D",
    inverse_text="#16201C",
    inverse_fill="#E4E8E4",
)


def blend(base: str, over: str, share: float) -> str:
    """``base`` with a ``share`` (0 to 1) of ``over`` mixed in: hover and pressed shades."""
    mixed = (
        round(int(base[i : i + 2], 16) * (1 - share) + int(over[i : i + 2], 16) * share)
        for i in (1, 3, 5)
    )
    return "#" + "".join(f"{part:02X}" for part in mixed)
