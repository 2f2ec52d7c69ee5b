"""`python -m chaos [CPU_SECONDS] [SEED]`: chaos for so much processor time, then what came of it."""

from __future__ import annotations

import random
import sys
import tempfile
from pathlib import Path

from chaos.rounds import play_for

CPU_SECONDS = 600.0
SEED = 2026


def main() -> int:
    """Return 1 if the exercises did not stand it."""
    arguments = sys.argv[1:]
    cpu_seconds = float(arguments[0]) if arguments else CPU_SECONDS
    seed = int(arguments[1]) if len(arguments) > 1 else SEED
    with tempfile.TemporaryDirectory() as folder:
        tally = play_for(Path(folder), cpu_seconds, random.Random(seed))
    for line in tally.lines():
        print(line)
    return 1 if tally.faults else 0


if __name__ == "__main__":
    sys.exit(main())
