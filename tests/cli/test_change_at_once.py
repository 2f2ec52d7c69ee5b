"""Several people who change one roster at the same moment: nothing is lost, nobody waits for ever."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING

from crisis_tui.files.decoding import decode
from crisis_tui.files.values import read_values

if TYPE_CHECKING:
    from tests.cli.rosters import Answers

AT_ONCE = 3


def begin(desk: Answers, number: int) -> subprocess.Popen[bytes]:
    day = f"2027-03-{number + 1:02}"
    command = (
        *(sys.executable, "-m", "crisis_tui", "change", "HCC", "--workspace", str(desk.root)),
        *("--from", f"{day} 08:00", "--until", f"{day} 17:00", "--add", "anna"),
        *("--yes", "--me", f"editor {number}"),
    )
    return subprocess.Popen(
        command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
    )


def test_each_is_applied_or_refused_and_none_is_lost(desk: Answers) -> None:
    path = desk.root / "rosters" / "proef.yaml"
    before = path.read_bytes()
    editors = [begin(desk, number) for number in range(AT_ONCE)]
    errors = [editor.communicate(timeout=60)[1] for editor in editors]
    codes = [editor.returncode for editor in editors]
    assert set(codes) <= {0, 1}
    assert 0 in codes
    for code, error in zip(codes, errors, strict=True):
        assert code == 0 or b"ondertussen" in error or b"meantime" in error, error
    after = path.read_bytes()
    assert after.startswith(before)
    entries = read_values(decode(after)[0]).value["changes"]
    record = path.with_name("proef.changes.jsonl").read_text().splitlines()
    assert len(entries) - 1 == len(record) == codes.count(0)
    assert [json.loads(line)["change"] for line in record] == entries[1:]
    assert {each.name for each in path.parent.iterdir()} == {
        "proef.yaml",
        "proef.changes.jsonl",
        "training.yaml",
    }
