"""Which of the media that a scenario names are there."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from crisis_tui.files.loaded import LoadedScenario


def existing_media(loaded: LoadedScenario) -> frozenset[tuple[str, str]]:
    """Return (file, name) for every file beside a file of the scenario, and all it names that exist.

    A name that leads out of its folder does not exist.
    """
    return frozenset(_existing(loaded))


def _existing(loaded: LoadedScenario) -> Iterator[tuple[str, str]]:
    for part in loaded.parts:
        named = {name for inject in part.model.injects for name in inject.media}
        if not named:
            continue
        folder = loaded.files[part.file].parent.resolve()
        for path in folder.iterdir():
            yield part.file, path.name
        for name in named:
            path = (folder / name.replace("\0", "")).resolve()
            if path.is_file() and path.is_relative_to(folder):
                yield part.file, name
