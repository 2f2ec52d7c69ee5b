"""A change added to the text of a roster: exactly one entry more, and no other byte touched."""

from __future__ import annotations

import re
import textwrap
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crisis_tui.files.decoding import decode
from crisis_tui.files.roster_edit import CannotEditError, with_change
from crisis_tui.files.splicing import unified_diff
from crisis_tui.files.values import read_values

if TYPE_CHECKING:
    from collections.abc import Mapping

ENTRY = {
    "role": "OVDBZ",
    "from": "2026-03-03 22:00",
    "until": "2026-03-04 07:00",
    "remove": "ketelmeer",
}
FLOW = "{role: OVDBZ, from: 2026-03-03 22:00, until: 2026-03-04 07:00, remove: ketelmeer}"
HEAD = "roster: 1\norganisation: X\n"


def edited(text: str, entry: Mapping[str, str] = ENTRY) -> str:
    return with_change(text.encode(), entry).data.decode()


def added(text: str) -> str:
    """Return the new text without the header and with the new entry as NEW."""
    return edited(HEAD + text).removeprefix(HEAD).replace(FLOW, "NEW")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("changes:\n  - {a: b}\n", "changes:\n  - {a: b}\n  - NEW\n"),
        ("changes:\n- {a: b}\n", "changes:\n- {a: b}\n- NEW\n"),
        ("changes:\n      - {a: b}\nz: 1\n", "changes:\n      - {a: b}\n      - NEW\nz: 1\n"),
        ("changes:\n  - {a: b}  # mine\n\n  # last\n", "changes:\n  - {a: b}  # mine\n  - NEW\n\n  # last\n"),
        ("changes:\n  - {a: b}", "changes:\n  - {a: b}\n  - NEW"),
        ("changes:\n  - {a: b,\n     c: d}\n", "changes:\n  - {a: b,\n     c: d}\n  - NEW\n"),
        ("changes:\n", "changes:\n  - NEW\n"),
        ("changes:", "changes:\n  - NEW"),
        ("changes:  # none yet\nz: 1\n", "changes:  # none yet\n  - NEW\nz: 1\n"),
        ("changes: []\n", "changes:\n  - NEW\n"),
        ("changes: [ ]  # none yet\n", "changes:  # none yet\n  - NEW\n"),
        ("changes: null\n", "changes:\n  - NEW\n"),
        ("changes: [\n  # none yet\n]\n", "changes: [NEW\n  # none yet\n]\n"),
        ("changes: [{a: b}]\n", "changes: [{a: b}, NEW]\n"),
        ("changes: [{a: b}, ]  # c\n", "changes: [{a: b}, NEW, ]  # c\n"),
        ("changes: [\n  {a: b}\n]\n", "changes: [\n  {a: b},\n  NEW\n]\n"),
        ("changes: [\n  {a: b},\n]\n", "changes: [\n  {a: b},\n  NEW,\n]\n"),
        ("changes: [\n  {a: b}  # , c\n]\n", "changes: [\n  {a: b},  # , c\n  NEW\n]\n"),
        ("changes: [\n  {a: b}]\n", "changes: [\n  {a: b},\n  NEW]\n"),
        ("roles:\n    - a\n", "roles:\n    - a\nchanges:\n    - NEW\n"),
        ("\nroles:\n- a\n", "\nroles:\n- a\n\nchanges:\n- NEW\n"),
        ("roles:\n- a\n\nteams:\n- b\n# end\n", "roles:\n- a\n\nteams:\n- b\n# end\n\nchanges:\n- NEW\n"),
        ("", "changes:\n  - NEW\n"),
        ("z: 1", "z: 1\nchanges:\n  - NEW"),
        ("z: 1\n...\n", "z: 1\nchanges:\n  - NEW\n...\n"),
        ("z: |+\n  text\n\n\n", "z: |+\n  text\n\n\nchanges:\n  - NEW\n"),
    ],
)  # fmt: skip
def test_the_entry_stands_where_a_person_would_put_it(before: str, after: str) -> None:
    assert added(before) == after


def test_an_entry_of_several_lines_is_followed_by_one_like_it() -> None:
    text = HEAD + "changes:\n  - role: GS\n    remove: roggebot  # ill\nz: 1\n"
    assert edited(text) == HEAD + (
        "changes:\n  - role: GS\n    remove: roggebot  # ill\n"
        "  - role: OVDBZ\n    from: 2026-03-03 22:00\n    until: 2026-03-04 07:00\n"
        "    remove: ketelmeer\nz: 1\n"
    )


