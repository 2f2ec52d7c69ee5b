"""Edge cases 45 to 57 of the roster rules: calendars."""

from __future__ import annotations

import pytest

from crisis_tui.files.ical.question import NoCalendarError, Person
from tests.files.ical_texts import ANNA, MONDAY, PEOPLE, calendar, event, read

AMSTERDAM_MONDAY = (
    "DTSTART;TZID=Europe/Amsterdam:20260302T120000",
    "DTEND;TZID=Europe/Amsterdam:20260303T120000",
)
WEEKLY = (*AMSTERDAM_MONDAY, "UID:w", "RRULE:FREQ=WEEKLY;COUNT=4")
MONDAYS = ["2026-03-02 12:00", "2026-03-09 12:00", "2026-03-16 12:00", "2026-03-23 12:00"]
VTIMEZONE = """\
BEGIN:VTIMEZONE
TZID:{name}
BEGIN:STANDARD
DTSTART:16010101T030000
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10
END:STANDARD
BEGIN:DAYLIGHT
DTSTART:16010101T020000
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3
END:DAYLIGHT
END:VTIMEZONE"""


@pytest.mark.parametrize(
    "exdate",
    [
        "EXDATE:20260309T110000Z",
        "EXDATE;TZID=Europe/Amsterdam:20260309T120000",
        "EXDATE;TZID=Europe/London:20260309T110000",
        "EXDATE:20260309T120000",
        "EXDATE;VALUE=DATE:20260309",
    ],
)
def test_45_an_exdate_in_any_spelling_takes_its_repetition_out(exdate: str) -> None:
    said = read(calendar(event(*WEEKLY, exdate)))
    assert said.starts == [MONDAYS[0], *MONDAYS[2:]]
    assert said.codes == []


def test_45_a_list_of_exdates_and_one_that_fits_nothing() -> None:
    exdates = "EXDATE;TZID=Europe/Amsterdam:20260309T120000,20260310T120000,20260323T120000"
    assert read(calendar(event(*WEEKLY, exdates))).starts == [MONDAYS[0], MONDAYS[2]]


def test_45_an_exdate_in_utc_does_not_take_out_the_same_digits_in_local_time() -> None:
    twice = ("DTSTART;TZID=Europe/Amsterdam:20260302T110000", "DURATION:PT1H", "UID:t")
    rule = "RRULE:FREQ=DAILY;COUNT=4;BYHOUR=11,12"
    said = read(calendar(event(*twice, rule, "EXDATE:20260302T110000Z")))
    assert said.starts == ["2026-03-02 11:00", "2026-03-03 11:00", "2026-03-03 12:00"]


@pytest.mark.parametrize(
    "replaced",
    [
        "RECURRENCE-ID:20260309T110000Z",
        "RECURRENCE-ID;TZID=Europe/Amsterdam:20260309T120000",
        "RECURRENCE-ID;VALUE=DATE:20260309",
    ],
)
def test_46_a_recurrence_id_in_any_spelling_replaces_its_repetition(replaced: str) -> None:
    later = event(
        "UID:w", replaced,
        "DTSTART;TZID=Europe/Amsterdam:20260310T090000",
        "DTEND;TZID=Europe/Amsterdam:20260310T170000",
        who="Bram Dijk",
    )  # fmt: skip
    said = read(calendar(event(*WEEKLY), later))
    assert said.starts == [MONDAYS[0], "2026-03-10 09:00", *MONDAYS[2:]]
    assert said.people == ["anna", "bram", "anna", "anna"]


def test_46_a_replacement_without_its_series_counts_by_itself_and_that_is_told() -> None:
    said = read(calendar(event(*AMSTERDAM_MONDAY, "UID:w", "RECURRENCE-ID:20260302T110000Z")))
    assert said.starts == [MONDAYS[0]]
    assert said.told == [("I614", "hint", "20260302T110000Z")]


