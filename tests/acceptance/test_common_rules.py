"""formats.md, "Common rules": scalars, durations, local and story times, traps, hostile files."""

from __future__ import annotations

import os
import resource
import time
from typing import TYPE_CHECKING, Any

import pytest

from tests.acceptance.files import roster, scenario
from tests.acceptance.stranger import minutes, sent

if TYPE_CHECKING:
    from tests.acceptance.stranger import Stranger


def faults(here: Stranger, kind: str = "scenarios") -> list[dict[str, Any]]:
    """Return the errors in one file of a workspace."""
    path = here.root / kind / "proef.yaml"
    found = here.json("check", str(path))["findings"]
    return [each for each in found if each["severity"] == "error"]


def with_inject(here: Stranger, fields: str, **more: str) -> None:
    here.write("rosters/proef.yaml", roster())
    inject = "{" + f"id: A1, at: 0m, to: [OVD], title: Licht, {fields}" + "}"
    here.write("scenarios/proef.yaml", scenario(f"- {inject}", **more))


def with_shift(here: Stranger, from_: str, until: str) -> None:
    duty = f"- shift: {{role: OVD, person: anna, from: {from_}, until: {until}}}"
    here.write("rosters/proef.yaml", roster(duties=duty))


@pytest.mark.parametrize(
    ("written", "seconds"),
    [
        ("0m", 0), ("90s", 90), ("5m", 300), ("1h30m", 5400), ("2d", 172_800),
        ("26w", 15_724_800), ("1w2d3h4m5s", 788_645), ("0s", 0), ("90m", 5400),
    ],
)  # fmt: skip
def test_durations(here: Stranger, written: str, seconds: int) -> None:
    here.write("rosters/proef.yaml", roster())
    late = f"- {{id: A1, at: {written}, to: [OVD], title: Licht}}"
    here.write("scenarios/proef.yaml", scenario(late, end="30w"))
    assert sent(here.play("proef")) == [(seconds / 60, "A1")]


@pytest.mark.parametrize(
    "written", ["5", "5 m", "5min", "30s5m", "-5m", "1.5h", "m", '""', "5m5m", "PT5M", "05:00"]
)
def test_what_is_no_duration(here: Stranger, written: str) -> None:
    with_inject(here, f"acknowledge: {written}")
    (found,) = faults(here)
    assert found["help"]


def test_a_bare_number_is_told_what_to_write(here: Stranger) -> None:
    with_inject(here, "acknowledge: 5")
    (found,) = faults(here)
    assert "5m" in found["help"]
    assert "5s" in found["help"]


@pytest.mark.parametrize("word", ["no", "on", "off", "yes", "NO", "Y", "08", "1:30", "2026-03-12"])
def test_scalars_stay_what_they_look_like(here: Stranger, word: str) -> None:
    identifier = word.replace(":", "_")
    here.write("rosters/proef.yaml", roster(f"- {{id: {identifier}, title: {word}}}", people=""))
    assert not [each for each in faults(here, "rosters") if each["code"] != "R113"]
    (post,) = here.json("oncall")["posts"]
    assert (post["role"], post["title"]) == (identifier, word)


@pytest.mark.parametrize("word", ["yes", "on", "ja", "1"])
def test_truth_is_true_or_false(here: Stranger, word: str) -> None:
    with_inject(here, f"bank: {word}")
    assert any(word in each["message"] for each in faults(here))


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("2026-03-12 09:00", "2026-03-12T09:00:00+01:00"),
        ("2026-03-12 09:00:30", "2026-03-12T09:00:30+01:00"),
        ("2026-03-12T09:00", "2026-03-12T09:00:00+01:00"),
        ("2026-03-12", "2026-03-12T00:00:00+01:00"),
        ("2026-07-12 09:00", "2026-07-12T09:00:00+02:00"),
        ("2026-03-12 09:00+05:00", "2026-03-12T05:00:00+01:00"),
        ("2026-03-12 09:00Z", "2026-03-12T10:00:00+01:00"),
        ("2026-10-25 02:30+02:00", "2026-10-25T02:30:00+02:00"),
        ("2026-10-25 02:30+01:00", "2026-10-25T02:30:00+01:00"),
    ],
)
def test_local_times_and_half_open_ends(here: Stranger, written: str, meant: str) -> None:
    with_shift(here, "2026-01-01 00:00", f'"{written}"')
    at = {
        instant: here.json("oncall", "--at", instant)["posts"][0]["status"]
        for instant in (meant, f"{meant[:17]}{int(meant[17:19]) + 1:02}{meant[19:]}")
    }
    assert list(at.values()) == ["empty", "empty"]
    with_shift(here, f'"{written}"', "2027-01-01 00:00")
    assert here.json("oncall", "--at", meant)["posts"][0]["status"] == "filled"


