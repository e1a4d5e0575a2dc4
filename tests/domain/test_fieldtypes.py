"""Types of field: how texts are read and shown, and what is refused in words."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog_app.domain.dates import DateValue
from catalog_app.domain.fieldtypes import (
    LINE_LIMIT,
    TEXT_LIMIT,
    Amount,
    Choice,
    Column,
    Date,
    FieldType,
    Integer,
    Prose,
    Real,
    Text,
    Unreadable,
    clean,
)
from catalog_app.domain.kinds import CERTAINTIES

CERTAINTY = Choice(CERTAINTIES, "stated")


class TestTexts:
    def test_a_line_keeps_its_words_and_single_blanks(self) -> None:
        assert Text().read("  Jade \t vase\nwith\u00a0lid ") == "Jade vase with lid"

    def test_prose_keeps_its_lines(self) -> None:
        assert Prose().read(" one\r\ntwo\rthree\u2028four\x0cfive\x85six ") == (
            "one\ntwo\nthree\nfour\nfive\nsix"
        )

    @pytest.mark.parametrize(
        "sign",
        ["\x00", "\x07", "\x1b", "\x7f", "\x80", "\x9f", "\ud800", "\ue000", "\uffff"],
    )
    def test_signs_that_no_record_may_hold_are_dropped(self, sign: str) -> None:
        assert Text().read(f"a{sign}b") == Prose().read(f"a{sign}b") == "ab"

    @given(st.text(st.characters(), max_size=50), st.booleans())
    def test_cleaning_twice_changes_nothing_and_leaves_what_can_be_stored(
        self, text: str, multiline: bool
    ) -> None:
        cleaned = clean(text, multiline)
        assert clean(cleaned, multiline) == cleaned
        cleaned.encode()
        assert not any(ord(c) < 32 and c not in "\n\t" for c in cleaned)
        assert "\x00" not in cleaned

    @pytest.mark.parametrize(
        ("kind", "limit"), [(Text(), LINE_LIMIT), (Prose(), TEXT_LIMIT)], ids=["line", "prose"]
    )
    def test_ten_megabytes_are_refused_in_words(self, kind: Text, limit: int) -> None:
        assert kind.read("x" * limit) == "x" * limit
        with pytest.raises(Unreadable, match=f"10,000,000 characters.*{limit:,}"):
            kind.read("x" * 10_000_000)


class TestNumbers:
    @pytest.mark.parametrize(
        ("text", "amount"),
        [
            ("1500", "1500"),
            ("1,500.00", "1500.00"),
            ("1 500", "1500"),
            ("1\u202f500\u202f000", "1500000"),
            ("1'500", "1500"),
            ("-12.5", "-12.5"),
            ("−12.5", "-12.5"),
            ("0.10", "0.10"),
            ("007", "7"),
        ],
    )
    def test_an_amount_is_read_as_it_is_written(self, text: str, amount: str) -> None:
        value = Amount().read(text)
        assert isinstance(value, Decimal)
        assert str(value) == amount

    @pytest.mark.parametrize(
        "text",
        [
            *("1.5e3", "1,50", "1,500,00", "1234,567", "0,500", "1,500 000", "1.500,00", "$5"),
            *("５", "NaN", "Infinity", "1_000", "--1", ".", "9" * 19, "1.1234567", "one"),
        ],
    )
    def test_what_could_mean_another_amount_is_refused(self, text: str) -> None:
        with pytest.raises(Unreadable, match="is not a number such as"):
            Amount().read(text)

    @given(st.decimals(allow_nan=False, allow_infinity=False, places=2, max_value=10**15))
    def test_an_amount_shown_reads_back(self, amount: Decimal) -> None:
        if abs(amount) < 10**15:
            assert Amount().read(Amount().show(amount)) == amount

    def test_a_whole_number_stays_between_its_bounds(self) -> None:
        kind = Integer(1, 999)
        assert [kind.read(text) for text in ("1", " 999 ", "+7", "")] == [1, 999, 7, None]
        for text in ("0", "1000", "1.0", "-1", "x", "9" * 30, "٣"):
            with pytest.raises(Unreadable, match="from 1 to 999"):
                kind.read(text)

    def test_a_coordinate_stays_between_its_bounds(self) -> None:
        kind = Real(-90, 90)
        assert kind.read("39.90403") == 39.90403
        assert kind.read("−12.5") == kind.read("-12.5") == -12.5
        assert kind.read("") is None
        for text in ("90.1", "nan", "inf", "1_0", "٣", "39°", "1e99"):
            with pytest.raises(Unreadable, match="from -90 to 90"):
                kind.read(text)

    @given(st.floats(-90, 90))
    def test_a_coordinate_shown_reads_back(self, degrees: float) -> None:
        if degrees == 0 or abs(degrees) > 1e-90:
            assert Real(-90, 90).read(Real(-90, 90).show(degrees)) == degrees


class TestChoices:
    @pytest.mark.parametrize("text", ["mentioned", "Mentioned only", " MENTIONED ONLY "])
    def test_a_choice_is_made_by_word_or_label(self, text: str) -> None:
        assert CERTAINTY.read(text) == "mentioned"

    def test_nothing_chosen_is_the_usual_word(self) -> None:
        assert CERTAINTY.read("") == "stated"
        assert CERTAINTY.show("mentioned") == "Mentioned only"

    def test_another_word_is_told_what_there_is(self) -> None:
        with pytest.raises(Unreadable, match="“maybe” is none of: stated, mentioned, implied"):
            CERTAINTY.read("maybe")


class TestDates:
    def test_a_date_is_kept_as_printed_and_understood(self) -> None:
        value = Date().read("June 1-13, Juche 72 (1983)")
        assert isinstance(value, DateValue)
        assert (value.text, value.edtf) == ("June 1-13, Juche 72 (1983)", "1983-06-01/1983-06-13")

    def test_what_is_not_understood_is_kept_as_text(self) -> None:
        assert Date().read("some day") == DateValue("some day")
        assert Date().read(" ") == DateValue()

    def test_a_text_too_long_for_a_date_is_refused(self) -> None:
        with pytest.raises(Unreadable, match="too long"):
            Date().read("1" * 10_000_000)


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        (Text(), "Vase"),
        (Prose(), "one\ntwo"),
        (CERTAINTY, "Uncertain"),
        (Integer(), "12"),
        (Amount(), "1,500.00"),
        (Real(-180, 180), "-125.5"),
        (Date(), "c. 1830"),
        (Date(), ""),
        (Amount(), ""),
    ],
)
def test_a_value_comes_back_from_its_columns_and_from_what_is_shown(
    kind: FieldType, text: str
) -> None:
    value = kind.read(text)
    stored: tuple[Column, ...] = kind.to_columns(value)
    assert len(stored) == len(kind.columns("key"))
    assert kind.from_columns(stored) == value
    if not isinstance(kind, Date):
        assert kind.read(kind.show(value)) == value
