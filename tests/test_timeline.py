"""The timeline: where bars stand, what is filtered, and what calendars and spreadsheets get."""

import csv
import html
import io
import re
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest
from conftest import WordEncoder
from fastapi.testclient import TestClient
from icalendar import Calendar

from assistant.answering import Assistant
from assistant.api import create_app
from assistant.exports import calendar, table
from assistant.settings import Settings
from assistant.timeline import Axis, Bar, phase, timeline
from ingest.build import ingest
from vectorstore.records import Milestone, Period, Span
from vectorstore.store import LiveStore, Store

TODAY = date(2026, 3, 15)


@pytest.fixture(scope="module")
def client(assistant: Assistant) -> Iterator[TestClient]:
    with TestClient(create_app(assistant, Settings(today=TODAY)), raise_server_exceptions=False) as opened:
        yield opened


def milestone(period: Period | None, text: str = "Pilot", initiative: str = "a") -> Milestone:
    return Milestone("id", "d", "Fokus", f"d/{initiative}", initiative.upper(), "", text, period, Span(1, 0, 5))


def store_of(text: str) -> Store:
    """The little of a store that the exports ask for."""
    manifest = SimpleNamespace(created="2026-01-02T03:04:05+00:00")
    fake = SimpleNamespace(page_text=lambda *_: text, title=lambda _: "Plan", manifest=manifest)
    return cast("Store", fake)


def bar_of(start: date | None, end: date | None, *others: Period) -> tuple[Axis, Bar]:
    drawn = timeline([milestone(Period("p", start, end)), *(milestone(p) for p in others)], TODAY)
    assert drawn.axis
    bar = drawn.rows[0].bar
    assert bar
    return drawn.axis, bar


def test_a_quarter_takes_a_quarter_of_its_year() -> None:
    axis, bar = bar_of(date(2026, 4, 1), date(2026, 6, 30))
    assert (axis.first, axis.last) == (2026, 2026)
    assert bar == Bar(25, 25, open_start=False, open_end=False)
    assert [tick.label for tick in axis.quarters] == ["Q1", "Q2", "Q3", "Q4"]


def test_a_range_over_new_year_and_a_whole_year_are_as_long_as_they_are() -> None:
    _, bar = bar_of(date(2026, 7, 1), date(2027, 3, 31))
    assert (bar.x, bar.width) == (25, 37.5)
    _, bar = bar_of(date(2026, 1, 1), date(2026, 12, 31), Period("", date(2027, 1, 1), date(2027, 1, 1)))
    assert (bar.x, bar.width) == (0, 50)


def test_an_open_end_reaches_to_the_end_of_the_axis() -> None:
    axis, bar = bar_of(date(2027, 4, 1), None)
    assert (axis.first, axis.last) == (2026, 2027)
    assert bar == Bar(62.5, 37.5, open_start=False, open_end=True)
    _, bar = bar_of(None, date(2026, 6, 30))
    assert bar == Bar(0, 50, open_start=True, open_end=False)


def test_a_single_day_can_be_seen_even_on_the_last_day() -> None:
    _, bar = bar_of(date(2026, 12, 31), date(2026, 12, 31))
    assert bar.width >= 1
    assert bar.x + bar.width <= 100


def test_undated_milestones_have_no_bar_and_alone_no_axis() -> None:
    drawn = timeline([milestone(None)], TODAY)
    assert (drawn.axis, drawn.rows[0].bar, drawn.rows[0].phase) == (None, None, "")


def test_now_is_on_the_axis_only_where_the_axis_reaches() -> None:
    period = Period("", date(2026, 1, 1), date(2026, 3, 31))
    for today, shown in ((TODAY, True), (date(2027, 2, 1), True), (date(2040, 1, 1), False)):
        axis = timeline([milestone(period)], today).axis
        assert axis
        assert (axis.now is not None) == shown