def test_the_default_zone_is_amsterdam_and_another_can_be_given(here: Stranger) -> None:
    with_shift(here, "2026-03-12 09:00", "2026-03-12 10:00")
    here.change("rosters/proef.yaml", "planned_until", "timezone: Europe/Lisbon\nplanned_until")
    assert here.json("oncall", "--at", "2026-03-12T09:00Z")["posts"][0]["status"] == "filled"
    document = here.json("oncall", "--at", "2026-03-12 09:30")
    assert document["at"] == "2026-03-12T09:30:00+00:00"
    here.change("rosters/proef.yaml", "Europe/Lisbon", "Europe/Lisboa")
    assert any("Lisbo" in each["message"] for each in faults(here, "rosters"))


SPELLINGS = {
    "2026-03-29 02:30": ("2026-03-29 01:30+01:00", "2026-03-29 03:30+02:00"),
    "2026-10-25 02:30": ("2026-10-25 02:30+02:00", "2026-10-25 02:30+01:00"),
}


@pytest.mark.parametrize("night", SPELLINGS)
@pytest.mark.parametrize(
    "place",
    [
        "shift from",
        "shift until",
        "change from",
        "away",
        "employed",
        "planned_until",
        "story_start",
    ],
)
def test_times_of_the_two_nights_are_refused_with_both_spellings(
    here: Stranger, night: str, place: str
) -> None:
    far = "2027-01-01 00:00" if "until" not in place else "2026-01-01 00:00"
    spans = {
        "shift from": f"from: {night}, until: {far}",
        "shift until": f"from: {far}, until: {night}",
    }
    duty = f"- shift: {{role: OVD, person: anna, {spans.get(place, '')}}}" if place in spans else ""
    change = f"- {{role: OVD, from: {night}, until: {far}, add: anna}}"
    person = {
        "away": f", away: [{{from: {night}, until: {far}}}]",
        "employed": f", employed: {{from: {night}}}",
    }.get(place, "")
    text = roster(
        people=f"- {{id: anna, name: Anna Oever, roles: [OVD]{person}}}",
        duties=duty,
        changes=change if place == "change from" else "",
        planned_until=night if place == "planned_until" else "open",
    )
    here.write("rosters/proef.yaml", text)
    start = night if place == "story_start" else "2026-03-03 09:00"
    here.write("scenarios/proef.yaml", scenario(story_start=start))
    (found,) = faults(here, "scenarios" if place == "story_start" else "rosters")
    for spelling in SPELLINGS[night]:
        assert spelling in found["help"]


@pytest.mark.parametrize(
    ("written", "at"),
    [
        ("D1 09:30", "2026-03-03T09:30:00+01:00"),
        ("D3 06:40", "2026-03-05T06:40:00+01:00"),
        ("D27 10:00", "2026-03-29T10:00:00+02:00"),
        ("D1 09:30:30", "2026-03-03T09:30:30+01:00"),
    ],
)
def test_story_times(here: Stranger, written: str, at: str) -> None:
    from datetime import datetime

    here.write("rosters/proef.yaml", roster())
    later = f"- {{id: A1, at: 10m, story: {written}, to: [OVD], title: Licht}}"
    here.write("scenarios/proef.yaml", scenario(later))
    (jump,) = [event for event in here.play("proef") if event["type"] == "StoryJumped"]
    assert jump["data"]["to_story_ms"] == datetime.fromisoformat(at).timestamp() * 1000
    assert minutes(jump) == 10


