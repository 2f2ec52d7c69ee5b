"""`crisis-tui oncall`: the board, its JSON, its exit codes, and the same from the cache."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from crisis_tui.files.loaded import LoadedRoster
    from crisis_tui.files.workspace import Workspace
    from tests.cli.rosters import Answers

DAY = "2026-03-03 12:00"
NIGHT = "2026-03-04 03:00"


def test_the_board_as_json(desk: Answers) -> None:
    document = desk.json("oncall", "--at", DAY)
    assert document["at"] == "2026-03-03T12:00:00+01:00"
    assert [(post["role"], post["required"], post["status"]) for post in document["posts"]] == [
        ("OVDBZ", 1, "filled"),
        ("HCC", 1, "probable"),
        ("TLOPV", 0, "not-required"),
    ]
    assert document["posts"][0]["title"] == "Duty officer"
    assert document["posts"][0]["people"] == [
        {
            "id": "anna",
            "name": "Anna Oever",
            "duty": "hard",
            "assignment": "standby",
            "qualified": True,
            "arrive_seconds": 1500,
            "slack_seconds": 300,
            "arrives_after_duty": False,
            "until": "2026-03-03T22:00:00+01:00",
            "cause": None,
            "detail": None,
        }
    ]


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["--at", DAY], 0),
        (["--at", DAY, "--strict"], 1),
        (["--at", DAY, "--role", "OVDBZ", "--strict"], 0),
        (["--at", NIGHT], 1),
        (["--at", NIGHT, "--role", "HCC"], 0),
        (["--at", "2026-03-04T03:00+01:00"], 1),
        (["--at", "2026-03-04T02:00Z"], 1),
        (["--at", "halfpast"], 2),
        (["--at", "2026-03-29 02:30"], 2),
        (["--at", "2026-10-25 02:30"], 2),
        (["--at", "2026-10-25 02:30+01:00"], 1),
        (["--at", "9999-01-01"], 2),
        (["--role", "OVDBX"], 2),
        (["--roster", "nergens"], 2),
    ],
)
def test_exit_codes(desk: Answers, arguments: list[str], code: int) -> None:
    for _ in ("cold", "cached"):
        assert desk.ask("oncall", *arguments) == code


def test_a_gap_is_told_with_its_length_and_cause(desk: Answers) -> None:
    gap = desk.json("oncall", "--at", NIGHT)["posts"][0]
    assert gap["status"] == "empty"
    assert gap["gap"] == {
        "from": "2026-03-03T22:00:00+01:00",
        "until": "2026-03-04T07:00:00+01:00",
        "cause": "nobody-planned",
    }
    desk.ask("oncall", "--at", NIGHT)
    assert "✗ empty" in desk.out
    assert "gap tue 3 mar 22:00 – wed 4 mar 07:00 (9 h 00): nobody planned" in desk.out


@pytest.mark.parametrize(
    ("at", "status", "cause", "detail"),
    [
        ("2026-03-10 03:00", "late", "too-far", "45m > 30m"),
        ("2026-03-10 10:00", "filled", None, None),
        ("2027-03-16 10:00", "filled", None, None),
        ("2027-04-13 10:00", "filled", None, None),
        ("2027-05-25 10:00", "unqualified", "unqualified", "BOB grace 2027-05-15T00:00:00+02:00"),
        ("2027-07-20 10:00", "unqualified", "unqualified", "BOB expired 2027-05-15T00:00:00+02:00"),
    ],
)
def test_why_somebody_does_not_count(
    desk: Answers, at: str, status: str, cause: str | None, detail: str | None
) -> None:
    post = desk.json("oncall", "--at", at, "--role", "OVDBZ")["posts"][0]
    assert (post["status"], post["people"][0]["cause"], post["people"][0]["detail"]) == (
        status,
        cause,
        detail,
    )


def test_text_fits_eighty_columns_and_both_languages(desk: Answers) -> None:
    for lang in ("en", "nl"):
        for at in (DAY, NIGHT, "2027-07-14 10:00"):
            desk.ask("oncall", "--at", at, lang=lang)
            assert max(len(line) for line in desk.out.splitlines()) <= 80
            assert "\t" not in desk.out
            assert "\x1b" not in desk.out


def test_the_cached_answer_is_the_cold_one(desk: Answers) -> None:
    moments = [f"2026-{month:02}-{day:02} {hour:02}:59:59" for month, day, hour in (
        (1, 1, 0), (3, 3, 21), (3, 28, 23), (3, 29, 1), (3, 29, 3), (10, 24, 23), (10, 25, 1),
        (10, 25, 3), (12, 31, 23),
    )]  # fmt: skip
    for moment in moments:
        answered = []
        for _ in ("cold", "cached"):
            code = desk.ask("oncall", "--at", moment)
            answered.append((code, desk.out, desk.err, desk.json("oncall", "--at", moment)))
        assert answered[0] == answered[1]


def test_the_cache_is_used_and_follows_the_files(
    desk: Answers, monkeypatch: pytest.MonkeyPatch
) -> None:
    from crisis_tui import bootstrap

    loads = []
    load = bootstrap.load_roster

    def counted(workspace: Workspace, name: str | None = None) -> LoadedRoster:
        loads.append(name)
        return load(workspace, name)

    monkeypatch.setattr(bootstrap, "load_roster", counted)
    desk.ask("oncall", "--at", DAY)
    desk.ask("oncall", "--at", DAY)
    desk.ask("oncall", "--at", NIGHT)
    assert len(loads) == 1
    desk.write("rosters/training.yaml", "training: 1\n")
    desk.ask("oncall", "--at", DAY)
    assert len(loads) == 2
    assert "BOB never earned" in desk.out


def test_a_broken_roster_still_answers_and_says_so(desk: Answers) -> None:
    roster = (desk.root / "rosters" / "proef.yaml").read_text(encoding="utf-8")
    desk.write("rosters/proef.yaml", roster.replace("duty: soft", "duty: sotf"))
    for _ in ("cold", "cached"):
        assert desk.ask("oncall", "--at", DAY) == 1
        assert "1 error in the files" in desk.err
        assert "Anna Oever" in desk.out
        assert "! nothing missing, but 1 error in the files" in desk.out
        assert "✓ nothing missing" not in desk.out


def test_an_unreadable_roster_is_exit_three(desk: Answers) -> None:
    desk.write("rosters/proef.yaml", "roster: [\n")
    assert desk.ask("oncall", "--roster", "proef") == 3
    assert "proef.yaml:" in desk.err
    assert desk.out == ""


def test_an_unread_calendar_is_no_silence(desk: Answers) -> None:
    roster = (desk.root / "rosters" / "proef.yaml").read_text(encoding="utf-8")
    calendar = "duties:\n  - calendar: {role: TLOPV, file: opvang.ics, match: mail}\n"
    desk.write("rosters/proef.yaml", roster.replace("duties:\n", calendar))
    for _ in ("cold", "cached"):
        assert desk.ask("oncall", "--at", DAY) == 1
        assert "opvang.ics is not read" in desk.err
        assert desk.json("oncall", "--at", DAY)["unread"] == [
            {"role": "TLOPV", "file": "opvang.ics"}
        ]


def test_among_several_rosters_the_first_answers_and_is_named(desk: Answers) -> None:
    roster = (desk.root / "rosters" / "proef.yaml").read_text(encoding="utf-8")
    desk.write("rosters/proef-anders.yaml", roster)
    desk.ask("oncall", "--at", DAY)
    assert "roster proef; choose another with --roster: proef-anders" in desk.err