def test_a_programme_of_many_years_names_some_of_them() -> None:
    axis, _ = bar_of(date(1900, 1, 1), date(2026, 12, 31))
    assert axis.quarters == ()
    assert 5 <= len(axis.years) <= 10
    assert axis.years[-1].x + axis.years[-1].width == pytest.approx(100)


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        (date(2026, 1, 1), date(2026, 3, 14), "passed"),
        (date(2026, 1, 1), TODAY, "now"),
        (TODAY, date(2026, 12, 31), "now"),
        (date(2026, 3, 16), None, "ahead"),
        (None, date(2026, 12, 31), "now"),
        (date(2020, 1, 1), None, "now"),
    ],
)
def test_a_phase_is_where_today_lies(start: date | None, end: date | None, expected: str) -> None:
    assert phase(Period("", start, end), TODAY) == expected


def test_every_milestone_is_drawn_and_leads_to_its_source(client: TestClient) -> None:
    rows = client.get("/api/milestones").json()
    for path in ("/tidsplan", "/tidsplan?visning=tabel"):
        page = client.get(path).text
        urls = [html.unescape(url) for url in re.findall(r'href="\.(/kilder/[^"]+)"', page)]
        assert urls == [f"/kilder/{r['document_id']}?side={r['page']}&start={r['start']}&slut={r['end']}" for r in rows]
        assert page.count("Uden dato i programmet") == 1
        assert "Tidligst fra Q2 2027" in page
    page = client.get("/tidsplan").text
    assert page.count('class="bar ') == 29 + 3  # and the key's
    assert "I dag er det 15. marts 2026." in page


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("indsats=GenAI", 5),
        ("indsats=arbejdsprogram-2026/fremtidens-erp-loesning", 3),
        ("fokus=Fokusområde 1: Digital understøttelse og brugervenlighed", 12),
        ("fra=Q2/2027", 2),
        ("fra=Q3/2026&til=2026-09-30&indsats=GenAI", 1),
        ("dokument=andet", 0),
        ("fokus=&indsats=&fra=&til=", 30),
    ],
)
def test_filters_hold_for_page_calendar_and_table(client: TestClient, query: str, count: int) -> None:
    page = client.get(f"/tidsplan?{query}").text
    assert len(re.findall(r'href="\./kilder/[^"]+side=', page)) == count
    assert len(rows_of(client.get(f"/tidsplan.csv?{query}").content)) == count
    undated = page.count("Uden dato i programmet")
    assert len(events_of(client.get(f"/tidsplan.ics?{query}").content)) == count - undated


def test_each_initiative_has_a_calendar_of_its_own(client: TestClient) -> None:
    feeds = [html.unescape(u) for u in re.findall(r'class="feed small" href="\.([^"]+)"', client.get("/tidsplan").text)]
    sizes = [len(events_of(client.get(feed).content)) for feed in feeds]
    assert len(feeds) == len({m["initiative"] for m in client.get("/api/milestones").json()})
    assert sum(sizes) == 29
    assert 0 not in sizes


@pytest.mark.parametrize("query", ["fra=engang", "fra=Q3/2026&til=Q1/2026"])
def test_a_period_that_is_none_is_told_where_it_was_typed(client: TestClient, query: str) -> None:
    page = client.get(f"/tidsplan?{query}")
    assert page.status_code == 422
    assert 'aria-invalid="true"' in page.text
    assert "Ret perioden" in page.text
    for kind in ("ics", "csv"):
        response = client.get(f"/tidsplan.{kind}?{query}")
        assert (response.status_code, response.headers["content-type"]) == (422, "text/html; charset=utf-8")


def test_events_are_whole_days_with_their_source(client: TestClient) -> None:
    response = client.get("/tidsplan.ics")
    assert response.headers["content-type"] == "text/calendar; charset=utf-8"
    lines = response.content.split(b"\r\n")
    assert max(map(len, lines)) <= 75
    events = events_of(response.content)
    (event,) = [e for e in events if "Udrulningen til hele KK" in e["SUMMARY"]]
    assert (event["DTSTART"].dt, event["DTEND"].dt) == (date(2026, 10, 1), date(2027, 1, 1))
    assert event["URL"].startswith("http://testserver/kilder/arbejdsprogram-2026?side=5")
    assert b"DTSTART;VALUE=DATE:20261001" in lines
    assert isinstance(event["DTSTAMP"].dt, datetime)
    assert len({e["UID"] for e in events}) == len(events) == 29
    assert response.content == client.get("/tidsplan.ics").content


