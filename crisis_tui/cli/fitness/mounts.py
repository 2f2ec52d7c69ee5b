"""Which file system a folder is on, as the kernel lists it."""

from __future__ import annotations

import re
from pathlib import Path

NETWORK_FILE_SYSTEMS = frozenset(
    {
        "9p",
        "afs",
        "ceph",
        "cifs",
        "fuse.glusterfs",
        "fuse.rclone",
        "fuse.s3fs",
        "fuse.sshfs",
        "glusterfs",
        "gpfs",
        "lustre",
        "nfs",
        "nfs4",
        "smb3",
        "smbfs",
        "virtiofs",
    }
)
_OCTAL = re.compile(r"\\([0-7]{3})")


def file_system_of(folder: Path, mount_table: Path = Path("/proc/self/mountinfo")) -> str | None:
    """Return the type of the file system that holds `folder`; None where there is no such list."""
    try:
        lines = mount_table.read_text(encoding="utf-8", errors="surrogateescape").splitlines()
    except OSError:
        return None
    mounts = [mount for line in lines if (mount := _mount(line))]
    holding = [(point, kind) for point, kind in mounts if folder.resolve().is_relative_to(point)]
    # Of two mounts on one point the later one hides the earlier one.
    deepest = max(range(len(holding)), key=lambda i: (len(holding[i][0].parts), i), default=None)
    return None if deepest is None else holding[deepest][1]


def _mount(line: str) -> tuple[Path, str] | None:
    """Return mount point and type: fields 5 and, after the lone dash, 1 (see proc_pid_mountinfo)."""
    before, dash, after = line.partition(" - ")
    fields = before.split(" ")
    if not dash or len(fields) < 5:  # noqa: PLR2004 - the field's number in the format
        return None
    point = _OCTAL.sub(lambda match: chr(int(match.group(1), 8)), fields[4])
    return Path(point), after.split(" ", 1)[0]