def test_46_a_cancelled_repetition_is_gone() -> None:
    gone = event(*MONDAY, "UID:w", "RECURRENCE-ID:20260309T110000Z", "STATUS:CANCELLED")
    assert read(calendar(event(*WEEKLY), gone)).starts == [MONDAYS[0], *MONDAYS[2:]]


def test_47_this_and_future_moves_all_that_follow() -> None:
    moved = event(
        "UID:w",
        "RECURRENCE-ID;RANGE=THISANDFUTURE;TZID=Europe/Amsterdam:20260316T120000",
        "DTSTART;TZID=Europe/Amsterdam:20260317T080000",
        "DTEND;TZID=Europe/Amsterdam:20260317T180000",
        who="Bram Dijk",
    )
    said = read(calendar(event(*WEEKLY), moved))
    assert said.starts == [*MONDAYS[:2], "2026-03-17 08:00", "2026-03-24 08:00"]
    assert said.people == ["anna", "anna", "bram", "bram"]
    assert said.hours == [24, 24, 10, 10]


def test_47_this_and_future_cancelled_ends_the_series() -> None:
    ended = event(
        *AMSTERDAM_MONDAY, "UID:w", "STATUS:CANCELLED",
        "RECURRENCE-ID;RANGE=THISANDFUTURE;TZID=Europe/Amsterdam:20260316T120000",
    )  # fmt: skip
    assert read(calendar(event(*WEEKLY), ended)).starts == MONDAYS[:2]


@pytest.mark.parametrize(
    ("until", "last"),
    [
        ("20260316T110000Z", MONDAYS[2]),
        ("20260316T105959Z", MONDAYS[1]),
        ("20260316T120000", MONDAYS[2]),  # without a zone: local, not UTC
        ("20260316T115959", MONDAYS[1]),
        ("20260316", MONDAYS[2]),  # a day counts to its end
        ("20260315", MONDAYS[1]),
    ],
)
def test_48_until_in_any_form(until: str, last: str) -> None:
    rule = f"RRULE:FREQ=WEEKLY;UNTIL={until};BYDAY=MO"
    said = read(calendar(event(*AMSTERDAM_MONDAY, rule)))
    assert said.starts[-1] == last
    assert said.codes == []


def test_48_until_of_days_and_in_summer() -> None:
    days = event("DTSTART;VALUE=DATE:20260302", "RRULE:FREQ=DAILY;UNTIL=20260304T230000Z")
    assert read(calendar(days)).starts[-1] == "2026-03-05 00:00"  # 23:00Z is the next day here
    summer = event(
        "DTSTART;TZID=Europe/Amsterdam:20260302T120000",
        "DURATION:PT1H",
        "RRULE:FREQ=WEEKLY;UNTIL=20260406T120000",
    )
    assert read(calendar(summer)).starts[-1] == "2026-04-06 12:00"


def test_49_the_highest_sequence_counts() -> None:
    old = event(*MONDAY, "UID:s", "SEQUENCE:1")
    new = event("DTSTART:20260304T120000", "DURATION:PT8H", "UID:s", "SEQUENCE:2", who="Bram Dijk")
    for order in ((old, new), (new, old)):
        said = read(calendar(*order))
        assert (said.starts, said.people, said.codes) == (["2026-03-04 12:00"], ["bram"], [])


def test_49_of_two_equal_versions_the_last_counts_and_that_is_told() -> None:
    first = event(*MONDAY, "UID:s")
    second = event("DTSTART:20260304T120000", "DURATION:PT8H", "UID:s")
    said = read(calendar(first, second))
    assert said.starts == ["2026-03-04 12:00"]
    assert said.told == [("I615", "warning", "s")]


def test_49_cancelled_is_dropped_and_tentative_does_not_count_but_is_told() -> None:
    cancelled = event(*MONDAY, "UID:c", "STATUS:CANCELLED")
    tentative = event(*MONDAY, "UID:t", "STATUS:TENTATIVE", who="Bram Dijk")
    said = read(calendar(cancelled, tentative))
    assert said.duties == []
    assert said.told == [("I605", "warning", "TENTATIVE")]
    assert '"Bram Dijk"' in said.message("I605")


