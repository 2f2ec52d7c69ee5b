"""Wrong values become findings, one for each cause; what is whole is built all the same."""

from __future__ import annotations

import pytest

from crisis_tui.basis.findings import Finding, Source
from crisis_tui.files.document import Document
from crisis_tui.files.validation import Validated, validate
from crisis_tui.roster.model import Roster
from crisis_tui.scenario.model import Scenario

HEADER = """\
scenario: 1
id: f
title: Oefening
crisis: cyber
story_start: 2026-03-03 07:42
end: 60m
"""


def checked(text: str) -> tuple[Document, Validated[Scenario]]:
    document = Document("f.yaml", text.encode())
    placeholders = {"title": "?", "crisis": "?", "story_start": "2000-01-01", "end": "open"}
    return document, validate(document, Scenario, placeholders)


def told(findings: tuple[Finding, ...]) -> list[tuple[str, int, int, str, str]]:
    return [
        (each.code, each.where.line, each.where.column, str(each.message), str(each.help))
        for each in findings
    ]


def one(text: str) -> tuple[str, int, int, str, str]:
    [finding] = told(checked(text)[1].findings)
    return finding


INJECT = HEADER + "injects:\n  - id: C01\n    to: [CISO]\n    title: Start\n    {line}\n"


@pytest.mark.parametrize(
    ("line", "code", "message", "cure"),
    [
        ("at: 5", "T206", '"5" has no unit', "write 5m or 5s"),
        ("at: 5 min", "S110", '"5 min" is not a duration', "write 5m"),
        ("at: 1,5 uur", "S110", '"1,5 uur" is not a duration', "write 1h30m"),
        ("at: 1:30", "S110", '"1:30" is not a duration', "write 1h30m or 1m30s"),
        ("at: 30m1h", "S110", '"30m1h" is not a duration', "write 1h30m"),
        (
            "at: straks",
            "S110",
            '"straks" is not a duration',
            "write 90s, 5m, 1h30m, 2d or 26w, the largest unit first",
        ),
        (
            "at: T+5",
            "T211",
            '"T+5" is not a time here',
            "write the time since the start, such as 5m or 1h30m",
        ),
        (
            "story: 08:00",
            "S112",
            '"08:00" is not a story time',
            "write D3 06:40 for the third day of the crisis, 06:40",
        ),
        ("key: 10", "S113", '"key" is too large', "at most 9"),
        ("when: {}", "S116", None, "write one, such as {missed: ID}"),
        ("bank: ja", "Y018", '"bank" is true or false, not "ja"', "write bank: true"),
        ("bank: wie", "Y018", '"bank" is true or false, not "wie"', "write true or false"),
        (
            "channel: portofon",
            "S105",
            '"channel" cannot be "portofon"',
            'did you mean "portofoon"?',
        ),
        (
            "truth: zeker",
            "S105",
            '"truth" cannot be "zeker"',
            "known are: fact, rumour, false",
        ),
        ("media: a.png, b.png", "S104", '"media" must be a list, and this is one text', ""),
        ("media: {a: b}", "S103", '"media" must be a list', ""),
        ("media:", "S106", '"media" has no value', ""),
        ("after: C00", "S103", '"after" must hold keys with values, and this is "C00"', ""),
        ("from: ''", "S106", '"from" is empty', ""),
        ("text: [a]", "S103", '"text" cannot be a list', ""),
        ("guidence: x", "S101", 'unknown key "guidence"', 'did you mean "guidance"?'),
        (
            "within: 5m",
            "S101",
            'unknown key "within"',
            'it belongs under "expects", indented deeper',
        ),
        (
            "after: {inject: C00, by the way}",
            "S101",
            'unknown key "by the way"',
            "inside { } a comma ends a text: put the whole text in double quotes",
        ),
        ("id2: C01 x", "S101", 'unknown key "id2"', None),
        (
            "at:5m: x",
            "Y012",
            "a blank is missing after the colon",
            'write "at: " and then the value',
        ),
        (
            "when: {met: a, missed: b}",
            "S116",
            "exactly one is needed here of: decision, met, missed, reached, unless, all, any, not",
            "keep one and take the others out",
        ),
        ("when: {decision: a}", "S117", "these go together, and one is missing: decision, is", ""),
        ("decision: {id: a, question: x, options: []}", "S120", None, "add one"),
    ],
)
def test_each_fault_of_an_inject_has_its_own_words(
    line: str, code: str, message: str | None, cure: str | None
) -> None:
    found = one(INJECT.replace("{line}", line))
    assert found[:2] == (code, 11)
    assert message in {None, found[3]}
    assert cure in {None, "", found[4]}