def test_a_text_of_several_lines_stays_what_it_was() -> None:
    text = HEAD + "changes:\n  - role: GS\n    note: |\n      one\n      two\n\n# c\n"
    assert edited(text).endswith("      two\n\n  - " + block() + "\n# c\n")


def block() -> str:
    lines = [f"{key}: {value}" for key, value in ENTRY.items()]
    return "\n    ".join(lines)


def test_a_mapping_between_braces_gets_its_list_inside() -> None:
    assert edited("{roster: 1, teams: [], }") == f"{{roster: 1, teams: [], changes: [{FLOW}], }}"


def test_line_breaks_and_byte_order_mark_are_those_of_the_file() -> None:
    text = (HEAD + "changes:\n  - {a: b}\nz: 1\n").replace("\n", "\r\n")
    after = with_change(b"\xef\xbb\xbf" + text.encode(), ENTRY).data
    assert after.startswith(b"\xef\xbb\xbfroster: 1\r\n")
    assert after.count(b"\r\n") == after.count(b"\n") == text.count("\n") + 1


def test_the_line_of_the_new_entry_is_told() -> None:
    assert with_change((HEAD + "changes:\n  - {a: b}\n").encode(), ENTRY).line == 5
    assert with_change(HEAD.encode(), ENTRY).line == 4
    assert with_change((HEAD + "changes: [{a: b}]\n").encode(), ENTRY).line == 3


@pytest.mark.parametrize(
    "text",
    [
        "null",
        "~",
        "-",
        "-a",
        "a: b",
        "a #b",
        'say "no"',
        "it's",
        "[x",
        "{x",
        " x ",
        "@x",
        "%x",
        "&x",
        "*x",
        "!x",
        "|",
        ">",
        "a\nb",
        "a\tb",
        "\\n",
        "é",
        "𝄞",
        "2026-03-03",
        "=",
        "<<",
        "x,y",
        "x]",
        "x}",
        "?",
        ":",
    ],
)
@pytest.mark.parametrize("last", ["  - {a: b}\n", "  - a: b\n", ""])
def test_any_note_comes_back_as_it_was_given(text: str, last: str) -> None:
    data = (HEAD + "changes:\n" + last).encode()
    after, _ = decode(with_change(data, {**ENTRY, "note": text}).data)
    assert read_values(after).value["changes"][-1]["note"] == text


@pytest.mark.parametrize(
    ("text", "why"),
    [
        (HEAD + "changes: {a: b}\n", "not a list"),
        (HEAD + "changes: soon\n", "not a list"),
        (HEAD + "x: &a [{a: b}]\nchanges: *a\n", "alias"),
        (HEAD + "changes: &a [{a: b}]\nx: *a\n", "anchor"),
        (HEAD + "changes:\n - a: b\n   note: |\n     cut off", "touching other lines"),
        ("roster: [\n", "cannot be read"),
        ("", "cannot be read"),
        ("- a\n", "cannot be read"),
    ],
)
def test_what_no_small_edit_can_do_is_refused(text: str, why: str) -> None:
    with pytest.raises(CannotEditError, match=why):
        with_change(text.encode(), ENTRY)


snippets = st.sampled_from(
    [
        "# just a comment\n",
        "\n",
        "fictional: true\n",
        'roles:\n  - {id: A, title: "x # no comment"}  # , ]\n',
        "people:\n- id: a\n  name: >\n    folded\n    text\n\n  roles: [A, B]\n",
        "teams: [{id: T, title: 'it''s'},\n  {id: U, title: y}]\n",
        "source: |+\n  kept\n\n",
        "owner: |\n  clipped\n",
        "licence: plain\n  text on two lines  # c\n",
        "duties:\n    - shift: {role: A, person: a, from: 2026-01-01 00:00, until: 2026-01-02 00:00}\n",
        'office_hours: {weekdays: "Mon-Fri", from: "08:30", until: "17:00"}\n',
        'notes: "é 𝄞 \\x41"\n',
    ]
)  # fmt: skip
entries = st.sampled_from(
    [
        "- {role: A, add: a}\n",
        "- {role: A, add: a}  # why\n",
        "- {role: A,\n   add: a}\n",
        "- role: A\n  add: a\n",
        "- role: A   # c\n\n  # c\n  note: |\n    text\n  add: a\n",
        "-\n  role: A\n  note: 'x'\n",
        "- role: A\n  note: >-\n    long\n    text\n\n",
        "# between\n",
        "\n",
    ]
)


