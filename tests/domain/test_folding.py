"""Folding: what is spelt differently and means the same becomes the same."""

import sqlite3
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from catalog_app.domain.folding import fold, fold_for_index, join, key

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=60)


@pytest.mark.parametrize("text", ["Kim Jong Un", "Kim Jong-un", "KIM JŎNG-ŬN", "Kim\u00a0Jong‑un"])
def test_one_name_in_its_usual_spellings_folds_alike(text: str) -> None:
    assert fold(text) == "kim jong un"
    assert key(text) == "kimjongun"


@pytest.mark.parametrize("mark", "'’‘‛ʼʻʽʾʿʹ′`´＇")
def test_every_kind_of_apostrophe_closes_up(mark: str) -> None:
    assert fold(f"P{mark}yŏngyang") == "pyongyang"


def test_marks_written_as_signs_of_their_own_are_stripped() -> None:
    assert fold("Pyo\u0306ngyang") == fold("Pyŏngyang") == "pyongyang"


def test_characters_of_scripts_without_blanks_stand_alone() -> None:
    assert fold("習近平") == "習 近 平"
    assert fold("김정은") == "김 정 은"
    assert fold(unicodedata.normalize("NFD", "김정은")) == "김 정 은"
    assert fold("佐々木") == "佐 々 木"
    assert fold("二〇〇八年 Peking") == "二 〇 〇 八 年 peking"


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("ﬁne ﬂag", "fine flag"),
        ("Œuvre", "oeuvre"),
        ("Straße", "strasse"),
        ("Łódź", "lodz"),
        ("Ｇｉｆｔ №１", "gift no1"),
        ("ŉ", "n"),
        ("İstanbul ırmak", "istanbul irmak"),
        ("Đorđe Þór", "dorde thor"),
    ],
)
def test_ligatures_strokes_and_compatible_forms_are_taken_apart(text: str, folded: str) -> None:
    assert fold(text) == folded


def test_what_nobody_sees_is_as_if_it_were_not_there() -> None:
    assert fold("pre\u00adsent\u200d \u200egift\ufeff") == "present gift"


def test_the_index_finds_a_hyphenated_name_written_together_also_as_a_phrase() -> None:
    assert fold_for_index("Xi Zhong-xun") == "xi zhong xun xi zhongxun"
    assert join("Xi Zhong-xun") == fold("Xi Zhongxun")


def test_the_index_does_not_repeat_what_a_hyphen_between_digits_or_blanks_keeps_apart() -> None:
    assert fold_for_index("1983-84") == "1983 84"
    assert fold_for_index("gift - jade") == "gift jade"


def test_a_long_text_is_indexed_once_with_only_its_hyphenated_words_added() -> None:
    text = "word " * 60 + "Zhong-xun"
    assert fold_for_index(text) == fold(text) + " zhongxun"


def test_long_texts_are_not_kept_in_memory() -> None:
    from catalog_app.domain import folding

    before = folding._remembered.cache_info().currsize
    fold("a long description, one of a hundred thousand. " * 4)
    assert folding._remembered.cache_info().currsize == before


@given(TEXTS)
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(TEXTS)
def test_only_letters_digits_and_single_blanks_come_out(text: str) -> None:
    folded = fold(text)
    assert folded == " ".join(folded.split())
    assert all(letter == " " or letter.isalnum() for letter in folded)


@given(TEXTS)
def test_case_makes_no_difference(text: str) -> None:
    plain = "".join(c for c in text if len(c.upper()) == len(c.lower()) == 1)
    ascii_only = plain.encode("ascii", "ignore").decode()
    assert fold(ascii_only.upper()) == fold(ascii_only.lower())


class Tokenizer:
    """What SQLite makes of texts, by the tokenizer that the search index uses."""

    def __init__(self) -> None:
        self.connection = sqlite3.connect(":memory:")
        self.connection.execute(
            "CREATE VIRTUAL TABLE t USING fts5(x, tokenize='unicode61 remove_diacritics 0')"
        )
        self.connection.execute("CREATE VIRTUAL TABLE v USING fts5vocab(t, 'instance')")

    def tokens(self, texts: list[str]) -> list[list[str]]:
        self.connection.execute("DELETE FROM t")
        self.connection.executemany(
            "INSERT INTO t (rowid, x) VALUES (?, ?)", enumerate(texts, start=1)
        )
        found: list[list[str]] = [[] for _ in texts]
        for term, row in self.connection.execute('SELECT term, doc FROM v ORDER BY doc, "offset"'):
            found[row - 1].append(term)
        return found


def test_every_letter_of_the_index_is_to_sqlite_what_it_is_to_us() -> None:
    letters = sorted({fold(chr(n)) for n in range(0x30000) if not 0xD800 <= n < 0xE000})
    tokenizer = Tokenizer()
    try:
        assert tokenizer.tokens(letters) == [folded.split() for folded in letters]
    finally:
        tokenizer.connection.close()


def test_sqlite_splits_folded_texts_exactly_as_we_do() -> None:
    tokenizer = Tokenizer()

    @settings(max_examples=60, deadline=None)
    @given(st.lists(TEXTS, min_size=20, max_size=60))
    def check(texts: list[str]) -> None:
        folded = [fold_for_index(text) for text in texts]
        assert tokenizer.tokens(folded) == [text.split() for text in folded]

    try:
        check()
    finally:
        tokenizer.connection.close()