def test_49_a_cancelled_series_and_a_calendar_that_cancels() -> None:
    newer = event(*WEEKLY, "SEQUENCE:3", "STATUS:CANCELLED")
    assert read(calendar(event(*WEEKLY), newer)).duties == []
    assert read(calendar("METHOD:CANCEL", event(*MONDAY))).duties == []


@pytest.mark.parametrize(
    "lines",
    [
        ("DTSTART;VALUE=DATE:20260302", "DTEND;VALUE=DATE:20260304"),
        ("DTSTART;VALUE=DATE:20260302", "DURATION:P2D"),
        (  # as Outlook writes all-day events of others
            "DTSTART;TZID=W. Europe Standard Time:20260302T000000",
            "DTEND;TZID=W. Europe Standard Time:20260304T000000",
            "X-MICROSOFT-CDO-ALLDAYEVENT:TRUE",
        ),
    ],
)
def test_50_all_day_ends_where_the_next_day_begins(lines: tuple[str, ...]) -> None:
    said = read(calendar(event(*lines)))
    assert said.duties == ["anna 2026-03-02 00:00 +01:00 - 2026-03-04 00:00 +01:00"]


def test_50_a_date_without_end_is_one_day_also_when_it_has_23_hours() -> None:
    said = read(calendar(event("DTSTART;VALUE=DATE:20260329")))
    assert said.duties == ["anna 2026-03-29 00:00 +01:00 - 2026-03-30 00:00 +02:00"]
    assert said.hours == [23]


def test_51_floating_times_are_of_the_roster_unless_the_calendar_has_a_zone() -> None:
    assert read(calendar(event(*MONDAY))).starts == ["2026-03-02 12:00"]
    lisbon = read(calendar(event(*MONDAY)), timezone="Europe/Lisbon")
    assert lisbon.starts == ["2026-03-02 13:00"]
    said = read(calendar("X-WR-TIMEZONE:Europe/Athens", event(*MONDAY)))
    assert said.starts == ["2026-03-02 11:00"]


def test_51_x_wr_timezone_changes_nothing_that_has_a_zone() -> None:
    utc = ("DTSTART:20260323T110000Z", "DURATION:PT1H", "RRULE:FREQ=WEEKLY;COUNT=2")
    said = read(calendar("X-WR-TIMEZONE:Europe/Athens", event(*utc)))
    assert said.starts == ["2026-03-23 12:00", "2026-03-30 13:00"]  # UTC has no summer time


def test_51_an_unknown_x_wr_timezone_makes_floating_times_unknown() -> None:
    said = read(calendar("X-WR-TIMEZONE:Mars/Basis", event(*MONDAY)))
    assert said.duties == []
    assert said.told == [("I607", "error", "Mars/Basis")]


@pytest.mark.parametrize(
    "order",
    [
        (None, "event"),
        ("W. Europe Standard Time", "event"),
        ("event", "W. Europe Standard Time"),  # the zone comes after its use
        ("W. Europe Standard Time", "W. Europe Standard Time", "event"),
    ],
)
def test_52_windows_zones_with_and_without_their_definition(order: tuple[str | None, ...]) -> None:
    summer = event(
        'DTSTART;TZID="W. Europe Standard Time":20260706T120000',
        'DTEND;TZID="W. Europe Standard Time":20260706T200000',
    )
    parts = [summer if part == "event" else VTIMEZONE.format(name=part) for part in order if part]
    said = read(calendar(*parts))
    assert said.duties == ["anna 2026-07-06 12:00 +02:00 - 2026-07-06 20:00 +02:00"]
    assert said.codes == []


@pytest.mark.parametrize("order", [1, -1])
def test_52_a_zone_of_the_files_own_before_and_after_its_use(order: int) -> None:
    own = VTIMEZONE.format(name="Customized Time Zone")
    times = ("DTSTART;TZID=Customized Time Zone:20260323T120000", "DURATION:P1D")
    parts = [own, event(*times, "RRULE:FREQ=WEEKLY;COUNT=2")]
    said = read(calendar(*parts[::order]))
    assert said.duties == [
        "anna 2026-03-23 12:00 +01:00 - 2026-03-24 12:00 +01:00",
        "anna 2026-03-30 12:00 +02:00 - 2026-03-31 12:00 +02:00",
    ]


