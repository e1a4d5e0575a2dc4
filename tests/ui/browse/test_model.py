"""The list reads what is looked at, a page at a time."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from catalog_app.domain.records import Brief, Card
from catalog_app.ui.browse.model import CARD_ROLE, ID_ROLE, PAGE, RecordModel, describe


def card(number: int) -> Card:
    brief = Brief(number, "gift", f"2000.{number}", f"Gift {number}", "1983", "1983")
    return Card(brief, ("Hu Yaobang",), "", number == 3)


class Source:
    def __init__(self) -> None:
        self.asked: list[tuple[int, ...]] = []

    def __call__(self, numbers: Sequence[int]) -> dict[int, Card]:
        self.asked.append(tuple(numbers))
        return {number: card(number) for number in numbers}


def test_the_model_keeps_the_rules_of_models(qtbot: QtBot) -> None:
    model = RecordModel(Source())
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Warning)
    model.show(range(1, 300))
    model.extend(range(1, 1000))
    model.extend(range(5, 20))
    model.forget((7,))
    model.show([])
    assert tester.model() is model


def test_a_page_is_read_when_a_row_of_it_is_looked_at(qtbot: QtBot) -> None:
    source = Source()
    model = RecordModel(source)
    model.show(range(1, 100_001))
    assert source.asked == []
    assert model.index(50_000, 0).data() == "Gift 50001"
    assert len(source.asked) == 1
    assert len(source.asked[0]) == PAGE
    assert model.index(50_001, 0).data(CARD_ROLE).brief.id == 50_002
    assert len(source.asked) == 1


def test_a_changed_record_is_read_again(qtbot: QtBot) -> None:
    source = Source()
    model = RecordModel(source)
    model.show([1, 2, 3])
    model.index(0, 0).data()
    model.forget([2])
    model.index(1, 0).data()
    assert len(source.asked) == 2


def test_a_row_knows_its_record_and_a_record_its_row(qtbot: QtBot) -> None:
    model = RecordModel(Source())
    model.show([30, 10, 20])
    assert model.index(1, 0).data(ID_ROLE) == 10
    assert model.row_of(20) == 2
    assert model.row_of(99) == -1
    assert model.number_at(7) == 0


def test_a_screen_reader_hears_what_the_row_shows(qtbot: QtBot) -> None:
    model = RecordModel(Source())
    model.show([3])
    heard = model.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    for words in ("Gift 3", "Hu Yaobang", "1983", "2000.3", "Assignment uncertain"):
        assert words in heard
    assert describe(card(1))[1] == "Gift"
