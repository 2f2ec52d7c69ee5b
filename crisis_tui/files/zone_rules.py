"""Where the rules of a time zone come from: a law that changes them changes every answer."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import TZPATH

if TYPE_CHECKING:
    from collections.abc import Iterator


def zone_rule_files(zone: str) -> Iterator[Path]:
    """Yield the file of a zone's rules: the system's, else that of the package `tzdata`."""
    for folder in TZPATH:
        path = Path(folder, zone)
        if path.is_file():
            yield path
            return
    from importlib.util import find_spec  # 4 ms

    packaged = find_spec("tzdata")
    if packaged is not None and packaged.origin is not None:
        yield Path(packaged.origin).parent / "zoneinfo" / zone
