"""Run all benchmarks, or those named: `python -m benchmarks [NAME …]`."""

from __future__ import annotations

import argparse
import sys
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from benchmarks.figures import Figure

HERE = Path(__file__).parent
SIGNS = {True: "kept", False: "BROKEN", None: ""}


def names() -> list[str]:
    """Return every benchmark: each module here that can `measure`."""
    modules = sorted(HERE.glob("[a-z]*.py"))
    return [module.stem for module in modules if "def measure(" in module.read_text("utf-8")]


def show(figure: Figure) -> None:
    """Print one figure as it comes; some take minutes."""
    promise = f"{SIGNS[figure.kept]:>6}  {figure.promise}".rstrip()
    print(f"  {figure.name:<44} {figure.value:<24} {promise}".rstrip(), flush=True)


def main(arguments: Sequence[str]) -> int:
    """Measure and print; exit code 1 if a promise is broken."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("name", nargs="*", help=", ".join(names()))
    wanted = parser.parse_args(arguments).name or names()
    if unknown := set(wanted) - set(names()):
        parser.error(f"no such benchmark: {', '.join(sorted(unknown))}")
    figures = []
    for name in wanted:
        print(name)
        for figure in import_module(f"benchmarks.{name}").measure():
            show(figure)
            figures.append(figure)
    return int(any(figure.kept is False for figure in figures))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
