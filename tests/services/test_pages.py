"""Pages: what a record says, with everything around it, in the words of a reader."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from catalog_app.domain.errors import NotFound
from catalog_app.domain.kinds import KINDS
from catalog_app.domain.records import walk_rows
from catalog_app.paths import data_folder
from catalog_app.services.catalogues import open_catalogue
from catalog_app.services.pages import (
    CardsBody,
    CitationsBody,
    Fact,
    HistoryBody,
    LinesBody,
    NamesBody,
    ObjectsBody,
    Page,
    PartiesBody,
    ProgrammeBody,
    Section,
    StepsBody,
    build_page,
    page_text,
)
from catalog_app.services.workspace import Workspace

_FILES = (
    *("visits", "events", "gifts", "messages"),
    *("people", "organisations", "places", "sources"),
)
ALBUM = "Photograph album of visits and gifts, 1983–2017"


@pytest.fixture(scope="module")
def reading(sample_folder: Path) -> Iterator[Workspace]:
    """The sample catalogue, which these tests only read."""
    with open_catalogue(sample_folder, write=False) as opened:
        yield opened


@pytest.fixture(scope="module")
def numbers() -> dict[str, int]:
    """The numbers of the sample's records by the names its files give them."""
    listed = [
        entry["ref"]
        for name in _FILES
        for entry in json.loads(
            (data_folder() / "sample" / f"{name}.json").read_text(encoding="utf-8")
        )
    ]
    return {ref: number for number, ref in enumerate(listed, start=1)}


def section(page: Page, key: str) -> Section:
    """The section of a page with this key."""
    return next(section for section in page.sections if section.key == key)


def fact(page: Page, key: str) -> Fact:
    """The fact of a page with this key."""
    return next(fact for fact in page.facts if fact.key == key)


@pytest.mark.parametrize("kind", KINDS)
def test_every_record_of_the_sample_has_a_page_that_mentions_what_it_states(
    reading: Workspace, numbers: dict[str, int], kind: str
) -> None:
    found = 0
    for number in numbers.values():
        record = reading.record(number)
        if record.kind != kind:
            continue
        found += 1
        text = page_text(build_page(reading, number))
        stated = [record.title, str(record["number"]), str(record["summary"]), str(record["notes"])]
        for _, row in walk_rows(record):
            stated += [str(row.values.get(key) or "") for key in ("capacity", "note", "quotation")]
            target = row.values.get("target")
            if isinstance(target, int):
                stated.append(reading.store.briefs([target])[target].title)
        for words in stated:
            for line in words.splitlines():
                assert line in text, (record.title, line)
    assert found


def test_a_record_that_is_not_there_has_no_page(reading: Workspace) -> None:
    with pytest.raises(NotFound):
        build_page(reading, 10**6)


# The visit of May 2000


def test_a_visit_names_its_status_its_dates_with_the_printed_era_and_its_route(
    reading: Workspace, numbers: dict[str, int]
) -> None:
    page = build_page(reading, numbers["visit/V02"])
    assert page.kind_line == "Unofficial visit"
    assert page.date == (
        "29–31 May 2000 (Juche 89) · Democratic People’s Republic of Korea "
        "→ People’s Republic of China"
    )
    assert [run.target.kind for run in page.dateline if run.target] == ["place", "place"]


def test_era_years_can_be_left_out_or_always_given(
    reading: Workspace, numbers: dict[str, int]
) -> None:
    visit, report = numbers["visit/V02"], numbers["event/V16-03"]
    assert "Juche" not in build_page(reading, visit, era="none").date
    assert "Minguo 89" in build_page(reading, visit, era="minguo").date
    assert "Juche" not in build_page(reading, report).date
    assert "Juche 114" in build_page(reading, report, era="juche").date


def test_whoever_invited_and_received_is_named_once(
    reading: Workspace, numbers: dict[str, int]
) -> None:
    body = section(build_page(reading, numbers["visit/V02"]), "participants").body
    assert isinstance(body, PartiesBody)
    assert [group.role for group in body.groups] == ["Visitor", "Host and inviter"]
    host = body.groups[1].statements[0]
    assert host.text == "Jiang Zemin"
    assert host.capacity.startswith("General Secretary of the Central Committee")


def test_events_of_unknown_day_stand_under_the_days_of_the_visit(
    reading: Workspace, numbers: dict[str, int]
) -> None:
    programme = section(build_page(reading, numbers["visit/V02"]), "programme")
    assert isinstance(programme.body, ProgrammeBody)
    assert programme.count == 3
    (day,) = programme.body.days
    assert (day.label, day.note, day.known) == ("29–31 May", "day not stated", False)
    assert [item.type for item in day.happenings] == ["Meeting", "Talks", "Site visit"]
    meeting, _, tour = day.happenings
    assert [party.text for party in meeting.with_whom] == ["Jiang Zemin"]
    assert not meeting.places
    assert [place.text for place in tour.places] == ["Tiananmen Rostrum"]
    text = page_text(build_page(reading, numbers["visit/V02"]))
    assert "29–31 May, day not stated" in text
    assert "Place not stated" in text


def test_known_days_of_a_programme_have_their_weekday(
    reading: Workspace, numbers: dict[str, int]
) -> None:
    body = section(build_page(reading, numbers["visit/V16"]), "programme").body
    assert isinstance(body, ProgrammeBody)
    assert any(day.known and day.note.startswith("Thursday") for day in body.days)


