"""Calendars of a roster: found beside it, kept by what they hold, told when they cannot be read."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from crisis_tui import bootstrap
from crisis_tui.files import calendars
from crisis_tui.files.ical.answer_data import answer_from_bytes, answer_to_bytes
from crisis_tui.files.rosters import load_roster_file
from crisis_tui.roster.duties import PlannedDuty
from tests.files.ical_texts import MONDAY, calendar, event, read
from tests.files.making import ROSTER, places, workspace
from tests.roster.build import at

if TYPE_CHECKING:
    from pathlib import Path

    from crisis_tui.files.loaded import LoadedRoster

PEOPLE = """\
roles:
  - {id: OVD, title: Officier}
  - {id: GS, title: Secretaris}
people:
  - {id: anna, name: Anna Oever, roles: [OVD, GS], reach: {mail: Anna@example.invalid}}
  - {id: bram, name: Bram Dijk, roles: [OVD]}
"""
BASE = ROSTER.replace("open", "2027-01-01") + PEOPLE
ONE = BASE + "duties:\n  - calendar: {role: OVD, file: ovd.ics, match: name}\n"
PLACE = ("rosters/r.yaml", 11, 33)
DUTY = PlannedDuty("OVD", "anna", "standby", at("2026-03-02 12:00"), at("2026-03-03 12:00"))


@pytest.fixture(autouse=True)
def _own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))


def load(folder: Path, files: dict[str, str | bytes]) -> LoadedRoster:
    return bootstrap.load_roster(workspace(folder, files), "r")


def with_calendar(folder: Path, text: str | bytes, roster: str = ONE) -> LoadedRoster:
    return load(folder, {"rosters/r.yaml": roster, "rosters/ovd.ics": text})


def test_a_calendar_gives_standby_duties_by_the_number_of_its_entry(tmp_path: Path) -> None:
    shift = "  - shift: {role: GS, person: anna, from: 2026-03-05 08:00, until: 2026-03-05 17:00}\n"
    both = ONE.replace("duties:\n", f"duties:\n{shift}")
    both += "  - calendar: {role: GS, file: ovd.ics, match: name}\n"
    loaded = with_calendar(tmp_path, calendar(event(*MONDAY)), both)
    assert loaded.calendars == {1: (DUTY,), 2: (DUTY._replace(role="GS"),)}
    assert loaded.findings == ()
    assert loaded.files["rosters/ovd.ics"].name == "ovd.ics"


def test_mail_is_matched_whatever_its_case(tmp_path: Path) -> None:
    attendee = "ATTENDEE:mailto:ANNA@EXAMPLE.INVALID"
    roster = ONE.replace("match: name", "match: mail")
    loaded = with_calendar(tmp_path, calendar(event(*MONDAY, attendee)), roster)
    assert loaded.calendars == {0: (DUTY,)}


def test_findings_in_a_calendar_have_its_place(tmp_path: Path) -> None:
    loaded = with_calendar(tmp_path, calendar(event(*MONDAY, who="Piet"), event(*MONDAY)))
    assert places(loaded.findings) == [("I609", "rosters/ovd.ics", 6, 9)]
    assert loaded.calendars == {0: (DUTY,)}


def test_a_missing_calendar_is_told_where_it_is_named(tmp_path: Path) -> None:
    loaded = load(tmp_path, {"rosters/r.yaml": ONE, "rosters/ovdd.ics": calendar()})
    assert places(loaded.findings) == [("R110", *PLACE)]
    assert 'did you mean "ovdd.ics"?' in str(loaded.findings[0].help)
    assert loaded.calendars == {}


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"<html>Log in</html>", "no iCalendar file"),
        (b"", "no iCalendar file"),
        (calendar(event(*MONDAY)).encode("utf-16"), "UTF-16"),
        (b"BEGIN:VCALENDAR\r\n" + b"X" * 11 * 2**20, "larger than 10 MiB"),
    ],
)
def test_what_is_no_calendar_is_told_where_it_is_named(
    tmp_path: Path, data: bytes, reason: str
) -> None:
    loaded = with_calendar(tmp_path, data)
    assert places(loaded.findings) == [("R110", *PLACE)]
    assert reason in str(loaded.findings[0].message)
    assert loaded.calendars == {}


@pytest.mark.parametrize("name", ["../ovd.ics", "/etc/passwd", "x/../../ovd.ics"])
def test_a_calendar_lies_beside_its_roster(tmp_path: Path, name: str) -> None:
    roster = ONE.replace("ovd.ics", name)
    loaded = load(tmp_path, {"rosters/r.yaml": roster, "ovd.ics": calendar(event(*MONDAY))})
    assert [finding.code for finding in loaded.findings] == ["R110"]
    assert loaded.calendars == {}


def test_no_link_leads_to_a_calendar_elsewhere(tmp_path: Path) -> None:
    space = workspace(tmp_path, {"rosters/r.yaml": ONE, "elders.ics": calendar(event(*MONDAY))})
    (tmp_path / "rosters" / "ovd.ics").symlink_to(tmp_path / "elders.ics")
    assert bootstrap.load_roster(space, "r").calendars == {}


def test_who_is_lost_with_a_broken_entry_is_not_unknown_as_well(tmp_path: Path) -> None:
    roster = ONE.replace("name: Bram Dijk", "nam: Bram Dijk")
    loaded = with_calendar(tmp_path, calendar(event(*MONDAY, who="Bram Dijk")), roster)
    assert "I609" not in {finding.code for finding in loaded.findings}


def test_somebody_in_a_calendar_without_the_role_is_told(tmp_path: Path) -> None:
    roster = ONE.replace("role: OVD", "role: GS")
    loaded = with_calendar(tmp_path, calendar(event(*MONDAY, who="Bram Dijk")), roster)
    found = [each for each in bootstrap.roster_faults(loaded) if each.code == "P410"]
    assert places(found) == [("P410", "rosters/r.yaml", 11, 32)]


def test_somebody_twice_at_a_time_by_calendar_and_shift_is_told(tmp_path: Path) -> None:
    shift = (
        "  - shift: {role: OVD, person: anna, from: 2026-03-02 08:00, until: 2026-03-02 17:00}\n"
    )
    loaded = with_calendar(tmp_path, calendar(event(*MONDAY)), ONE + shift)
    assert "P412" in {finding.code for finding in bootstrap.roster_faults(loaded)}


class Memory:
    """Keeps answers as a cache folder would."""

    def __init__(self) -> None:
        self.kept: dict[str, bytes] = {}
        self.hits = 0

    def read(self, key: str) -> bytes | None:
        self.hits += key in self.kept
        return self.kept.get(key)

    def write(self, key: str, body: bytes) -> None:
        self.kept[key] = body


FAULTY = calendar(event(*MONDAY), event(*MONDAY, who="Piet"), event("DTSTART:morgen"))


def again(folder: Path, memory: Memory, roster: str = ONE, text: str = FAULTY) -> LoadedRoster:
    space = workspace(folder, {"rosters/r.yaml": roster, "rosters/ovd.ics": text})
    return load_roster_file(space, space.roster_path("r"), kept=memory)


def test_a_kept_answer_is_the_answer_with_its_findings(tmp_path: Path) -> None:
    memory = Memory()
    cold = again(tmp_path, memory)
    warm = again(tmp_path, memory)
    assert memory.hits == 1
    assert (warm.calendars, warm.findings) == (cold.calendars, cold.findings)
    assert len(cold.findings) == 2


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Anna Oever", "Anne Oever"),
        ("id: anna", "id: annie"),
        ("Anna@example.invalid", "ao@example.invalid"),
        ("match: name", "match: mail"),
        ("planned_until: 2027-01-01", "planned_until: 2026-03-01"),
        ("organisation: X", "organisation: X\ntimezone: Europe/Lisbon"),
    ],
)
def test_everything_that_an_answer_depends_on_is_asked_anew(
    tmp_path: Path, old: str, new: str
) -> None:
    memory = Memory()
    again(tmp_path, memory)
    assert old in ONE
    again(tmp_path, memory, ONE.replace(old, new))
    assert (memory.hits, len(memory.kept)) == (0, 2)


def test_another_content_another_version_and_another_library_are_asked_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    memory = Memory()
    again(tmp_path, memory)
    again(tmp_path, memory, text=FAULTY + "\n")
    monkeypatch.setattr(calendars, "__version__", "9.9.9")
    again(tmp_path, memory)
    monkeypatch.setattr(calendars, "version", lambda name: f"{name} 99")
    again(tmp_path, memory)
    assert (memory.hits, len(memory.kept)) == (0, 4)


@pytest.mark.parametrize("body", [b"", b"null", b'{"people":[]}', b'{"people":[],"duties":[[1]]}'])
def test_what_was_kept_badly_is_read_again(tmp_path: Path, body: bytes) -> None:
    memory = Memory()
    cold = again(tmp_path, memory)
    memory.kept = dict.fromkeys(memory.kept, body)
    assert again(tmp_path, memory).calendars == cold.calendars


def test_a_role_is_not_part_of_what_is_kept(tmp_path: Path) -> None:
    memory = Memory()
    again(tmp_path, memory)
    loaded = again(tmp_path, memory, ONE.replace("role: OVD", "role: GS"))
    assert memory.hits == 1
    assert loaded.calendars == {0: (DUTY._replace(role="GS"),)}


def test_an_answer_survives_being_written_down(tmp_path: Path) -> None:
    answer = read(FAULTY).answer
    assert answer_from_bytes(answer_to_bytes(answer), "c.ics") == answer


def test_the_users_cache_keeps_answers_for_the_user_alone(tmp_path: Path) -> None:
    with_calendar(tmp_path, FAULTY)
    (file,) = (tmp_path / "cache" / "crisis-tui" / "calendars").iterdir()
    assert file.stat().st_mode & 0o777 == 0o600
    body = file.read_bytes()
    file.write_bytes(body[:-1] + b"!")
    assert with_calendar(tmp_path, FAULTY).calendars == {0: (DUTY,)}
    assert file.read_bytes() == body
