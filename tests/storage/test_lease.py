from __future__ import annotations

import os
import signal
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from crisis_tui.storage.lease import (
    LEASE_FILE,
    DirectorLease,
    Holder,
    LeaseHeldError,
    current_holder,
)

if TYPE_CHECKING:
    from pathlib import Path

ANNA = Holder("anna", "tty1", 11, 1_000)
BERT = Holder("bert", "tty2", 12, 2_000)


def test_one_director_at_a_time_and_the_other_hears_who(tmp_path: Path) -> None:
    assert current_holder(tmp_path) is None
    lease = DirectorLease.take(tmp_path, ANNA)
    assert current_holder(tmp_path) == ANNA
    with pytest.raises(LeaseHeldError) as raised:
        DirectorLease.take(tmp_path, BERT)
    assert raised.value.holder == ANNA
    lease.release()
    lease.release()
    assert current_holder(tmp_path) is None
    DirectorLease.take(tmp_path, BERT).release()


def test_a_lease_without_a_readable_name_is_held_all_the_same(tmp_path: Path) -> None:
    lease = DirectorLease.take(tmp_path, ANNA)
    for content in ("", "{", "[]", '{"person": "x"}'):
        (tmp_path / LEASE_FILE).write_text(content)
        holder = current_holder(tmp_path)
        assert holder is not None
        assert holder.person == "?"
        with pytest.raises(LeaseHeldError) as raised:
            DirectorLease.take(tmp_path, BERT)
        assert raised.value.holder is None
    lease.release()


HOLD = """
import sys, time
from pathlib import Path
from crisis_tui.storage.lease import DirectorLease, Holder
lease = DirectorLease.take(Path(sys.argv[1]), Holder("carla", "tty3", 13, 3_000))
print("held", flush=True)
time.sleep(60)
"""


def test_the_kernel_frees_the_lease_of_a_killed_process(tmp_path: Path) -> None:
    director = subprocess.Popen(
        [sys.executable, "-c", HOLD, tmp_path],
        stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    )
    with director:
        assert director.stdout is not None
        assert director.stdout.readline() == b"held\n"
        with pytest.raises(LeaseHeldError) as raised:
            DirectorLease.take(tmp_path, ANNA)
        assert raised.value.holder is not None
        assert raised.value.holder.person == "carla"
        director.send_signal(signal.SIGKILL)
        director.wait()
    DirectorLease.take(tmp_path, ANNA).release()
