"""The generated pages of `docs/`: write them, or with `--check` tell which are stale."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from crisis_tui.basis.norms import Norms
from crisis_tui.roster.model import Roster
from crisis_tui.scenario.model import Scenario
from crisis_tui.training.model import Training
from tools import code_reference, command_reference, format_reference, keys_reference

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

DOCS = Path(__file__).parent.parent / "docs"
PAGES: Mapping[str, Callable[[], str]] = {
    "commands.md": command_reference.page,
    "keys.md": keys_reference.page,
    "formats/scenario.md": lambda: format_reference.page("scenario", Scenario),
    "formats/roster.md": lambda: format_reference.page("roster", Roster),
    "formats/training.md": lambda: format_reference.page("training", Training),
    "formats/norms.md": lambda: format_reference.page("norms", Norms),
    **code_reference.pages(),
}


def stale(pages: Mapping[str, Callable[[], str]], folder: Path) -> dict[Path, str]:
    """Return the pages that are missing or differ from what would be generated now."""
    wanted = {folder / name: make() for name, make in pages.items()}
    return {
        path: text
        for path, text in wanted.items()
        if not path.exists() or path.read_text(encoding="utf-8") != text
    }


def main(arguments: Sequence[str]) -> int:
    """Write the stale pages, or only name them."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--check", action="store_true", help="write nothing; exit 1 if any is stale"
    )
    check = parser.parse_args(arguments).check
    found = stale(PAGES, DOCS)
    for path, text in found.items():
        if check:
            print(f"stale: {path.relative_to(DOCS.parent)} (make docs)")
        else:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
    return 1 if check and found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