def test_an_open_end_is_an_event_on_the_day_that_is_known() -> None:
    store = store_of("Pilot")
    for start, end in ((date(2027, 4, 1), None), (None, date(2027, 4, 1))):
        made = calendar(store, [milestone(Period("Tidligst", start, end))], "http://a")
        (event,) = events_of(made)
        assert (event["DTSTART"].dt, event["DTEND"].dt - timedelta(days=1)) == (date(2027, 4, 1), date(2027, 4, 1))


def test_an_event_keeps_its_uid_when_its_date_or_place_changes() -> None:
    first = milestone(Period("Q1", date(2026, 1, 1), date(2026, 3, 31)))
    moved = milestone(Period("Q2", date(2026, 4, 1), date(2026, 6, 30)))
    other = milestone(first.period, text="Noget andet")

    def uids(*milestones: Milestone) -> list[str]:
        return [str(e["UID"]) for e in events_of(calendar(store_of(""), milestones, ""))]

    assert uids(first) == uids(moved)
    assert len({*uids(first, first, other)}) == 3


def test_text_can_not_break_out_of_a_calendar_property() -> None:
    text = "Slut;\nEND:VEVENT\r\nBEGIN:VALARM, \\n"
    made = calendar(store_of(text), [milestone(Period("p", TODAY, TODAY), text=text)], "http://a")
    (event,) = events_of(made)
    assert made.count(b"\r\nEND:VEVENT") == 1
    assert b"\r\nBEGIN:VALARM" not in made
    assert str(event["SUMMARY"]).startswith("Slut;\nEND:VEVENT")


def events_of(content: bytes) -> list[Any]:
    return list(Calendar.from_ical(content).walk("VEVENT"))


def rows_of(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=";"))


def test_the_table_opens_in_a_danish_spreadsheet(client: TestClient) -> None:
    response = client.get("/tidsplan.csv")
    assert response.content.startswith(b"\xef\xbb\xbf")
    assert "attachment" in response.headers["content-disposition"]
    assert b'";' not in response.content.split(b"\r\n")[0]
    row = rows_of(response.content)[0]
    assert (row["Periode"], row["Fra"], row["Til"], row["Side"]) == ("Q2 2026", "2026-04-01", "2026-06-30", "4")
    assert row["Kilde"].startswith("http://testserver/kilder/arbejdsprogram-2026?side=4")


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_no_cell_begins_a_formula(start: str) -> None:
    text = f'{start}HYPERLINK("http://x";"y")'
    (row,) = rows_of(table(store_of(text), [milestone(None, text=text)], ""))
    assert row["Milepæl"] == "'" + text
    assert not any(cell.startswith(("=", "+", "-", "@")) for cell in row.values())


def test_milestones_of_several_documents_stay_apart(tmp_path: Path, word_encoder: WordEncoder) -> None:
    for name in ("plan-a", "plan-b"):
        text = f"Projekt {name}\n\nVæsentlige milepæle:\n• Q1/2026: Pilot i {name}\n• Q2/2026: Drift\n"
        (tmp_path / f"{name}.md").write_text(f"# {text}", encoding="utf-8")
    ingest([tmp_path], tmp_path / "index", word_encoder, lambda _done, _total: None)
    with TestClient(
        create_app(Assistant(LiveStore(tmp_path / "index", word_encoder)), Settings(today=TODAY))
    ) as client:
        count = len(client.get("/api/milestones").json())
        assert count == 4
        assert '<select id="dokument"' in client.get("/tidsplan").text
        assert client.get("/tidsplan").text.count("./kilder/plan-") == 4  # two series, each with its newest
        assert client.get("/tidsplan?dokument=plan-b").text.count('href="./kilder/plan-b') == 2


