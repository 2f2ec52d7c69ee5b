from __future__ import annotations

from datetime import UTC, datetime

import pytest

from crisis_tui.cli.fitness import software
from crisis_tui.cli.fitness.check import Check, Fitness
from crisis_tui.files.libyaml import libyaml_version


class StoppedClock:
    boot = None

    def __init__(self, now: datetime) -> None:
        self.now = now

    def wall_ms(self) -> int:
        return int(self.now.timestamp() * 1000)

    def elapsed_ms(self) -> int:
        return 0


def test_this_machine_runs_the_tests_so_its_software_is_fit() -> None:
    checks = list(software.check_software(StoppedClock(datetime(2027, 1, 2, 3, 4, tzinfo=UTC))))
    assert [check.id for check in checks] == [
        "python",
        "libraries",
        "yaml-parser",
        "time-zones",
        "clock",
    ]
    assert {check.fitness for check in checks} == {Fitness.FIT}
    assert checks[-1].detail == "2027-01-02 03:04 UTC"


def test_the_c_parser_is_the_one_in_use() -> None:
    version = libyaml_version()
    assert version is not None
    assert version in software.check_yaml_parser(version).detail


@pytest.mark.parametrize(
    "check",
    [
        software.check_python((3, 10, 14)),
        software.check_libraries(("textual", "no-such-distribution")),
        software.check_time_zones("Europe/Nergens"),
        software.check_time_zones("Etc/UTC"),
    ],
    ids=lambda check: f"{check.id}: {check.detail}",
)
def test_unfit_software_is_named_with_a_cure(check: Check) -> None:
    assert check.fitness is Fitness.UNFIT
    assert check.help


def test_the_slow_parser_is_a_warning() -> None:
    assert software.check_yaml_parser(None).fitness is Fitness.WARNING


def test_a_clock_that_was_never_set_is_a_warning() -> None:
    check = software.check_clock(StoppedClock(datetime(1970, 1, 1, tzinfo=UTC)))
    assert check.fitness is Fitness.WARNING
    assert check.detail == "1970-01-01 00:00 UTC"
