"""What calendars that nobody should have written do to our reader: little."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crisis_tui.files.ical import reading
from crisis_tui.files.ical.question import NoCalendarError, Person
from tests.files.ical_texts import ANNA, MONDAY, calendar, event, read


def test_events_beyond_the_horizon_do_not_count_and_those_across_it_are_whole() -> None:
    across = event("DTSTART:20261231T120000", "DTEND:20270102T120000")
    beyond = event("DTSTART:20270101T000000", "DTEND:20270102T120000")
    said = read(calendar(across, beyond))
    assert said.duties == ["anna 2026-12-31 12:00 +01:00 - 2027-01-02 12:00 +01:00"]


def test_noon_to_noon_keeps_its_clock_over_a_short_night_and_24_hours_do_not() -> None:
    saturday = "DTSTART;TZID=Europe/Amsterdam:20260321T120000"
    rule = "RRULE:FREQ=WEEKLY;COUNT=2"
    by_clock = event(saturday, "DTEND;TZID=Europe/Amsterdam:20260322T120000", rule)
    by_days = event(saturday, "DURATION:P1D", rule)
    by_hours = event(saturday, "DURATION:PT24H", rule)
    assert read(calendar(by_clock)).hours == [24, 23]
    assert read(calendar(by_days)).hours == [24, 23]
    assert read(calendar(by_hours)).hours == [24, 24]
    short_first = event("DTSTART:20260328T120000", "DURATION:PT24H", rule)
    assert read(calendar(short_first)).hours == [24, 24]
    mixed = event("DTSTART:20260328T120000", "DURATION:P1DT6H", rule)
    assert read(calendar(mixed)).hours == [29, 30]


def test_a_time_in_the_doubled_hour_is_its_first_and_a_skipped_one_comes_later() -> None:
    doubled = event("DTSTART:20261025T023000", "DTEND:20261025T040000")
    assert read(calendar(doubled)).duties == [
        "anna 2026-10-25 02:30 +02:00 - 2026-10-25 04:00 +01:00"
    ]
    skipped = event("DTSTART:20260329T023000", "DTEND:20260329T040000")
    assert read(calendar(skipped)).duties == [
        "anna 2026-03-29 03:30 +02:00 - 2026-03-29 04:00 +02:00"
    ]


def test_the_end_in_another_zone_and_in_utc() -> None:
    said = read(
        calendar(
            event(
                "DTSTART;TZID=Europe/Amsterdam:20260302T120000",
                "DTEND;TZID=Europe/Lisbon:20260302T120000",
            ),
            event("DTSTART;TZID=Europe/Amsterdam:20260303T120000", "DTEND:20260303T130000Z"),
        )
    )
    assert said.hours == [1, 2]


def test_extra_times_and_periods_of_a_series() -> None:
    said = read(
        calendar(
            event(
                "DTSTART:20260302T120000",
                "DURATION:PT2H",
                "RDATE:20260304T080000,20260305T080000",
                "RDATE;VALUE=PERIOD:20260306T080000/PT5H",
            )
        )
    )
    assert said.starts == [
        "2026-03-02 12:00", "2026-03-04 08:00", "2026-03-05 08:00", "2026-03-06 08:00",
    ]  # fmt: skip
    assert said.hours == [2, 2, 2, 5]


def test_an_alarm_inside_an_event_is_not_the_events() -> None:
    alarm = (
        "BEGIN:VALARM\nTRIGGER:-PT15M\nDURATION:PT5M\nATTENDEE:mailto:x@example.invalid\nEND:VALARM"
    )
    said = read(calendar(event(*MONDAY, alarm)))
    assert (said.people, said.codes) == (["anna"], [])


def test_two_people_in_one_title_are_both_on_duty() -> None:
    assert read(calendar(event(*MONDAY, who="Anna Oever / Bram Dijk"))).people == ["anna", "bram"]


def test_the_longest_of_names_in_names_counts() -> None:
    people = (ANNA, Person("anna3", "Anna Oever de Boer", ""))
    assert read(calendar(event(*MONDAY, who="Anna Oever de Boer")), people=people).people == [
        "anna3"
    ]


def test_an_accent_apart_from_its_letter_makes_no_other_name() -> None:
    people = (Person("zoe", "Zo\N{LATIN SMALL LETTER E WITH DIAERESIS} Brug", ""),)
    said = read(calendar(event(*MONDAY, who="Zoe\N{COMBINING DIAERESIS} Brug")), people=people)
    assert said.people == ["zoe"]


def test_an_id_counts_only_as_it_is_written() -> None:
    said = read(calendar(event(*MONDAY, who="ANNA")))
    assert (said.people, said.codes) == ([], ["I609"])


@pytest.mark.parametrize("answer", ["DECLINED", "TENTATIVE", "delegated"])
def test_who_has_not_agreed_is_not_on_duty_and_that_is_told(answer: str) -> None:
    declined = f"ATTENDEE;PARTSTAT={answer}:mailto:anna@example.invalid"
    agreed = "ATTENDEE:mailto:bram@example.invalid"
    said = read(calendar(event(*MONDAY, declined, agreed)), match="mail")
    assert said.people == ["bram"]
    assert said.told == [("I605", "warning", "mailto:anna@example.invalid")]


def test_events_without_attendees_are_told_as_one() -> None:
    said = read(calendar(*(event(*MONDAY, f"UID:{n}") for n in range(4))), match="mail")
    assert said.codes == ["I609"]
    assert "4 events" in said.message("I609")


def test_more_than_a_hundred_of_a_kind_are_summed_up() -> None:
    said = read(calendar(*(event("DTSTART:morgen") for _ in range(250))))
    assert len(said.codes) == 101
    assert str(said.answer.findings[-1].message) == "and 150 more of this kind in this file"


@pytest.mark.parametrize("cut", ["END:VCALENDAR", "END:VEVENT"])
def test_a_file_that_breaks_off_is_told(cut: str) -> None:
    text = calendar(event(*MONDAY), event(*MONDAY, who="Bram Dijk"))
    said = read(text[: text.rindex(cut)])
    assert said.people == (["anna", "bram"] if cut == "END:VCALENDAR" else ["anna"])
    assert said.codes == ["I611"]


def test_an_event_in_an_event_breaks_the_outer_one_off() -> None:
    said = read(calendar("BEGIN:VEVENT", *MONDAY, event(*MONDAY, who="Bram Dijk")))
    assert said.people == ["bram"]
    assert said.told == [("I611", "error", "BEGIN:VEVENT")]


def test_lines_of_no_meaning_around_the_events_are_told() -> None:
    said = read("rommel\n" + calendar("nog meer rommel", event(*MONDAY)))
    assert said.people == ["anna"]
    assert said.told == [
        ("I601", "warning", "rommel"),
        ("I601", "warning", "nog meer rommel"),
    ]


def test_a_zone_before_the_calendar_is_nobodys() -> None:
    said = read("BEGIN:VTIMEZONE\nTZID:X\nEND:VTIMEZONE\n" + calendar(event(*MONDAY)))
    assert (said.people, said.codes) == (["anna"], [])


def test_an_event_after_the_calendar_does_not_count() -> None:
    said = read(calendar() + event(*MONDAY))
    assert (said.people, said.codes) == ([], ["I611"])


def test_parts_nested_too_deeply_end_the_reading() -> None:
    said = read(calendar(event(*MONDAY), *["BEGIN:X-A"] * 100_000, event(*MONDAY)))
    assert (said.people, said.codes) == (["anna"], ["I611"])


@pytest.mark.parametrize(
    "lines",
    [
        ("DTSTART:20260302T120000", "DTEND;VALUE=DATE:20260303"),
        ("DTSTART;VALUE=DATE:20260302", "DTEND:20260303T120000"),
        ("DTSTART:20260302T120000", "DTEND:20260303T120000", "DURATION:PT1H"),
        ("DTSTART:20260302T120000", "DTSTART:20260303T120000", "DURATION:PT1H"),
        ("DTSTART:20260302T120000", "DURATION:een dag"),
        ("DTSTART:20260302T120000", "DURATION:P99999D"),
        ("DTSTART:00010101T000000", "DURATION:P1D"),
        ("DTSTART:99991231T235959", "DURATION:P1D"),
        ("DTSTART:20260230T120000", "DURATION:P1D"),
        (*MONDAY, "RRULE:FREQ=WEEKLY", "EXRULE:FREQ=MONTHLY"),
        (*MONDAY, "RRULE:FREQ=WEEKLY;COUNT=3", "EXDATE:gisteren"),
        (*MONDAY, "RECURRENCE-ID:ooit"),
    ],
)
def test_an_event_without_one_meaning_does_not_count(lines: tuple[str, ...]) -> None:
    said = read(calendar(event(*lines), event(*MONDAY, who="Bram Dijk")))
    assert said.people == ["bram"]
    assert said.codes == ["I602"]


def test_a_negative_length_is_refused_like_an_end_before_the_start() -> None:
    assert read(calendar(event("DTSTART:20260302T120000", "DURATION:-PT1H"))).codes == ["I603"]


@pytest.mark.timeout(30)
def test_zones_that_bomb_are_unknown() -> None:
    zone = (
        "BEGIN:VTIMEZONE\nTZID:Bom\nBEGIN:STANDARD\nDTSTART:16010101T000000\n"
        "TZOFFSETFROM:+0100\nTZOFFSETTO:+0100\nRRULE:FREQ=SECONDLY\nEND:STANDARD\nEND:VTIMEZONE"
    )
    said = read(calendar(zone, event("DTSTART;TZID=Bom:20260302T120000", "DURATION:PT1H")))
    assert (said.duties, said.codes) == ([], ["I607"])


def test_many_bombs_together_are_no_bomb(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "MAX_STEPS", 15_000)
    rule = "RRULE:FREQ=DAILY;BYMONTH=1,2,3,4,5,6,7,8,9,10,11,12"  # every day
    parts = [event(*MONDAY, f"UID:{n}", rule) for n in range(400)]
    said = read(calendar(*parts), planned_until="2300-01-01")
    assert len(said.duties) == 10_000
    assert set(said.codes) == {"I606"}


def test_control_characters_never_leave_the_reader() -> None:
    said = read(calendar(event(*MONDAY, who="Piet \x1b[31m\u202e")))
    assert said.codes == ["I609"]
    assert not set("\x1b\u202e") & set(said.message("I609"))


LINES = st.sampled_from(
    [
        "BEGIN:VCALENDAR", "END:VCALENDAR", "BEGIN:VEVENT", "END:VEVENT", "BEGIN:VALARM",
        "END:VALARM", "BEGIN:VTIMEZONE", "END:VTIMEZONE", "UID:1", "UID:2", "SEQUENCE:2",
        "DTSTART:20260302T120000", "DTEND:20260303T120000Z", "DTSTART;VALUE=DATE:20260301",
        "DTEND;TZID=Mars:20260303T120000", "DURATION:P1DT1H", "RRULE:FREQ=WEEKLY;COUNT=9",
        "RRULE:FREQ=MONTHLY;BYDAY=-1SU;UNTIL=20260801", "EXDATE:20260309T120000",
        "EXDATE;VALUE=DATE:20260316", "RECURRENCE-ID;RANGE=THISANDFUTURE:20260309T120000",
        "RECURRENCE-ID;VALUE=DATE:20260323", "SUMMARY:Anna Oever", "STATUS:CANCELLED",
        "STATUS:TENTATIVE", "TZID:Mars", "RDATE;VALUE=PERIOD:20260401T000000/PT3H", " gevouwen",
        "rommel", "X;=:", ":", ";", "\x00", 'ATTENDEE;CN="a:mailto:x', "X-WR-TIMEZONE:Mars",
    ]
)  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(st.lists(LINES, max_size=3), st.lists(LINES, max_size=40), st.sampled_from(["mail", "name"]))
def test_any_order_of_lines_gives_duties_that_can_be_and_places_that_exist(
    before: list[str], lines: list[str], match: str
) -> None:
    text = "\n".join(before) + "\n" + calendar(*lines)
    said = read(text, match="mail" if match == "mail" else "name")
    assert all(duty.from_ms < duty.until_ms for duty in said.answer.duties)
    assert all(1 <= each.where.line <= text.count("\n") for each in said.answer.findings)
    assert said.told is not None


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    for each in (data, b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\n" + data):
        try:
            read(each)
        except NoCalendarError:
            assert b"BEGIN:VCALENDAR" not in each.upper() or each.startswith((b"\xff\xfe", b"\xfe"))


@pytest.mark.timeout(20)
@pytest.mark.parametrize(
    "line",
    [
        "SUMMARY:" + "." * 2_000_000,
        "ATTENDEE;" + "A=B;" * 500_000 + ":mailto:x",
        "RRULE:FREQ=DAILY;BYDAY=" + ",".join(["MO"] * 20_000),
        "RDATE:" + ",".join(["20260303T120000"] * 100_000),
    ],
)
def test_lines_longer_than_any_program_writes_cost_nothing(line: str) -> None:
    said = read(calendar(event(*MONDAY, line), event(*MONDAY, who="Bram Dijk")))
    assert said.people == ["bram"]
    assert said.codes in (["I601"], ["I602"])


@pytest.mark.timeout(20)
def test_a_title_of_dots_is_searched_at_once() -> None:
    assert read(calendar(event(*MONDAY, who="." * 60_000))).codes == ["I609"]


def test_after_many_rules_that_fit_no_day_no_more_are_tried(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(reading, "MAX_REFUSED", 2)
    never = "RRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30"
    parts = [event(*MONDAY, f"UID:{number}", never) for number in range(4)]
    said = read(calendar(*parts, event(*MONDAY, "RRULE:FREQ=WEEKLY;COUNT=2"), event(*MONDAY)))
    assert said.people == ["anna"]
    assert "no more are tried" in str(said.answer.findings[-1].message)
