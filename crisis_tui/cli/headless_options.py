"""The options of runs without a person: `--headless`, `--script`, `--until`, `--speed`."""

from __future__ import annotations

import argparse
from pathlib import Path

from crisis_tui.basis.durations import parse_duration
from crisis_tui.basis.errors import AskedWrongError
from crisis_tui.basis.text import Text, clean_text
from crisis_tui.i18n import _

MAX = "max"


def add_headless_arguments(parser: argparse.ArgumentParser) -> None:
    """Add what `run` and `resume` share."""
    parser.add_argument(
        "--speed", metavar="N", type=_speed, help=_("0.1 to 600; with --headless also max")
    )
    parser.add_argument("--headless", action="store_true", help=_("run without a person"))
    parser.add_argument("--until", metavar="END", type=_play_time, help=_("stop at this play time"))
    parser.add_argument(
        "--script", metavar="FILE", type=Path, help=_("what is done when, as a YAML list")
    )
    parser.add_argument(
        "--format",
        choices=("text", "jsonl"),
        default="text",
        help=_("with --headless: for people, or the journal itself"),
    )


def require_sense(args: argparse.Namespace) -> None:
    """Refuse options that do not go together.

    Raises:
        AskedWrongError: one of them means nothing without `--headless`.
    """
    given = {
        "--until": args.until is not None,
        "--script": args.script is not None,
        "--format": args.format != "text",
        "--speed max": args.speed == MAX,
    }
    alone = [name for name, is_given in given.items() if is_given]
    if alone and not args.headless:
        raise AskedWrongError(
            Text("{options} only goes with --headless", options=", ".join(alone)),
            Text("add --headless to run without a person"),
        )


def _speed(text: str) -> float | str:
    from crisis_tui.exercise.clock import FASTEST, SLOWEST, is_speed  # 10 ms

    if text == MAX:
        return MAX
    try:
        speed = float(text)
    except ValueError:
        speed = 0.0
    if not is_speed(speed):
        raise argparse.ArgumentTypeError(
            _("not a speed: {text} ({slowest} to {fastest}, or max)").format(
                text=clean_text(text), slowest=SLOWEST, fastest=f"{FASTEST:g}"
            )
        )
    return speed


def _play_time(text: str) -> int:
    play_ms = parse_duration(text)
    if play_ms is None:
        raise argparse.ArgumentTypeError(
            _("not a play time: {text} (write 90m or 1h30m)").format(text=clean_text(text))
        )
    return play_ms
