"""The two typefaces of the window: a sans for the program's words, a serif for the record's."""

from functools import cache
from pathlib import Path

from PySide6.QtGui import QFont, QFontDatabase

SANS = "Inter"
SERIF = "Source Serif 4"

# Han characters differ in form between regions and hangul is in every one of them. Noto covers
# all; the others are what Windows and macOS bring.
_CJK: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "zh": (
        ("Noto Sans CJK SC", "Noto Sans SC", "Microsoft YaHei UI", "PingFang SC"),
        ("Noto Serif CJK SC", "Noto Serif SC", "SimSun", "Songti SC"),
    ),
    "zh-Hant": (
        ("Noto Sans CJK TC", "Noto Sans TC", "Microsoft JhengHei UI", "PingFang TC"),
        ("Noto Serif CJK TC", "Noto Serif TC", "PMingLiU", "Songti TC"),
    ),
    "ko": (
        ("Noto Sans CJK KR", "Noto Sans KR", "Malgun Gothic", "Apple SD Gothic Neo"),
        ("Noto Serif CJK KR", "Noto Serif KR", "Batang", "AppleMyungjo"),
    ),
    "ja": (
        ("Noto Sans CJK JP", "Noto Sans JP", "Yu Gothic UI", "Hiragino Sans"),
        ("Noto Serif CJK JP", "Noto Serif JP", "Yu Mincho", "Hiragino Mincho ProN"),
    ),
}
_FILES = ("*.ttf", "*.otf")


def load_fonts(folder: Path) -> list[str]:
    """Make the font files in ``folder`` known to the running application; their families.

    Raises ``FileNotFoundError`` if the folder holds no font that Qt can read.
    """
    families: list[str] = []
    for path in sorted(file for pattern in _FILES for file in folder.glob(pattern)):
        # From bytes: the file may lie in an archive's temporary folder, and Windows would lock it.
        number = QFontDatabase.addApplicationFontFromData(path.read_bytes())
        families += QFontDatabase.applicationFontFamilies(number) if number >= 0 else []
    if not families:
        raise FileNotFoundError(f"No fonts in {folder}")
    _families.cache_clear()
    return families


def sans(px: float, weight: int = 400, *, language: str = "") -> QFont:
    """The sans ``px`` logical pixels high; ``language`` (ko, zh, zh-Hant, ja) forms its han."""
    return _font(0, px, weight, language)


def serif(px: float, weight: int = 600, *, italic: bool = False, language: str = "") -> QFont:
    """The serif ``px`` logical pixels high: for titles, quotations and headings of periods.

    The italic comes in weight 400 only.
    """
    font = _font(1, px, 400 if italic else weight, language)
    font.setItalic(italic)
    return font


def _font(face: int, px: float, weight: int, language: str) -> QFont:
    font = QFont()
    font.setFamilies(list(_families(face, language)))
    font.setPixelSize(round(px))
    font.setWeight(QFont.Weight(weight))
    font.setStyleHint(QFont.StyleHint.Serif if face else QFont.StyleHint.SansSerif)
    # Figures of one width: numbers stand in columns, and a counter does not jitter.
    font.setFeature(QFont.Tag.fromString("tnum"), 1)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return font


@cache
def _families(face: int, language: str) -> tuple[str, ...]:
    """The typeface and, after it, what is installed for Chinese and Korean."""
    known = set(QFontDatabase.families())
    order = [language] if language in _CJK else []
    order += [code for code in _CJK if code not in order]
    # Only what is there: Qt searches long, and says so on macOS, for a family that is missing.
    cjk = [name for code in order for name in _CJK[code][face] if name in known][:2]
    return ((SANS, SERIF)[face], *cjk)