@pytest.mark.parametrize("written", ["D0 09:00", "3 06:40", "D3", "06:40", "D1 24:00", "d3 06:40"])
def test_what_is_no_story_time(here: Stranger, written: str) -> None:
    with_inject(here, f"story: {written}")
    assert len(faults(here)) == 1


def test_a_story_time_in_the_missing_hour_is_a_finding(here: Stranger) -> None:
    with_inject(here, "story: D27 02:30")
    found = here.json("check")["findings"]
    assert any("D27 02:30" in each["message"] for each in found)


@pytest.mark.parametrize("identifier", ["A 1", "A.1", "é", '""', "A/1"])
def test_identifiers_are_letters_digits_and_dashes(here: Stranger, identifier: str) -> None:
    here.write(
        "rosters/proef.yaml", roster(f'- {{id: "{identifier.strip(chr(34))}", title: x}}', "")
    )
    assert faults(here, "rosters")


def test_identifiers_are_unique_per_kind(here: Stranger) -> None:
    here.write("rosters/proef.yaml", roster())
    twice = "- {id: A1, at: 0m, to: [OVD], title: een}\n- {id: A1, at: 1m, to: [OVD], title: twee}"
    here.write("scenarios/proef.yaml", scenario(twice))
    (found,) = faults(here)
    assert "A1" in found["message"]
    assert found["related"]


def test_an_unknown_key_has_the_nearest_known_as_help(here: Stranger) -> None:
    with_inject(here, "chanel: telefoon")
    (found,) = faults(here)
    assert "chanel" in found["message"]
    assert "channel" in found["help"]


@pytest.mark.parametrize("key", ["fictional: true", "owner: x", "source: y", "licence: EUPL-1.2"])
def test_every_file_may_say_where_it_comes_from(here: Stranger, key: str) -> None:
    here.write("rosters/proef.yaml", roster() + key + "\n")
    here.write("rosters/training.yaml", f"training: 1\n{key}\n")
    here.write("norms/nl.yaml", f"norms: 1\n{key}\nitems: []\n")
    here.write("scenarios/proef.yaml", scenario(more=f"{key}\ninclude: [deel.yaml]"))
    here.write("scenarios/deel.yaml", f"{key}\ninjects: []\n")
    assert here.json("check")["errors"] == 0


HOSTILE = {
    "duplicate key": ("title: Een\ntitle: Twee\n", "title"),
    "custom tag": ("title: !!python/object:os.system x\n", "python"),
    "own tag": ("title: !geheim x\n", "geheim"),
    "escape": ('title: "een \\x1b[2J wis"\n', "U+001B"),
    "csi": ('title: "een \\x9b2J wis"\n', "U+009B"),
    "bidi": ("title: een \u202e wis\n", "U+202E"),
    "bell": ("title: een \x07 wis\n", "U+0007"),
    "raw escape": ("title: een \x1b]0;x wis\n", "U+001B"),
    "nul": ("title: een \x00 wis\n", "U+0000"),
    "nul escaped": ('title: "een \\0 wis"\n', "U+0000"),
    "depth": ("title: " + "[" * 51 + "]" * 51 + "\n", "50"),
    "deeper": ("title: " + "[" * 20_000 + "\n", "50"),
    "bomb": (
        "a: &a [x,x,x,x,x,x,x,x,x,x]\n"
        + "".join(
            f"{chr(98 + n)}: &{chr(98 + n)} [{','.join(['*' + chr(97 + n)] * 10)}]\n"
            for n in range(9)
        ),
        "100",
    ),
    "alias of itself": ("title: &a [*a]\n", "a"),
    "unclosed": ("title: [een\n", ""),
    "tabs": ("injects:\n\t- x\n", ""),
}


