"""What is wrong in training files beyond their form."""

from __future__ import annotations

from typing import Any

from crisis_tui.basis.findings import Severity, Source, Where
from crisis_tui.basis.parts import Muted, Part
from crisis_tui.training.checks import check_training
from crisis_tui.training.model import Training


def locate(source: Source) -> Where:
    return Where(f"{source.file}:{'/'.join(str(part) for part in source.path)}", 1, 1, 1, 2)


def part(file: str, **more: Any) -> Part[Training]:  # noqa: ANN401
    return Part(file, Training.model_validate({"training": "1", **more}))


def qualification(name: str = "BOB") -> dict[str, object]:
    return {"id": name, "title": name}


def record(person: str = "anna", name: str = "BOB") -> dict[str, object]:
    return {"person": person, "qualification": name, "on": "2025-05-14"}


def test_sound_files_are_without_fault() -> None:
    parts = [part("t.yaml", qualifications=[qualification()]), part("r.csv", records=[record()])]
    assert check_training(parts, locate, people={"anna"}) == ()


def test_a_qualification_is_defined_once_over_all_files() -> None:
    parts = [part(file, qualifications=[qualification()]) for file in ("a.yaml", "b.yaml")]
    (finding,) = check_training(parts, locate)
    assert (finding.code, finding.where.file) == ("R105", "b.yaml:qualifications/0/id")
    assert finding.related[0].where.file == "a.yaml:qualifications/0/id"


def test_a_record_is_of_a_known_qualification() -> None:
    parts = [part("t.yaml", qualifications=[qualification()], records=[record(name="BOP")])]
    (finding,) = check_training(parts, locate)
    assert (finding.code, finding.where.file) == ("R116", "t.yaml:records/0/qualification")
    assert str(finding.help) == 'did you mean "BOB"?'
    assert check_training(parts, locate, muted=Muted(kinds=frozenset({"qualification"}))) == ()


def test_records_of_nobody_are_a_warning_once() -> None:
    records = [record("ana"), record("ana"), record("anna")]
    parts = [part("t.yaml", qualifications=[qualification()], records=records)]
    (finding,) = check_training(parts, locate, people={"anna"})
    assert (finding.code, finding.severity) == ("P413", Severity.WARNING)
    assert finding.where.file == "t.yaml:records/0/person"
    assert not any(each.code == "P413" for each in check_training(parts, locate))
    muted = Muted(ids=frozenset({("person", "ana")}))
    assert check_training(parts, locate, people={"anna"}, muted=muted) == ()


def test_a_record_that_stands_twice_is_a_warning_at_the_second_one() -> None:
    records = [record("anna"), record("anna"), {**record("anna"), "kind": "exercise"}]
    parts = [
        part("t.yaml", qualifications=[qualification()], records=records[:1]),
        part("r.csv", records=records[1:]),
    ]
    (finding,) = check_training(parts, locate, people={"anna"})
    assert (finding.code, finding.severity) == ("P417", Severity.WARNING)
    assert finding.where.file.startswith("r.csv")
    assert len(finding.related) == 1