@pytest.mark.parametrize(
    ("text", "code", "place"),
    [
        (HEADER.replace("scenario: 1", "scenario: 2"), "S107", (1, 11)),
        (HEADER.replace("end: 60m", "end: 60"), "T206", (6, 6)),
        (HEADER.replace("end: 60m", "end: laat"), "S110", (6, 6)),
        (HEADER.replace("end: 60m", "end:"), "S106", (6, 1)),
        (HEADER.replace("2026-03-03 07:42", "03-03-2026 7:42"), "S111", (5, 14)),
        (HEADER.replace("2026-03-03", "2026-02-30"), "S111", (5, 14)),
        (HEADER.replace("title: Oefening\n", ""), "S102", (1, 1)),
        (HEADER.replace("title", "titel"), "S101", (3, 1)),
        (HEADER + "variables: [a]\n", "S103", (7, 12)),
        (HEADER + "phases: [{id: f 1, title: x, at: 0m}]\n", "S108", (7, 15)),
        (HEADER + "phases: [{id: f, title: x, at: 0m, grip: 7}]\n", "S105", (7, 42)),
        (HEADER + "phases: [{id: f, title: x, at: 0m, pace: 1d}]\n", "S115", (7, 42)),
        (
            HEADER + "phases: [{id: f, title: x, at: 0m, needs: [{role: A, count: 0}]}]\n",
            "S113",
            (7, 61),
        ),
        ("- a\n", "S103", (1, 1)),
        ("", "S106", (1, 1)),
        ("# only a remark\n", "S106", (1, 1)),
    ],
)
def test_each_fault_of_a_header_has_its_place(text: str, code: str, place: tuple[int, int]) -> None:
    found = one(text)
    assert (found[0], found[1:3]) == (code, place)


def test_missing_keys_of_one_entry_are_one_finding() -> None:
    found = one(HEADER + "injects:\n  - id: C01\n")
    assert found[0] == "S102"
    assert found[3] == "keys are missing: to, title"


def test_a_misspelt_key_is_one_finding_and_costs_nothing() -> None:
    _, built = checked(HEADER + "injects:\n  - {id: C01, at: 1m, too: [CISO], title: x}\n")
    assert [each.code for each in built.findings] == ["S101"]
    assert built.model is not None
    assert built.model.injects[0].to == ("CISO",)


def test_a_fault_below_a_misspelt_key_is_found_too() -> None:
    _, built = checked(INJECT.replace("{line}", "expcts: [{id: a, by: B, action: c, within: 5}]"))
    assert [(each.code, each.where.column) for each in built.findings] == [
        ("S101", 5),
        ("T206", 48),
    ]


def test_broken_entries_are_left_out_and_their_ids_muted() -> None:
    document, built = checked(
        HEADER
        + "injects:\n"
        + "  - {id: C01, at: 1, to: [A], title: x, expects: [{id: e, by: A, action: y}]}\n"
        + "  - {id: C02, at: 2m, to: [A], title: x}\n"
        + "  - {id: C03, at: 3m, to: [A, 'b c', B], title: x}\n"
    )
    assert built.model is not None
    assert [(inject.id, inject.to) for inject in built.model.injects] == [
        ("C02", ("A",)),
        ("C03", ("A", "B")),
    ]
    assert built.muted.has("inject", "C01")
    assert built.muted.has("expectation", "e")
    assert not built.muted.has("inject", "C03")
    where = document.locate(Source("f.yaml", ("injects", 1, "to", 1)))
    assert (where.line, where.column) == (10, 38)