@pytest.mark.parametrize("name", HOSTILE)
@pytest.mark.parametrize("command", ["check", "readiness", "run"])
def test_hostile_files_end_in_a_finding_at_once(here: Stranger, name: str, command: str) -> None:
    text, word = HOSTILE[name]
    here.write("rosters/proef.yaml", roster())
    path = here.root / "scenarios/proef.yaml"
    path.write_bytes(("scenario: 1\nid: proef\n" + text).encode())
    began = time.perf_counter()
    more = {"check": (str(path),), "readiness": ("proef",), "run": ("proef", "--headless")}
    said = here.ask(command, *more[command])
    assert time.perf_counter() - began < 1
    assert said.code in {1, 3}
    told = said.out + said.err
    assert word in told
    assert "proef.yaml:" in told
    assert "Traceback" not in told
    assert not set(told) & {"\x1b", "\x9b", "\x07", "\x00", "\u202e"}
    assert not here.exercises


@pytest.mark.parametrize("encoding", ["utf-16", "utf-32", "latin-1"])
def test_other_encodings_are_a_finding(here: Stranger, encoding: str) -> None:
    path = here.root / "scenarios/proef.yaml"
    path.write_bytes(("scenario: 1\nid: proef\ntitle: één\n").encode(encoding))
    said = here.ask("check", str(path))
    assert said.code in {1, 3}
    assert "UTF-8" in said.out + said.err


