from __future__ import annotations

from pathlib import Path

import pytest

from crisis_tui.cli.fitness.mounts import file_system_of

MOUNTS = """\
22 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw
30 22 0:25 / /srv rw,relatime - nfs4 server:/export rw,vers=4.2
31 22 0:26 / /srv/local\\040disk rw,relatime shared:2 master:1 - xfs /dev/sdb1 rw
32 22 0:27 / /srv rw,relatime - cifs //server/share rw
nonsense
"""


@pytest.fixture
def mount_table(tmp_path: Path) -> Path:
    table = tmp_path / "mountinfo"
    table.write_text(MOUNTS, encoding="utf-8")
    return table


@pytest.mark.parametrize(
    ("folder", "kind"),
    [
        ("/home/somebody", "ext4"),
        ("/srv", "cifs"),
        ("/srv/exercises", "cifs"),
        ("/srv/local disk/exercises", "xfs"),
        ("/srvice", "ext4"),
    ],
)
def test_the_deepest_and_latest_mount_counts(mount_table: Path, folder: str, kind: str) -> None:
    assert file_system_of(Path(folder), mount_table) == kind


def test_without_a_mount_table_nothing_is_known(tmp_path: Path) -> None:
    assert file_system_of(tmp_path, tmp_path / "missing") is None


def test_this_machine_has_a_root(tmp_path: Path) -> None:
    if Path("/proc/self/mountinfo").exists():
        assert file_system_of(tmp_path)
