"""Duties as a calendar: stable, safe, and read back to the same duties."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st
from icalendar import Calendar

from crisis_tui.basis.times import local_datetime
from crisis_tui.files.ical.question import Person, Question
from crisis_tui.files.ical.reading import read_calendar
from crisis_tui.reports.exports import EXPORTS, write_export
from crisis_tui.roster.duty_list import duty_table
from tests.roster.build import (
    AMSTERDAM,
    at,
    change,
    person,
    role,
    rotation,
    shift,
    window,
    workforce,
)

if TYPE_CHECKING:
    from crisis_tui.roster.duty_list import DutyTable
    from crisis_tui.roster.workforce import Workforce


def named(id_: str, name: str) -> dict[str, object]:
    return {"id": id_, "name": name}


MARCH = window("2026-03-01", "2026-04-15")
WEEKS = rotation(["anna", "bram"])


def table(force: Workforce, on: str | None = None, who: str | None = None) -> DutyTable:
    return duty_table("proef", force, MARCH, on, who)


def events(written: bytes) -> list[dict[str, str]]:
    return [
        {name: value.to_ical().decode() for name, value in event.items()}
        for event in Calendar.from_ical(written).walk("VEVENT")
    ]


def uids(force: Workforce) -> dict[tuple[str, str], tuple[str, str]]:
    """Return UID and SEQUENCE of every duty by title and start."""
    return {
        (event["SUMMARY"], event["DTSTART"]): (event["UID"], event["SEQUENCE"])
        for event in events(write_export(table(force), "ics"))
    }


def test_every_format_writes_bytes() -> None:
    force = workforce(people=["anna", "bram"], duties=[WEEKS])
    assert all(isinstance(write_export(table(force), name), bytes) for name in EXPORTS)


def test_the_same_roster_gives_the_same_bytes() -> None:
    one, other = (
        write_export(table(workforce(people=["anna", "bram"], duties=[WEEKS])), "ics")
        for _ in range(2)
    )
    assert one == other


def test_times_are_utc_also_over_the_change_of_the_clock() -> None:
    force = workforce(people=["anna", "bram"], duties=[WEEKS])
    times = [(each["DTSTART"], each["DTEND"]) for each in events(write_export(table(force), "ics"))]
    assert ("20260323T110000Z", "20260330T100000Z") in times


def test_a_duty_keeps_its_uid_when_others_change() -> None:
    before = uids(workforce(people=["anna", "bram"], duties=[WEEKS]))
    after = uids(
        workforce(
            people=["anna", "bram", "cato"],
            duties=[WEEKS, shift("cato", "2026-03-05 08:00", "2026-03-05 17:00")],
            changes=[change("2026-03-12", "2026-03-13", remove="bram")],
        )
    )
    same = {key for key in before if key in after and before[key] == after[key]}
    cut = ("OVDBZ: Bram", "20260309T110000Z")
    assert set(before) - same == {cut}
    assert after[cut] == (before[cut][0], "1")  # the same event, changed once
    assert len({uid for uid, _ in after.values()}) == len(after)


def test_a_duty_keeps_its_uid_in_every_export_that_holds_it() -> None:
    force = workforce(people=["anna", "bram"], duties=[WEEKS])
    whole = {each["UID"] for each in events(write_export(table(force), "ics"))}
    hers = {each["UID"] for each in events(write_export(table(force, who="anna"), "ics"))}
    posts = {each["UID"] for each in events(write_export(table(force, on="OVDBZ"), "ics"))}
    assert hers < whole == posts


def test_lines_are_folded_and_end_as_the_standard_asks() -> None:
    long = named("anna", "Anna " + "Oever-" * 40 + "É" * 60)
    written = write_export(table(workforce(people=[long], duties=[rotation(["anna"])])), "ics")
    lines = written.split(b"\r\n")
    assert max(map(len, lines)) <= 75
    assert written.count(b"\n") == len(lines) - 1


def test_no_more_of_people_than_their_names() -> None:
    anna = person("anna", reach={"mail": "anna@example.invalid", "phone": "0612345678"})
    force = workforce(people=[anna], duties=[rotation(["anna"])])
    for written in (
        write_export(table(force, on="OVDBZ"), "ics"),
        write_export(table(force), "ics"),
    ):
        assert b"example.invalid" not in written
        assert b"0612" not in written


def test_texts_of_the_roster_never_become_lines_of_the_file() -> None:
    evil = 'Anna\r\nEND:VEVENT\nBEGIN:VEVENT;,\\n: "x"\x00\u2028ATTENDEE:mailto:x'
    force = workforce(
        roles=[role(title=evil)],
        people=[named("anna", evil)],
        duties=[shift("anna", "2026-03-02", "2026-03-03")],
        organisation=evil,
    )
    written = write_export(table(force), "ics")
    assert len(events(written)) == 1
    names = {line.partition(b":")[0].partition(b";")[0] for line in written.split(b"\r\n")}
    assert b"ATTENDEE" not in names
    assert written.count(b"\r\nBEGIN:") == 1


def test_namesakes_are_told_apart_by_their_id() -> None:
    force = workforce(
        people=[named("anna", "Anna Oever"), named("anna2", "Anna Oever")],
        duties=[rotation(["anna", "anna2"])],
    )
    titles = {each["SUMMARY"] for each in events(write_export(table(force), "ics"))}
    assert titles == {"OVDBZ: Anna Oever (anna)", "OVDBZ: Anna Oever (anna2)"}


NAMES = (
    "Anna Oever", "Anna Oever", "Bram d'Hont", "Zoë Önder-Vaart", "Cas; van, der \\ Brug: 3",
    "李 小龍", "END:VEVENT", "van den Bergh",
)  # fmt: skip
SPANS = st.tuples(st.integers(0, 72), st.integers(1, 30))


def local(night: str, hour: int) -> str:
    start = local_datetime(at(night), AMSTERDAM).replace(tzinfo=None)
    wall = start + timedelta(hours=hour)
    return f"{wall:%Y-%m-%d %H:%M}+01:00"


@settings(max_examples=150, deadline=None)
@given(
    night=st.sampled_from(["2026-03-27", "2026-10-23"]),
    duties=st.lists(st.tuples(st.integers(0, len(NAMES) - 1), SPANS), min_size=1, max_size=8),
)
def test_what_is_exported_is_read_back_around_the_nights_of_the_clock(
    night: str, duties: list[tuple[int, tuple[int, int]]]
) -> None:
    people = [named(f"p{number}", name) for number, name in enumerate(NAMES)]
    force = workforce(
        people=people,
        duties=[
            shift(f"p{who}", local(night, start), local(night, start + hours))
            for who, (start, hours) in duties
        ],
    )
    exported = duty_table("proef", force, window("2026-03-01", "2026-12-01"), None, None)
    known = tuple(Person(f"p{number}", name, "") for number, name in enumerate(NAMES))
    question = Question("name", known, "Europe/Lisbon", None)
    answer = read_calendar(write_export(exported, "ics"), "c.ics", question)
    assert answer.findings == ()
    assert {tuple(each) for each in answer.duties} == {
        (duty.person, duty.from_ms, duty.until_ms) for duty in exported.duties
    }
