"""The query language: every form of it, and nothing that people type breaks it."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog_app.domain import dates
from catalog_app.domain.entries import LIVE, TRASH, Entry, kind_token, property_token
from catalog_app.domain.fields import search_prefixes
from catalog_app.domain.folding import fold, fold_for_index
from catalog_app.domain.kinds import KINDS, PLURALS
from catalog_app.domain.query import (
    EVERYTHING,
    QUERY_LIMIT,
    AmountSpan,
    And,
    DateSpan,
    Node,
    Not,
    Or,
    Phrase,
    QueryError,
    Token,
    count_words,
    matches,
    mentions_trash,
    parse,
)

PIECES = st.sampled_from(
    [
        *(" ", "(", ")", '"', "-", "or", "OR ", ":", "..", ">", "*", "^", "+", "\x00"),
        *("date:", "value:", "kind:", "is:", "has:", "donor:", "jade", "1983", "北京"),
        *("Zhong-xun", "\ue000kindgift"),
    ]
)
TYPED = st.one_of(st.text(st.characters(), max_size=80), st.lists(PIECES, max_size=40).map("".join))


def word(text: str, *, field: str = "", prefix: bool = False, joined: str = "") -> Phrase:
    return Phrase(tuple(text.split()), field, prefix, joined)


def last(text: str, field: str = "") -> Phrase:
    return word(text, field=field, prefix=True)


def entry(title: str = "", /, *tokens: str, **fields: str) -> Entry:
    words = {"title": fold_for_index(title)}
    words.update({name: fold_for_index(value) for name, value in fields.items()})
    return Entry(words, frozenset({LIVE, *tokens}), None, None, ())


def read(text: str) -> Node | str:
    """The tree of a query, or what is said about its mistake."""
    try:
        return parse(text)
    except QueryError as error:
        return str(error)


def day(text: str) -> int:
    found = dates.day_from_iso(text)
    assert found is not None
    return found


class TestForms:
    @pytest.mark.parametrize("text", ["", "  \n", "()", '""', "- ", "…!?", "or", "or or", '-"!"'])
    def test_a_query_without_a_word_asks_for_everything(self, text: str) -> None:
        assert parse(text) == EVERYTHING

    def test_all_words_must_match_and_the_last_may_be_a_beginning(self) -> None:
        assert parse("jade vas") == And((word("jade"), last("vas")))
        assert matches(parse("jade vas"), entry("A vase of jade"))
        assert not matches(parse("jad vase"), entry("A vase of jade"))

    def test_a_phrase_stands_together_and_ends_where_its_quotation_marks_do(self) -> None:
        assert parse('"jade vas"') == word("jade vas")
        assert matches(parse('"jade vase"'), entry("Green jade vase"))
        assert not matches(parse('"jade vas"'), entry("Green jade vase"))
        assert not matches(parse('"vase jade"'), entry("Green jade vase"))

    def test_a_minus_leaves_out(self) -> None:
        assert parse("jade -gold") == And((word("jade"), Not(last("gold"))))
        assert parse('-"of gold"') == Not(word("of gold"))
        assert parse("-(a or b) ") == Not(Or((word("a"), word("b"))))

    def test_a_minus_within_a_word_or_before_a_blank_leaves_nothing_out(self) -> None:
        assert parse("Zhong-xun ") == word("zhong xun", prefix=True, joined="zhongxun")
        assert parse("a - b") == And((word("a"), last("b")))
        assert parse("--a") == last("a")

    def test_or_binds_less_than_words_side_by_side(self) -> None:
        expected = Or((And((word("a"), word("b"))), And((word("c"), last("d")))))
        assert parse("a b or c d") == parse("a b OR c d") == expected

    def test_brackets_come_first(self) -> None:
        assert parse("a (b or c) ") == And((word("a"), Or((word("b"), word("c")))))
        assert parse("((a)) ") == word("a")

    def test_or_with_nothing_on_one_side_is_as_if_it_were_not_there(self) -> None:
        assert parse("(or a) ") == parse("(a or) ") == parse("a or") == word("a")

    @pytest.mark.parametrize("prefix", search_prefixes())
    def test_every_declared_prefix_names_its_field(self, prefix: str) -> None:
        assert parse(f"{prefix}:jade") == last("jade", prefix)
        assert parse(f'{prefix.upper()}:"jade vase"') == word("jade vase", field=prefix)
        assert matches(parse(f"{prefix}:jad"), entry("", **{prefix: "jade"}))
        assert not matches(parse(f"{prefix}:jade"), entry("", other="jade"))

    def test_brackets_after_a_field_hold_words_of_that_field(self) -> None:
        expected = Or((word("a", field="donor"), Not(word("b c", field="donor"))))
        assert parse('donor:(a or -"b c")') == expected
        assert parse("donor:(place:x or y) ") == Or(
            (word("x", field="place"), word("y", field="donor"))
        )
        with pytest.raises(QueryError, match="“date:” a value is expected"):
            parse("date:(1983 or 1984)")

    @pytest.mark.parametrize("text", ["colour:red", "http://example.org/a", "12:30", "to:", ":"])
    def test_unknown_fields_are_words(self, text: str) -> None:
        words = " ".join(fold(text).split())
        assert matches(parse(text), entry(words)) or parse(text) == EVERYTHING
        if parse(text) != EVERYTHING:
            assert not matches(parse(text), entry("something else"))

    def test_operators_of_the_index_are_plain_text(self) -> None:
        assert parse("a AND b") == And((word("a"), word("and"), last("b")))
        assert parse("NEAR(a b) ") == And((word("near"), And((word("a"), word("b")))))
        assert parse("jad* ^b +c col:d") == And(
            (word("jad"), word("b"), word("c"), word("col"), last("d"))
        )
        assert parse('"say ""yes"" "') == And((word("say"), word("yes")))

    def test_tokens_of_the_index_cannot_be_forged(self) -> None:
        assert not matches(parse("\ue000kindgift"), entry("", kind_token("gift")))


class TestFields:
    @pytest.mark.parametrize("kind", KINDS)
    def test_kinds_are_named_in_the_singular_or_plural_and_any_case(self, kind: str) -> None:
        for name in (kind, PLURALS[kind], kind.upper(), f'"{kind}"'):
            assert parse(f"kind:{name}") == Token(kind_token(kind))

    @pytest.mark.parametrize(
        ("text", "lo", "hi"),
        [
            ("date:1983", "1983-01-01", "1983-12-31"),
            ("date:2004-04", "2004-04-01", "2004-04-30"),
            ("date:1983..1990", "1983-01-01", "1990-12-31"),
            ("date:1990..1983", "1983-01-01", "1990-12-31"),
            ("date:1983-06-01..1983-06-13", "1983-06-01", "1983-06-13"),
            ("DATE:1983..", "1983-01-01", None),
            ("date:..1983", None, "1983-12-31"),
            ("date:2004-04-19/21", "2004-04-19", "2004-04-21"),
            ('date:"June 1-13, Juche 72 (1983)"', "1983-06-01", "1983-06-13"),
        ],
    )
    def test_dates_are_days_spans_and_what_is_printed(
        self, text: str, lo: str | None, hi: str | None
    ) -> None:
        node = parse(text)
        span = node.nodes[0] if isinstance(node, And) else node
        assert span == DateSpan(lo and day(lo), hi and day(hi))  # type: ignore[arg-type]

    def test_a_date_left_out_keeps_the_undated(self) -> None:
        assert parse("-date:1983") == Not(parse("date:1983"))
        assert matches(parse("-date:1983"), entry("undated"))
        assert not matches(parse("date:1983"), entry("undated"))
        assert not matches(parse("date:.."), entry("undated"))

    def test_a_date_finds_what_may_overlap_it(self) -> None:
        dated = Entry({}, frozenset({LIVE}), day("1983-06-01"), day("1983-06-13"), ())
        assert matches(parse("date:1983-06-13.."), dated)
        assert not matches(parse("date:1983-06-14.."), dated)
        assert matches(parse("date:..1983-06-01"), dated)
        ended = Entry({}, frozenset({LIVE}), None, day("1983-06-13"), ())
        assert matches(parse("date:1900"), ended)
        assert not matches(parse("date:1984"), ended)

    @pytest.mark.parametrize("text", ["date:soon", "date:1983..soon", "date:n.d.", 'date:""'])
    def test_what_is_no_date_is_told(self, text: str) -> None:
        with pytest.raises(QueryError, match="date"):
            parse(text)

    @pytest.mark.parametrize(
        ("text", "span"),
        [
            ("value:1000", AmountSpan(Decimal(1000), Decimal(1000))),
            ("value:=1,000.50", AmountSpan(Decimal("1000.50"), Decimal("1000.50"))),
            ("value:>1000", AmountSpan(Decimal(1000), None, True)),
            ("value:>=1000", AmountSpan(Decimal(1000), None)),
            ("value:<0.5", AmountSpan(None, Decimal("0.5"), True)),
            ("value:<=5", AmountSpan(None, Decimal(5))),
            ("value:100..500", AmountSpan(Decimal(100), Decimal(500))),
            ("value:500..100", AmountSpan(Decimal(100), Decimal(500))),
            ("value:100..", AmountSpan(Decimal(100), None)),
            ("value:..500", AmountSpan(None, Decimal(500))),
            ("value:-5", AmountSpan(Decimal(-5), Decimal(-5))),
        ],
    )
    def test_amounts_are_single_open_or_spans(self, text: str, span: AmountSpan) -> None:
        assert parse(text) == span

    @pytest.mark.parametrize(
        "text", ["value:much", "value:..", "value:>", "value:1,5", "value:1e3", "value:>1..2"]
    )
    def test_what_is_no_amount_is_told(self, text: str) -> None:
        with pytest.raises(QueryError, match="amount"):
            parse(text)

    def test_an_amount_lies_in_a_span_with_its_ends_unless_they_are_left_out(self) -> None:
        worth = Entry({}, frozenset({LIVE}), None, None, (Decimal(5), Decimal("1000.00")))
        assert matches(parse("value:1000"), worth)
        assert matches(parse("value:..5"), worth)
        assert matches(parse("value:>=1000"), worth)
        assert not matches(parse("value:>1000"), worth)
        assert not matches(parse("value:6..999"), worth)

    def test_properties_are_tokens_and_unknown_ones_are_told_what_there_is(self) -> None:
        assert parse("is:Uncertain") == Token(property_token("uncertain"))
        assert parse("has:images") == Token(property_token("image"))
        for text in ("is:lost", "has:price", "kind:statue"):
            with pytest.raises(QueryError, match=text.partition(":")[2]):
                parse(text)

    def test_the_trash_is_searched_only_when_it_is_asked_for(self) -> None:
        thrown = Entry(
            {"title": "jade"}, frozenset({TRASH, property_token("trashed")}), None, None, ()
        )
        assert not matches(parse("jade"), thrown)
        assert matches(parse("jade is:trashed"), thrown)
        assert mentions_trash(parse("a (b or -is:trashed)"))
        assert not mentions_trash(parse("trashed"))


class TestMistakes:
    @pytest.mark.parametrize("text", ["(", "(a", "((a)", "donor:("])
    def test_a_bracket_that_is_not_closed_is_told(self, text: str) -> None:
        with pytest.raises(QueryError, match="not closed"):
            parse(text)

    @pytest.mark.parametrize("text", [")", "a) b", "()) "])
    def test_a_bracket_that_was_never_opened_is_told(self, text: str) -> None:
        with pytest.raises(QueryError, match="without an opening"):
            parse(text)

    def test_a_quotation_mark_alone_opens_a_phrase_to_the_end(self) -> None:
        assert parse('a "b c') == And((word("a"), word("b c")))

    @pytest.mark.parametrize(
        "piece", ["x", "(", "-(", '"', "a ", "donor:", "a:", "北", "\x00", "or "]
    )
    def test_no_length_of_anything_is_more_than_refused(self, piece: str) -> None:
        for length in (100, QUERY_LIMIT - 100, QUERY_LIMIT, 100_000):
            text = (piece * length)[:length]
            tree = read(text)
            assert len(tree) < 200 if isinstance(tree, str) else count_words(tree) <= 64

    def test_a_field_named_a_thousand_times_is_no_thousand_calls_deep(self) -> None:
        with pytest.raises(QueryError, match="words"):
            parse("donor:" + "a:" * 990)
        assert parse("title:a:b:c ") == word("a b c", field="title", prefix=True)

    def test_too_long_a_query_is_refused_unread(self) -> None:
        with pytest.raises(QueryError, match="2,000"):
            parse("(" * (QUERY_LIMIT + 1))

    @given(TYPED)
    def test_whatever_is_typed_gives_a_tree_or_an_explanation(self, text: str) -> None:
        tree = read(text)
        if isinstance(tree, str):
            assert tree
        else:
            assert well_formed(tree)
            assert matches(tree, entry(text)) in (True, False)

    @given(st.text(st.characters(exclude_categories=["Cs"]), max_size=40))
    def test_a_text_in_quotation_marks_finds_itself(self, text: str) -> None:
        text = text.replace('"', "")
        assert matches(parse(f'"{text}"'), entry(text))


def well_formed(node: Node) -> bool:
    """Words are folded and there are some; groups are not empty but for the whole."""
    if isinstance(node, Phrase):
        folded = [fold(part) for part in node.words]
        return bool(node.words) and folded == list(node.words)
    if isinstance(node, Not):
        return node.node != EVERYTHING and well_formed(node.node)
    if isinstance(node, Or):
        return len(node.nodes) > 1 and all(map(well_formed, node.nodes))
    if isinstance(node, And):
        return all(map(well_formed, node.nodes))
    return True


class TestHyphens:
    @pytest.mark.parametrize("stored", ["Xi Zhong-xun", "Xi Zhongxun"])
    @pytest.mark.parametrize(
        "query", ["Zhong-xun", "Zhongxun", "xi zhong-xun", '"Xi Zhongxun"', '"Xi Zhong-xun"']
    )
    def test_a_name_is_found_with_and_without_its_hyphen(self, stored: str, query: str) -> None:
        assert matches(parse(query), entry(stored))

    def test_open_and_hyphenated_names_are_the_same_words(self) -> None:
        assert matches(parse('"Kim Jong Un"'), entry("Kim Jong-un"))
        assert matches(parse('"Kim Jong-un"'), entry("Kim Jong Un"))