@st.composite
def changes_sections(draw: st.DrawFn) -> str:
    if draw(st.booleans()):
        listed = ["- {role: A, add: a}\n", *draw(st.lists(entries, max_size=4))]
        body = "".join(draw(st.permutations(listed)))
        margin = " " * draw(st.sampled_from([0, 1, 2, 4]))
        return (
            "changes:" + draw(st.sampled_from(["\n", "  # all\n"])) + textwrap.indent(body, margin)
        )
    return draw(
        st.sampled_from(
            [
                "",
                "changes:\n",
                "changes: # none\n",
                "changes: ~\n",
                "changes: null  # none\n",
                "changes: []\n",
                "changes: [ ] # none\n",
                "changes: [\n]\n",
                "changes: [ # none\n ]\n",
                "changes: [{role: A}]\n",
                "changes: [{role: A}, {role: B},]  # c\n",
                "changes: [\n  {role: A},  # one, [two]\n  # c ]\n  {role: B}  # three\n  ]  # end\n",
                'changes: [\n  {role: A},\n  {role: B, note: "]"},\n]\n',
                "changes:\n  [{role: A},\n   {role: B}]\n",
                '"changes":\n- {role: A}\n',
            ]
        )
    )  # fmt: skip


@st.composite
def rosters(draw: st.DrawFn) -> bytes:
    def several() -> list[str]:
        return draw(st.lists(snippets, max_size=4))

    parts = [*several(), HEAD, *several(), draw(changes_sections()), *several()]
    keyed = [part for part in parts if re.match(r"\"?\w+\"?:", part)]
    text = "".join(dict.fromkeys(parts)) if len(keyed) != len(set(keyed)) else "".join(parts)
    if draw(st.booleans()):
        text = text.rstrip("\n")
    text = text.replace("\n", "\r\n") if draw(st.booleans()) else text
    return (b"\xef\xbb\xbf" if draw(st.booleans()) else b"") + text.encode()


def values(data: bytes) -> object:
    return read_values(decode(data)[0]).value


def holds(after: bytes, before: bytes) -> bool:
    """Tell whether every byte of one text stands in the other, in the same order."""
    at = 0
    for byte in before:
        at = after.find(byte, at) + 1
        if not at:
            return False
    return True


@settings(max_examples=300, deadline=None)
@given(rosters(), st.sampled_from([ENTRY, {**ENTRY, "note": 'a "b", c: #d'}]))
def test_one_entry_more_and_everything_else_as_it_was(data: bytes, entry: dict[str, str]) -> None:
    before = values(data)
    assert isinstance(before, dict)
    try:
        after = with_change(data, entry).data
    except CannotEditError:
        assert not data.endswith(b"\n")  # a text of several lines that is cut off, at the end
        return
    found = values(after)
    assert found == {**before, "changes": [*(before.get("changes") or []), entry]}
    head = len(data) - len(data.lstrip(b"\xef\xbb\xbf"))
    assert after[:head] == data[:head]
    assert (b"\r\n" in after) == (b"\r\n" in data) or b"\n" not in data
    assert after.count(b"\r") == (after.count(b"\n") if b"\r" in data else 0)
    without_nothing = re.sub(rb"(changes: *)(?:~|null|\[ ?\])", rb"changes:", data)
    assert holds(after, data) or holds(after, without_nothing)


def patched(before: bytes, diff: str) -> bytes:
    """Apply a unified diff of one hunk, as `patch` does, checking every line of it."""
    lines = re.findall(r"[^\n]*\n|[^\n]+", before.decode())
    head, *body = diff.splitlines(keepends=True)[2:]
    match = re.fullmatch(r"@@ -(\d+),(\d+) \+(\d+),(\d+) @@\n", head)
    assert match is not None
    start, old_count, _, new_count = map(int, match.groups())
    hunk: list[str] = []
    for line in body:
        if line.startswith("\\"):
            hunk[-1] = hunk[-1].removesuffix("\n")
        else:
            hunk.append(line)
    at = start - 1 if old_count else start
    old = [line[1:] for line in hunk if line[0] in " -"]
    new = [line[1:] for line in hunk if line[0] in " +"]
    assert lines[at : at + old_count] == old
    assert len(new) == new_count
    return "".join([*lines[:at], *new, *lines[at + old_count :]]).encode()


@settings(max_examples=200, deadline=None)
@given(rosters())
def test_the_diff_is_one_that_patch_can_apply(data: bytes) -> None:
    try:
        after = with_change(data, ENTRY).data
    except CannotEditError:
        return
    diff = unified_diff(data, after, "rosters/r.yaml")
    assert patched(data, diff) == after
    assert patched(after, unified_diff(after, data, "rosters/r.yaml")) == data
    assert diff.count("\n+") - 1 <= 12


def test_no_difference_is_no_diff() -> None:
    assert unified_diff(b"a\n", b"a\n", "x") == ""
    assert patched(b"", unified_diff(b"", b"a\n", "x")) == b"a\n"