def test_52_a_prefix_before_the_zone_and_an_unknown_zone() -> None:
    known = event("DTSTART;TZID=/example.org/2026/Europe/Lisbon:20260302T110000", "DURATION:PT1H")
    unknown = [event("DTSTART;TZID=Mars/Basis:20260302T120000", "DURATION:PT1H") for _ in range(3)]
    said = read(calendar(known, *unknown))
    assert said.starts == ["2026-03-02 12:00"]
    assert said.told == [("I607", "error", "20260302T120000")]
    assert "3 events do not count" in said.message("I607")


def test_53_a_byte_order_mark_and_folded_lines_also_within_a_letter() -> None:
    folded = calendar(event(*MONDAY, who="Zoë Brug")).replace("\n", "\r\n").encode()
    cut = folded.index("ë".encode()) + 1
    data = b"\xef\xbb\xbf" + folded[:cut] + b"\r\n " + folded[cut:]
    data = data.replace(b"DTSTART:2026", b"DTSTA\r\n\tRT:2026")
    said = read(data, people=(Person("zoe", "Zoë Brug", ""),))
    assert said.people == ["zoe"]
    assert said.codes == []


def test_53_bad_lines_and_bad_events_do_not_spoil_the_good_ones() -> None:
    said = read(
        calendar(
            event(*MONDAY, "dit is geen regel"),
            event("DTSTART:2026-03-02", "DURATION:PT1H"),
            event("DTSTART:20260310T120000", "DTEND:20260309T120000"),
            event("DURATION:PT1H"),
            event("DTSTART:20260304T120000", "DURATION:PT1H", who="Bram Dijk"),
        )
    )
    assert said.people == ["anna", "bram"]
    assert said.told == [
        ("I601", "warning", "dit is geen regel"),
        ("I602", "error", "2026-03-02"),
        ("I603", "error", "20260309T120000"),
        ("I602", "error", "BEGIN:VEVENT"),
    ]


def test_53_a_line_in_another_encoding_spoils_its_event_only() -> None:
    good, bad = event(*MONDAY), event(*MONDAY, who="Zoë Brug")
    data = calendar(good, bad).encode("cp1252")
    said = read(data)
    assert said.people == ["anna"]
    assert said.told == [("I601", "error", "Zo\N{REPLACEMENT CHARACTER} Brug")]


@pytest.mark.timeout(20)
@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=SECONDLY",
        "FREQ=MINUTELY;INTERVAL=5",
        "FREQ=DAILY;INTERVAL=0",
        "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=HOURLY;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=YEARLY;BYWEEKNO=53;BYMONTH=6",
        "FREQ=DAILY;BYHOUR=" + ",".join(map(str, range(24))) + ";BYMINUTE=0,15,30,45",
        "FREQ=DAILY;COUNT=3;UNTIL=20260401T000000",
        "FREQ=DAILY;BYSETPOS=400",
        "INTERVAL=2",
    ],
)
def test_54_a_rule_that_bombs_is_refused_at_once(rule: str) -> None:
    said = read(calendar(event(*MONDAY, f"RRULE:{rule}"), event(*MONDAY, who="Bram Dijk")))
    assert said.people == ["bram"]
    assert said.told == [("I606", "error", rule)]


@pytest.mark.timeout(20)
def test_54_too_many_repetitions_are_capped_and_that_is_told() -> None:
    said = read(calendar(event(*MONDAY, "RRULE:FREQ=HOURLY")), planned_until="2090-01-01")
    assert len(said.duties) == 10_000
    assert "2027-04-23 04:00" in said.message("I606")


def test_54_an_endless_rule_counts_until_the_planning_ends() -> None:
    said = read(calendar(event(*MONDAY, "RRULE:FREQ=WEEKLY")), planned_until="2026-03-17")
    assert said.starts == MONDAYS[:3]
    assert said.codes == []


