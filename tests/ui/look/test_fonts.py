"""The typefaces are there, in the weights and with the characters that the catalogue needs."""

from pathlib import Path

import pytest
from PySide6.QtGui import QFontInfo, QFontMetricsF, QRawFont

from catalog_app.ui.look import fonts
from catalog_app.ui.look.theme import Theme

FOLDER = Path(__file__).parents[3] / "resources" / "fonts"
FILES = sorted([*FOLDER.glob("*.ttf"), *FOLDER.glob("*.otf")])
# Names as McCune-Reischauer, Pinyin and Hepburn write them, Greek, Cyrillic, signs of print.
NEEDED = (
    "Kim Chŏngil ŭ ā ǎ ē ě ī ō ǒ ū ǔ ǚ ü Ş ğ ł ő ž ξένιον Ξένιον Жданов їґ – — … “”‘’ · № € £ ×"
)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_every_file_has_the_characters_of_names(path: Path) -> None:
    font = QRawFont(path.read_bytes(), 16)
    assert font.isValid()
    missing = [sign for sign in NEEDED if sign != " " and not font.supportsCharacter(ord(sign))]
    assert not missing


def test_all_weights_are_bundled() -> None:
    weights = {path.stem: weight(path) for path in FILES}
    assert weights == {
        "Inter-Regular": 400,
        "Inter-Medium": 500,
        "Inter-SemiBold": 600,
        "SourceSerif4-Regular": 400,
        "SourceSerif4-It": 400,
        "SourceSerif4-Semibold": 600,
    }


def weight(path: Path) -> int:
    """The weight that a font file says it has; Qt's own answer is a guess for a single file."""
    table = QRawFont(path.read_bytes(), 16).fontTable("OS/2")
    return int.from_bytes(bytes(table.data())[4:6])


def test_every_typeface_has_its_licence_beside_it() -> None:
    for family in ("Inter", "SourceSerif4"):
        assert "SIL Open Font License" in (FOLDER / f"{family}-OFL.txt").read_text("utf-8")


def test_fonts_stay_below_one_megabyte() -> None:
    assert sum(path.stat().st_size for path in FILES) < 1_000_000


def test_a_folder_without_fonts_is_refused(theme: Theme, tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        fonts.load_fonts(tmp_path)


@pytest.mark.parametrize("weight", [400, 500, 600])
def test_the_sans_comes_in_three_weights(theme: Theme, weight: int) -> None:
    info = QFontInfo(fonts.sans(13, weight))
    assert (info.family(), info.weight(), info.pixelSize()) == ("Inter", weight, 13)


def test_the_serif_has_a_title_and_an_italic(theme: Theme) -> None:
    title, quotation = QFontInfo(fonts.serif(26)), QFontInfo(fonts.serif(14, italic=True))
    assert (title.family(), title.weight(), title.italic()) == ("Source Serif 4", 600, False)
    assert (quotation.weight(), quotation.italic()) == (400, True)


@pytest.mark.parametrize("face", [fonts.sans, fonts.serif])
def test_figures_have_one_width(theme: Theme, face: object) -> None:
    assert callable(face)
    measure = QFontMetricsF(face(13))
    assert len({measure.horizontalAdvance(figure * 8) for figure in "0123456789"}) == 1


def test_han_follows_the_language(theme: Theme) -> None:
    korean, chinese = fonts.sans(13, language="ko"), fonts.sans(13, language="zh")
    if len(korean.families()) > 1:  # Noto CJK comes from the system
        assert korean.families()[1] != chinese.families()[1]
    assert fonts.sans(13, language="tlh").families() == fonts.sans(13).families()