def test_an_inferred_occasion_of_a_gift_is_said_to_be_inferred(
    reading: Workspace, numbers: dict[str, int]
) -> None:
    gifts = section(build_page(reading, numbers["visit/V02"]), "gifts")
    assert isinstance(gifts.body, CardsBody)
    (card,) = gifts.body.cards
    assert card.title == "Gift of Jiang Zemin"
    assert card.doubt == "Link inferred: month of the visit"
    assert card.lines == ("Presented by Jiang Zemin", "Object not named · May 2000 (Juche 89)")


# Gifts


def test_several_givers_keep_their_capacities(reading: Workspace, numbers: dict[str, int]) -> None:
    givers = fact(build_page(reading, numbers["gift/G27"]), "donor").statements
    assert [giver.capacity for giver in givers] == [
        "Managing Director (a Chinese) of the Singapore Senat Shipping and Trading Pte Ltd",
        "his wife",
    ]
    assert all(not giver.alternative for giver in givers)


def test_an_inferred_recipient_comes_with_its_grounds(
    reading: Workspace, numbers: dict[str, int]
) -> None:
    (recipient,) = fact(build_page(reading, numbers["gift/G27"]), "recipient").statements
    assert recipient.certainty == "Inferred"
    (citation,) = recipient.citations
    assert (citation.source, citation.locator) == (ALBUM, "lines 799–801")


def test_each_object_of_a_gift_has_its_own_materials_as_printed(
    reading: Workspace, numbers: dict[str, int]
) -> None:
    page = build_page(reading, numbers["gift/G29"])
    objects = section(page, "objects")
    assert isinstance(objects.body, ObjectsBody)
    cabbage, well = objects.body.things
    assert cabbage.line == "2002.4.1 · Plant figure"
    assert cabbage.facts[0].statements[0].text == "Jade, printed “Jadework”"
    assert [fact.label for fact in well.facts] == ["Materials", "Techniques"]
    words = fact(page, "objects").statements[0].text
    assert words == "Cabbage, jadework; All Is Well, metalwork"


def test_rivals_stand_together_as_either_and_or(
    reading: Workspace, numbers: dict[str, int]
) -> None:
    page = build_page(reading, numbers["gift/G31"])
    (rivals,) = fact(page, "donor").groups()
    assert len(rivals) == 2
    assert {statement.certainty for statement in rivals} == {"Uncertain"}
    text = page_text(page)
    assert "either Dandong Golden Ark International Travel Service" in text
    assert "or Secretary of the Tianjin Municipal Committee" in text


def test_silence_about_giver_and_occasion_is_said(
    reading: Workspace, numbers: dict[str, int]
) -> None:
    assert fact(build_page(reading, numbers["gift/G29"]), "occasion").missing == "Not stated"


# Parties, places, sources


def test_a_person_shows_links_from_others_by_role(
    reading: Workspace, numbers: dict[str, int]
) -> None:
    page = build_page(reading, numbers["person/kim-jong-il"])
    gifts = section(page, "gift.recipient")
    assert gifts.title == "Recipient of"
    assert isinstance(gifts.body, LinesBody)
    assert gifts.count == gifts.body.total == len(gifts.body.lines) > 30
    assert gifts.body.query == 'recipient:"Kim Jong Il" kind:gift'
    assert section(page, "visit.visitor").title == "Visitor on"
    dates = [line.date for line in gifts.body.lines]
    assert dates[0] == "Jul 1986"


def test_names_say_how_they_are_written(reading: Workspace, numbers: dict[str, int]) -> None:
    page = build_page(reading, numbers["place/beijing"])
    assert page.kind_line == "Place · city"
    body = section(page, "names").body
    assert isinstance(body, NamesBody)
    assert body.names[0].preferred
    known = {name.text: name for name in body.names}
    assert known["Peking"].details == ("English", "postal")
    assert known["北京"].details == ("Chinese", "Han characters")
    assert known["北京"].language == "zh"
    assert fact(page, "within").statements[0].text == "People’s Republic of China"


def test_a_source_lists_what_cites_it(reading: Workspace, numbers: dict[str, int]) -> None:
    page = build_page(reading, numbers["source/000"])
    cited = section(page, "cited")
    assert isinstance(cited.body, LinesBody)
    assert len(cited.body.lines) == 50
    assert cited.body.total > 300
    assert fact(page, "language").statements[0].text == "English"


def test_citations_say_which_field_they_support(
    reading: Workspace, numbers: dict[str, int]
) -> None:
    body = section(build_page(reading, numbers["visit/V02"]), "citations").body
    assert isinstance(body, CitationsBody)
    heading = next(citation for citation in body.citations if citation.quotation)
    assert heading.quotation.startswith("Promoting the Development of Friendship")
    assert (heading.supports, heading.target is not None) == ("Title", True)


def test_a_date_that_is_inferred_says_so(reading: Workspace, numbers: dict[str, int]) -> None:
    page = build_page(reading, numbers["event/V16-03"])
    assert (page.date, page.date_note, page.date_printed) == (
        "4 September 2025",
        "date inferred",
        "on Thursday",
    )


def test_a_record_knows_the_steps_that_touched_it(
    reading: Workspace, numbers: dict[str, int]
) -> None:
    body = section(build_page(reading, numbers["visit/V02"]), "steps").body
    assert isinstance(body, StepsBody)
    (step,) = body.steps
    assert step.label == "Sample catalogue added"
    assert step.latest
    assert step.step > 0


def test_a_gift_without_objects_has_no_objects_section(
    reading: Workspace, numbers: dict[str, int]
) -> None:
    page = build_page(reading, numbers["gift/G01"])
    assert "objects" not in [section.key for section in page.sections]
    assert fact(page, "objects").missing == "Not named"
    history = section(page, "history").body
    assert isinstance(history, HistoryBody)
    assert history.facts[0].statements[0].text == "Gift"