def test_54_an_endless_rule_in_an_open_roster_counts_five_years_on_and_that_is_told() -> None:
    endless = event(*MONDAY, "UID:e", "DTSTAMP:20260401T000000Z", "RRULE:FREQ=WEEKLY")
    said = read(calendar(endless), planned_until=None)
    assert said.starts[-1] == "2031-03-31 12:00"
    assert said.told == [("I608", "hint", "FREQ=WEEKLY")]
    assert "2031-04-05" in said.message("I608")


def test_55_two_calendars_both_count_each_with_its_own_zone() -> None:
    first = calendar("X-WR-TIMEZONE:Europe/Athens", event(*MONDAY))
    second = calendar(event(*MONDAY, who="Bram Dijk"))
    said = read(first + second)
    assert said.starts == ["2026-03-02 11:00", "2026-03-02 12:00"]
    assert said.told == [("I612", "hint", "BEGIN:VCALENDAR")]


@pytest.mark.parametrize("text", ["", "<html>Log in</html>", event(*MONDAY), "\ufeff"])
def test_55_no_calendar_is_no_calendar(text: str) -> None:
    with pytest.raises(NoCalendarError):
        read(text)


def test_56_a_person_in_the_title_by_name_or_id_or_in_the_categories() -> None:
    said = read(
        calendar(
            event(*MONDAY, "SUMMARY:Piket HCC: ANNA  OEVER (week 10)"),
            event("DTSTART:20260303T120000", "DURATION:P1D", "SUMMARY:HCC\\, bram"),
            event(
                "DTSTART:20260304T120000", "DURATION:P1D", "SUMMARY:Piket",
                "CATEGORIES:HCC,Cato Sluis",
            ),
        )
    )  # fmt: skip
    assert said.people == ["anna", "bram", "cato"]
    assert said.codes == []


def test_56_a_person_among_the_attendees_whatever_the_case_of_the_mail() -> None:
    attendee = "ATTENDEE;CN=A;PARTSTAT=ACCEPTED:MAILTO:Anna@Example.INVALID"
    room = "ATTENDEE;CUTYPE=ROOM:mailto:zaal1@example.invalid"
    said = read(calendar(event(*MONDAY, attendee, room, who="Piket")), match="mail")
    assert said.people == ["anna"]
    assert said.codes == []


def test_56_who_is_not_on_the_roster_is_told_once_with_the_nearest() -> None:
    attendee = "ATTENDEE:mailto:ana@example.invalid"
    events = [event(*MONDAY, f"UID:{number}", attendee) for number in range(3)]
    said = read(calendar(*events), match="mail")
    assert said.duties == []
    assert said.told == [("I609", "warning", "mailto:ana@example.invalid")]
    assert "3 events do not count" in said.message("I609")
    assert 'did you mean "anna@example.invalid"?' in said.message("I609")
    named = read(calendar(event(*MONDAY, who="Piket week 10: Ana Oevers")))
    assert 'did you mean "Anna Oever"?' in named.message("I609")


def test_56_a_name_of_two_people_is_nobodys_until_the_id_says_who() -> None:
    people = (*PEOPLE, Person("anna2", ANNA.name, ""))
    said = read(calendar(event(*MONDAY)), people=people)
    assert said.duties == []
    assert said.told == [("I610", "error", "Anna Oever")]
    said = read(calendar(event(*MONDAY, who="Anna Oever (anna2)")), people=people)
    assert said.people == ["anna2"]


def test_57_availability_is_told_as_not_read() -> None:
    free = "BEGIN:VAVAILABILITY\nUID:v\nBEGIN:AVAILABLE\nDTSTART:20260302T090000\nEND:AVAILABLE\nEND:VAVAILABILITY"
    said = read(calendar(free, event(*MONDAY)))
    assert said.people == ["anna"]
    assert said.told == [("I613", "warning", "BEGIN:VAVAILABILITY")]
