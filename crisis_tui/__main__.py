"""Entry point of `crisis-tui` and `python -m crisis_tui`."""

from __future__ import annotations

import gc
import os
import sys

_YOUNG_OBJECTS = 10_000
"""How many new objects make Python look for cycles: its own 700 find none while files load."""


def main() -> int:
    """Run the command line and return its exit code."""
    gc.set_threshold(_YOUNG_OBJECTS)
    # whoever installs a plugin of pydantic beside us does not read along; to look for them is slow
    os.environ["PYDANTIC_DISABLE_PLUGINS"] = "__all__"
    from crisis_tui.cli.main import run_command_line  # keeps `import crisis_tui` free of cost

    try:
        return run_command_line(sys.argv[1:])
    finally:
        gc.freeze()  # what is left goes with the process: to look through it takes 20 ms


if __name__ == "__main__":
    sys.exit(main())