def test_fifty_megabytes_are_refused_within_a_second_and_little_memory(here: Stranger) -> None:
    path = here.root / "scenarios/proef.yaml"
    with path.open("wb") as file:
        file.write(b"scenario: 1\nid: proef\ntitle: x\n")
        file.write(b"# niets\n" * (50 * 1024 * 1024 // 8))
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    began = time.perf_counter()
    said = here.ask("check", str(path))
    assert time.perf_counter() - began < 1
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 200 * 1024
    assert said.code in {1, 3}
    assert "10 MiB" in " ".join(said.out.split())
    path.unlink()


@pytest.mark.parametrize("kind", ["folder", "pipe", "broken link", "secret"])
def test_what_is_no_readable_file_is_told(here: Stranger, kind: str) -> None:
    path = here.root / "scenarios/proef.yaml"
    if kind == "folder":
        path.mkdir()
    elif kind == "pipe":
        os.mkfifo(path)
    elif kind == "broken link":
        path.symlink_to("/nergens/heen.yaml")
    else:
        path.write_text(scenario())
        path.chmod(0)
        if os.geteuid() == 0:
            pytest.skip("root reads everything")
    said = here.ask("check", str(path))
    assert said.code == 3
    assert "proef.yaml" in said.out + said.err


@pytest.mark.parametrize("place", ["file", "role", "option", "time", "me", "title", "env"])
def test_nothing_that_is_given_commands_the_terminal(
    here: Stranger, monkeypatch: pytest.MonkeyPatch, place: str
) -> None:
    evil = "\x1b]0;owned\x07\x9b2Jx\u202e"
    here.write("rosters/proef.yaml", roster())
    here.write("scenarios/proef.yaml", scenario())
    if place == "file":
        said = here.ask("check", f"{here.root}/{evil}.yaml")
    elif place == "role":
        said = here.ask("oncall", "--role", evil)
    elif place == "option":
        said = here.ask("oncall", f"--{evil}")
    elif place == "time":
        said = here.ask("oncall", "--at", evil)
    elif place == "me":
        said = here.try_play("proef", "--me", evil)
        told = here.ask("log", "last").out + here.ask("debrief", "last").out
        assert not set(told) & {"\x1b", "\x9b", "\x07", "\u202e"}
        assert evil not in str(here.journal)
    elif place == "title":
        here.write("steps.yaml", f'- {{at: 1m, as: OVD, observe: "{evil}"}}\n')
        said = here.try_play("proef", "--script", str(here.root / "steps.yaml"))
    else:
        monkeypatch.setenv("CRISIS_TUI_WORKSPACE", evil)
        here.capsys.readouterr()
        from crisis_tui.cli.main import run_command_line

        code = run_command_line(["oncall"])
        assert code == 2
        said = type(here.ask("exercises"))(code, *here.capsys.readouterr())
    told = said.out + said.err
    assert not set(told) & {"\x1b", "\x9b", "\x07", "\u202e"}
    assert "Traceback" not in told


@pytest.mark.parametrize(("levels", "fine"), [(50, True), (51, False)])
def test_fifty_levels_of_nesting_are_allowed(
    here: Stranger,
    levels: int,
    fine: bool,  # noqa: FBT001
) -> None:
    deep = "[" * (levels - 1) + "]" * (levels - 1)
    here.write("rosters/proef.yaml", roster(people="") + f"owner: {deep}\n")
    said = " ".join(each["message"] for each in faults(here, "rosters"))
    assert ("50" not in said) is fine


def test_ten_mebibytes_are_allowed(here: Stranger) -> None:
    text = roster(people="")
    filling = 10 * 1024 * 1024 - len(text.encode()) - 2
    path = here.write("rosters/proef.yaml", text + "#" * filling + "\n")
    for size, fine in ((path.stat().st_size, True), (10 * 1024 * 1024 + 1, False)):
        path.write_bytes(path.read_bytes().rstrip(b"\n").ljust(size - 1, b"#") + b"\n")
        assert path.stat().st_size == size
        said = here.ask("check", str(path)).out
        assert ("10 MiB" not in " ".join(said.split())) is fine
    path.unlink()


@pytest.mark.parametrize("key", ["id", "value", "source", "certainty", "checked"])
def test_a_norm_has_all_that_makes_it_one(here: Stranger, key: str) -> None:
    norm = {
        "id": "eigen",
        "kind": "arrival",
        "title": "Eigen",
        "value": "45m",
        "source": "Besluit",
        "certainty": "official",
        "checked": "2026-01-01",
    }
    here.write("rosters/proef.yaml", roster())
    spelled = ", ".join(f"{name}: {value}" for name, value in norm.items())
    here.write("norms/eigen.yaml", f"norms: 1\nitems:\n  - {{{spelled}}}\n")
    assert here.json("check")["errors"] == 0
    del norm[key]
    spelled = ", ".join(f"{name}: {value}" for name, value in norm.items())
    here.write("norms/eigen.yaml", f"norms: 1\nitems:\n  - {{{spelled}}}\n")
    found = [each["message"] for each in here.json("check")["findings"]]
    assert any(key in message for message in found)


def test_names_from_files_never_command_the_terminal(here: Stranger) -> None:
    evil = "\\x1b]0;owned\\x07"
    people = f'- {{id: anna, name: "Anna {evil}", roles: [OVD]}}'
    shift = "- shift: {role: OVD, person: anna, from: 2026-03-03 08:00, until: 2026-03-03 17:00}"
    here.write("rosters/proef.yaml", roster(people=people, duties=shift))
    here.write("rosters/training.yaml", "training: 1\nfiles: [r.csv]\n")
    header = "person,qualification,kind,on,hours,evidence\n"
    here.write("rosters/r.csv", header + "anna,B\x1b[2JOB,course,2025-01-01,,x\x9b2Jx\n")
    here.write(
        "scenarios/proef.yaml", scenario(phases="- {id: b, title: B, at: 0m, needs: [{role: OVD}]}")
    )
    for command in (
        ["check"], ["check", "--format", "github"], ["check", "--format", "json"],
        ["oncall", "--at", "2026-03-03 12:00"], ["training"], ["readiness", "proef"],
    ):  # fmt: skip
        said = here.ask(*command)
        assert said.code == 1
        assert not set(said.out + said.err) & {"\x1b", "\x9b", "\x07"}
    said = here.ask("check")
    assert "U+001B" in said.out
    assert "r.csv:2" in said.out
