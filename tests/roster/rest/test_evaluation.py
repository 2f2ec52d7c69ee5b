"""All rules for everybody: whom they are about, what is told, how bad it is, where it stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from crisis_tui.basis.durations import HOUR_MS
from crisis_tui.basis.findings import Severity, Source, Where
from crisis_tui.basis.parts import Part
from crisis_tui.roster.rest.evaluation import COUNTS, rest_report
from crisis_tui.roster.rest.findings import rest_findings, severity_of
from crisis_tui.roster.rest.load import PersonLoad, load_of, loads
from crisis_tui.roster.rest.rules import rest_rules
from tests.roster.build import at, change, person, role, rotation, shift, window, workforce
from tests.roster.rest.lines import NIGHT, norm

if TYPE_CHECKING:
    from typing import Any

    from crisis_tui.basis.findings import Finding
    from crisis_tui.roster.workforce import Workforce

SPRING = window("2026-01-05", "2026-05-01")
BLOCKS = norm("standby-blocks", 14, "28d", "1d")
ACUTE = norm("acute-phase", "48h")


def force(*norms: dict[str, object], **more: Any) -> Workforce:  # noqa: ANN401
    more = {"people": ["anna"], "duties": [rotation(["anna"])], **more}
    return workforce(norms=norms or [BLOCKS], **more)


def findings(found: Workforce, crisis: str | None = None) -> list[Finding]:
    def locate(source: Source) -> Where:
        return Where("/".join(str(part) for part in source.path), 1, 1, 1, 2)

    report = rest_report(found, SPRING)
    part = Part("rosters/r.yaml", found.roster)
    begins = None if crisis is None else at(crisis)
    return list(rest_findings(report, found, part, locate, begins))


@pytest.mark.parametrize("kind", ["administrator", "volunteer", "partner"])
def test_rules_are_about_employees_unless_they_say_otherwise(kind: str) -> None:
    people = [person("anna", kind=kind)]
    report = rest_report(force(people=people), SPRING)
    assert not report.breaches
    assert not report.unknown
    assert report.exempt == ("anna",)
    for_all = {**BLOCKS, "applies_to": ["employee", kind]}
    report = rest_report(force(for_all, people=people), SPRING)
    assert [each.person for each in report.breaches] == ["anna"]
    assert report.exempt == ()


def test_what_a_night_is_holds_for_everybody() -> None:
    found = force(*NIGHT, BLOCKS)
    assert rest_rules(found.norms, "administrator").value("night") == 6 * HOUR_MS
    assert rest_rules(found.norms, "administrator").limits == ()


def test_two_rules_of_one_kind_are_both_kept() -> None:
    own = {**BLOCKS, "id": "cao", "value": "10"}
    duties = [shift("anna", "2026-02-02", "2026-02-14", **{"as": "standby"})]
    report = rest_report(force(BLOCKS, own, duties=duties), SPRING)
    assert [(each.rule.id, each.found) for each in report.breaches] == [("cao", 12)]


def test_people_can_be_asked_for_by_name() -> None:
    both = [rotation(["anna"]), rotation(["bert"], on="LTBZ")]
    found = force(people=["anna", "bert"], duties=both)
    report = rest_report(found, SPRING, people=["bert"])
    assert [each.person for each in report.breaches] == ["bert"]


def test_who_is_away_does_not_stand_by() -> None:
    away = [{"from": "2026-01-19 12:00", "until": "2027-01-01 00:00"}]
    assert not rest_report(force(people=[person("anna", away=away)]), SPRING).breaches


def test_somebody_whom_the_roster_does_not_know_is_left_out() -> None:
    assert not rest_report(force(people=[]), SPRING).breaches


def test_what_began_before_the_window_is_told_while_it_lasts() -> None:
    duties = [shift("anna", "2026-02-02", "2026-02-20", **{"as": "standby"})]
    found = force(duties=duties)
    assert rest_report(found, window("2026-02-27", "2026-02-28")).breaches
    assert not rest_report(found, window("2026-03-10", "2026-03-12")).breaches
    assert not rest_report(found, window("2026-01-20", "2026-02-10")).breaches


@pytest.mark.parametrize(
    ("certainty", "severity"),
    [("official", "error"), ("secondary", "warning"), ("example", "warning")],
)
def test_a_plan_against_the_law_is_an_error_if_the_law_was_read(
    certainty: str, severity: str
) -> None:
    (breach, _history) = findings(force({**BLOCKS, "certainty": certainty}))
    assert breach.severity == severity


def test_a_live_crisis_is_warned_for_two_days_and_an_error_after() -> None:
    duties = [
        shift("anna", "2026-03-03 08:00", "2026-03-03 22:00"),
        shift("anna", "2026-03-05 08:00", "2026-03-05 22:00"),
    ]
    found = force(norm("shift", "12h"), ACUTE, duties=duties)
    report = rest_report(found, SPRING)
    severities = [severity_of(each, found, at("2026-03-03 08:00")) for each in report.breaches]
    assert severities == [Severity.WARNING, Severity.ERROR]
    told = findings(found, "2026-03-03 08:00")
    assert [each.severity for each in told] == [*severities, Severity.HINT]


def test_a_finding_stands_at_the_person_and_names_the_change_that_adds_to_it() -> None:
    swap = change("2026-01-14 12:00", "2026-01-15 12:00", replace="bert", by="anna")
    other = change("2026-04-08 12:00", "2026-04-09 12:00", replace="bert", by="anna")
    found = force(
        people=["bert", "anna"], duties=[rotation(["anna", "bert"])], changes=[swap, other]
    )
    first, second, history = findings(found)
    assert (first.code, first.where.file) == ("L501", "people/1/id")
    assert [each.where.file for each in first.related] == ["changes/0"]
    assert [each.where.file for each in second.related] == ["changes/1"]
    assert (history.code, history.severity) == ("L506", "hint")
    assert "2026-02-02 12:00" in str(history.message)


WORK = [shift("anna", "2026-03-03 20:00", "2026-03-04 11:00")]
STANDBY = [*WORK, shift("anna", "2026-03-04 12:00", "2026-03-09", on="LTBZ", **{"as": "standby"})]


@pytest.mark.parametrize(
    ("rule", "code", "words"),
    [
        (norm("work", "13h", "24h"), "L503", "15 h work in 24 h from 2026-03-03 11:00 (at most 13 h)"),
        (norm("shift", "12h30m"), "L503", "a shift of 15 h work from 2026-03-03 20:00 (at most 12 h 30)"),
        (norm("night-shift", "10h"), "L503", "a night shift of 15 h work from 2026-03-03 20:00"),
        (norm("weekly-work", "7h", "2w"), "L503", "7 h 30 work a week in 14 days from"),
        (norm("daily-rest", "11h", "24h"), "L504", "9 h unbroken rest in 24 h from 2026-03-03 20:00"),
        (
            norm("standby-after-night-shift", "14h"),
            "L505",
            "1 h without standby after the night shift until 2026-03-04 11:00 (at least 14 h)",
        ),
        (norm("night-shifts", 0, "16w"), "L505", "1 night shifts in 16 weeks from 2026-03-03 20:00"),
        (norm("free-blocks", 2, "7d", "2d"), "L502", "0 x 48 h free of work and standby in 7 days"),
        (norm("weekly-rest", "168h", "168h"), "L504", "153 h unbroken rest in 7 x 24 h from"),
    ],
)  # fmt: skip
def test_each_rule_is_told_in_its_own_words(rule: dict[str, object], code: str, words: str) -> None:
    found = force(*NIGHT, rule, duties=STANDBY)
    first, *_ = findings(found)
    assert first.code == code
    assert words in str(first.message)
    assert str(first.message).startswith("Anna: ")
    assert str(first.message).endswith("– proef (not verified)")


def test_every_rule_that_can_be_broken_is_counted() -> None:
    from crisis_tui.basis.rest_measures import FORMS

    assert set(COUNTS) == {measure for measure, form in FORMS.items() if form.is_rule}


def test_how_much_somebody_does() -> None:
    found = force(*NIGHT, duties=[*STANDBY, rotation(["bert"], on="GS")], roles=[role("OVDBZ")])
    march = window("2026-03-01", "2026-04-01")
    load = load_of(found, "anna", march)
    assert [each.role for each in load.duties] == ["OVDBZ", "LTBZ"]
    assert load == PersonLoad(
        duties=load.duties,
        work_ms=15 * HOUR_MS,
        standby_ms=108 * HOUR_MS,
        standby_blocks=5,
        standby_dates=5,
        nights=5,
        weekends=1,
    )
    assert load_of(found, "nobody", march) == PersonLoad((), 0, 0, 0, 0, 0, 0)
    assert set(loads(found, march)) == {"anna", "bert"}
