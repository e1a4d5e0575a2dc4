"""Icons exist, are sharp at every scale, and take on the colours of the theme."""

import gc
import re
from pathlib import Path

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QIcon, QImage, QPixmap
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from catalog_app.domain.kinds import KINDS
from catalog_app.ui.look.icons import KIND_ICONS, Icons
from catalog_app.ui.look.theme import DARK, LIGHT, Theme

ROOT = Path(__file__).parents[3]
SOURCES = sorted((ROOT / "src" / "catalog_app" / "ui").rglob("*.py"))
# A name handed to something called icon or Icon, directly.
NAMED = re.compile(
    r"""(?:\bicons?\.(?:icon|pixmap)\(|\bIconButton\(\s*\w+,|icon=)\s*"([a-z-]+)\""""
)


def colours(pixmap: QPixmap) -> set[str]:
    """The colours of the pixels that are wholly covered."""
    image = pixmap.toImage().convertToFormat(QImage.Format.Format_ARGB32)
    pixels = [image.pixelColor(x, y) for x in range(image.width()) for y in range(image.height())]
    return {pixel.name().upper() for pixel in pixels if pixel.alpha() == 255}


def test_every_kind_has_an_icon(icons: Icons) -> None:
    assert KIND_ICONS.keys() == KINDS.keys()
    assert len(set(KIND_ICONS.values())) == len(KINDS)
    assert set(KIND_ICONS.values()) <= icons.names()


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.name)
def test_every_icon_that_is_named_exists(icons: Icons, path: Path) -> None:
    assert set(NAMED.findall(path.read_text("utf-8"))) <= icons.names()


def test_an_unknown_name_is_an_error(icons: Icons) -> None:
    with pytest.raises(KeyError):
        icons.icon("no-such-icon")


@pytest.mark.parametrize("ratio", [1.0, 1.25, 1.5, 2.0, 3.0])
def test_icons_have_as_many_pixels_as_the_screen(icons: Icons, ratio: float) -> None:
    pixmap = icons.icon("gift").pixmap(QSize(16, 16), ratio)
    assert pixmap.width() == round(16 * ratio)
    assert pixmap.devicePixelRatio() == pytest.approx(ratio)
    assert colours(pixmap) <= {LIGHT.text2}


def test_every_icon_draws_something(icons: Icons) -> None:
    nothing = QPixmap(32, 32)
    nothing.fill(Qt.GlobalColor.transparent)
    empty = nothing.toImage()
    for name in sorted(icons.names()):
        image = icons.pixmap(name, 32).toImage()
        assert image != empty, name


@pytest.mark.parametrize("name", sorted(KIND_ICONS.values()))
def test_an_icon_lies_inside_its_square(icons: Icons, name: str) -> None:
    image = icons.pixmap(name, 64).toImage()
    edge = [(x, y) for x in range(64) for y in (0, 63)]
    edge += [(y, x) for x, y in edge]
    assert not any(image.pixelColor(x, y).alpha() for x, y in edge)


def test_an_icon_follows_the_theme(icons: Icons, theme: Theme) -> None:
    icon = icons.icon("printer", "accent")
    assert colours(icon.pixmap(64)) == {LIGHT.accent}
    theme.choose("dark")
    assert colours(icon.pixmap(64)) == {DARK.accent}


def test_a_checked_button_shows_its_icon_in_the_accent(icons: Icons) -> None:
    icon = icons.icon("pencil-simple")
    on = icon.pixmap(QSize(64, 64), QIcon.Mode.Normal, QIcon.State.On)
    assert colours(on) == {LIGHT.accent}


def test_icons_outlive_copies_and_the_collector(icons: Icons, theme: Theme, qtbot: QtBot) -> None:
    own = Icons(theme, ROOT / "resources" / "icons")
    button = QPushButton(own.icon("gift"), "Gift")
    qtbot.addWidget(button)
    copy = QIcon(own.icon("gift"))
    copy.addPixmap(QPixmap(4, 4))  # makes Qt ask for a clone
    del own
    gc.collect()
    assert not copy.pixmap(16).isNull()
    del copy
    gc.collect()
    assert not button.grab().isNull()