@pytest.fixture(scope="module")
def two_years(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    folder = tmp_path_factory.mktemp("years")
    for year in (2025, 2026):
        text = (
            f"# Center Arbejdsprogram {year}\n\nFornyelse\n\nMilepæle:\n- Q1 {year}: Pilot {year}\n- Q2 {year}: Drift\n"
        )
        (folder / f"plan{year}.md").write_text(text, encoding="utf-8")
    ingest([folder], folder / "index", WordEncoder(), lambda _done, _total: None)
    app = create_app(Assistant(LiveStore(folder / "index", WordEncoder())), Settings(data_dir=folder, today=TODAY))
    with TestClient(app) as opened:
        yield opened


def test_of_two_years_the_newest_is_shown_and_the_other_can_be_chosen(two_years: TestClient) -> None:
    page = two_years.get("/tidsplan").text
    assert "Pilot 2026" in page
    assert "Pilot 2025" not in page
    older = re.findall(r'<option value="([^"]+)">Center Arbejdsprogram 2025<', page)
    assert len(older) == 1
    page = two_years.get(f"/tidsplan?dokument={older[0]}").text
    assert "Pilot 2025" in page
    assert "Pilot 2026" not in page
    assert f'<option value="{older[0]}" selected>' in page
    feeds = [html.unescape(url) for url in re.findall(r'class="feed small" href="\.([^"]+)"', page)]
    assert [len(events_of(two_years.get(feed).content)) for feed in feeds] == [2]


def test_both_years_are_among_the_documents_the_newest_first(two_years: TestClient) -> None:
    page = two_years.get("/kilder").text
    links = re.findall(r'href="\.(/kilder/[^"]+)"', page)
    assert len(links) == 2
    assert page.index("Arbejdsprogram 2026</a>") < page.index("Arbejdsprogram 2025</a>")
    assert all(two_years.get(link).status_code == 200 for link in links)


def cited(client: TestClient, *rows: dict[str, Any]) -> str:
    named = (f"{row['document_id']}:{row['page']}:{row['start']}:{row['end']}" for row in rows)
    return client.get("/tidsplan?" + "&".join(f"citat={name}" for name in named)).text


def test_an_answers_milestones_alone_can_be_shown_of_any_year(two_years: TestClient) -> None:
    rows = two_years.get("/api/milestones").json()
    (pilot,) = [row for row in rows if row["text"] == "Pilot 2025"]
    page = cited(two_years, pilot)
    assert len(re.findall(r'href="\./kilder/[^"]+side=', page)) == 1
    assert "Pilot 2025" in page
    assert "som svaret bygger på" in page
    downloads = [html.unescape(url) for url in re.findall(r'href="\.(/tidsplan\.(?:csv|ics)\?citat[^"]+)"', page)]
    assert len(downloads) == 2
    assert len(rows_of(two_years.get(downloads[1]).content)) == 1
    nothing = cited(two_years, pilot | {"start": pilot["end"], "end": pilot["end"] + 1})
    assert "Ingen milepæle passer" in nothing


def test_a_citation_that_is_none_is_a_wrong_address(client: TestClient) -> None:
    response = client.get("/tidsplan?citat=noget")
    assert response.status_code == 422
    assert "'citat' skrives som" in html.unescape(response.text)


def test_an_answers_page_leads_to_the_milestones_that_it_lists(client: TestClient) -> None:
    answer = client.post("/api/chat", json={"question": "Hvad sker der i 3. kvartal 2026?"}).json()
    page = client.get(f"/svar/{answer['answer_id']}").text
    (url,) = [html.unescape(url) for url in re.findall(r'href="\.\.(/tidsplan\?citat[^"]+)"', page)]
    shown = re.findall(r'href="\./kilder/[^"]+side=(\d+)&amp;start=(\d+)', client.get(url).text)
    assert shown == [(str(c["page"]), str(c["start"])) for c in answer["citations"]]
    single = client.post("/api/chat", json={"question": "hvornår er tidsregistrering udrullet?"}).json()
    assert len(single["citations"]) == 1
    assert single["citations"][0]["period"]
    assert "/tidsplan?citat" not in client.get(f"/svar/{single['answer_id']}").text