def test_an_entry_without_an_id_mutes_every_unknown_one() -> None:
    _, built = checked(HEADER + "injects:\n  - {at: 1m, to: [A], title: x}\n")
    assert built.muted.has("inject", "whatever")


def test_a_broken_header_gets_placeholders_and_the_rest_is_built() -> None:
    text = HEADER.replace("title: Oefening\n", "").replace("end: 60m", "end: 60")
    _, built = checked(text + "injects:\n  - {id: C01, at: 1m, to: [A], title: x}\n")
    assert [each.code for each in built.findings] == ["S102", "T206"]
    assert built.model is not None
    assert (built.model.title, built.model.end_ms, len(built.model.injects)) == ("?", None, 1)


def test_what_only_follows_is_not_told() -> None:
    text = HEADER + "injects:\n  - {id: C01, at: 1m, to: ['a b'], title: x}\n"
    _, built = checked(text)
    assert [each.code for each in built.findings] == ["S108"]


def test_a_shared_value_is_told_once_and_mended_everywhere() -> None:
    text = HEADER + (
        "injects:\n"
        "  - {id: C01, at: 1m, to: &all [A, 'b c'], title: x}\n"
        "  - {id: C02, at: 1m, to: *all, title: x}\n"
    )
    _, built = checked(text)
    assert [each.code for each in built.findings] == ["S108"]
    assert built.model is not None
    assert [inject.to for inject in built.model.injects] == [("A",), ("A",)]


def test_model_names_are_no_keys() -> None:
    assert one(INJECT.replace("{line}", "at_ms: 5m"))[0] == "S101"


ROSTER = "roster: 1\norganisation: X\nplanned_until: open\n"


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("roles: [{id: A, title: {nl: x}}]\n", ["S102"]),
        ("roles: [{id: A, title: '' }]\n", ["S106"]),
        ("roles: [{id: A, title: x, cover: soms}]\n", ["S105"]),
        ("roles: [{id: A, title: x, arrive: 30}]\n", ["T206"]),
        ("roles: [{id: A, title: x, arrive: {within_ms: 30m}}]\n", ["S103"]),
        ("roles: [{id: A, title: x, cover: {kind: always}}]\n", ["S105"]),
        ("roles: [{id: A, title: x, minimum: -1}]\n", ["S113"]),
        (
            "duties: [{rotation: {role: A, people: [], turn: 1w, handover: Mon 12:00, start: 2026-01-05}}]\n",
            ["S120"],
        ),
        ("duties: [{}]\n", ["S116"]),
        ("office_hours: {weekdays: ma-vr, from: 8:30, until: '17:00'}\n", ["S114", "S114"]),
        ("office_hours: {weekdays: [Mon], from: '08:30', until: '17:00'}\n", ["S114"]),
        ("people: [{id: a, name: A, away: [{from: {wall: x}, until: 2026-01-01}]}]\n", ["S111"]),
    ],
)
def test_faults_of_rosters(text: str, codes: list[str]) -> None:
    built = validate(Document("f.yaml", (ROSTER + text).encode()), Roster)
    assert [each.code for each in built.findings] == codes
    assert built.model is not None


def test_an_entry_is_checked_on_without_a_value_that_it_can_spare() -> None:
    text = HEADER + (
        "injects:\n"
        "  - {id: C01, at: 5m, to: CISO, channel: portofon, truth: maybe, title: Start}\n"
        '  - {id: C02, at: 6m, to: "CISO, GS", title: Verder}\n'
    )
    _, made = checked(text)
    assert [each.code for each in made.findings] == ["S104", "S105", "S105", "S104"]
    assert made.model is not None
    assert [inject.to for inject in made.model.injects] == [("CISO",), ("CISO", "GS")]
    assert not made.muted.has("inject", "C01")


def test_a_text_that_is_no_list_either_goes_with_its_entry() -> None:
    text = HEADER + 'injects:\n  - {id: C01, at: 5m, to: "de CISO!", title: Start}\n'
    _, made = checked(text)
    assert [each.code for each in made.findings] == ["S104"]
    assert made.model is not None
    assert made.model.injects == ()
    assert made.muted.has("inject", "C01")
