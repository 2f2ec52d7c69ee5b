"""Entry point of `crisis-tui` and `python -m crisis_tui`."""

from __future__ import annotations

import sys


def main() -> int:
    """Run the command line and return its exit code."""
    from crisis_tui.cli.main import run_command_line  # keeps `import crisis_tui` free of cost

    return run_command_line(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
