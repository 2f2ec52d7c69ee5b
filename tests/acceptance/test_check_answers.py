"""cli.md, `check`, `explain` and `schema`: every fault at once, for people and for programs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import jsonschema
import pytest
import yaml

from tests.acceptance.files import roster, scenario
from tests.codes.without_example import WITHOUT_EXAMPLE

if TYPE_CHECKING:
    from tests.acceptance.stranger import Said, Stranger

SHIFT = "- shift: {role: OVD, person: anna, from: 2026-03-03 08:00, until: 2026-03-03 17:00}"
TRAINING = "training: 1\nqualifications:\n  - {id: BOB, title: Besluitvorming}\n"


@pytest.fixture
def filled(here: Stranger) -> Stranger:
    here.write("rosters/proef.yaml", roster(duties=SHIFT))
    here.write("scenarios/proef.yaml", scenario())
    here.write("rosters/training.yaml", TRAINING)
    return here


def errors(said: Said) -> list[dict[str, Any]]:
    return [each for each in said.json["findings"] if each["severity"] == "error"]


def break_three(here: Stranger) -> None:
    here.change("scenarios/proef.yaml", "to: [OVD]", "to: [OVB]")
    here.change("rosters/proef.yaml", "person: anna", "person: ana")
    here.change("rosters/training.yaml", "id: BOB", "idd: BOB")


def test_the_fields_of_a_finding(filled: Stranger) -> None:
    break_three(filled)
    said = filled.ask("check", "--format", "json")
    document = said.json
    assert (said.code, said.err) == (1, "")
    assert document["files"] == 4
    assert {"files", "errors", "warnings", "findings"} <= set(document)
    assert document["errors"] == len(errors(said)) >= 3
    for each in document["findings"]:
        assert {
            "code", "severity", "message", "help", "file", "line", "column", "end_line",
            "end_column", "related",
        } <= set(each)  # fmt: skip
        assert each["severity"] in {"error", "warning", "hint"}
        assert isinstance(each["help"], str | None)
        place = (each["line"], each["column"])
        assert (1, 1) <= place <= (each["end_line"], each["end_column"])
        for related in each["related"]:
            assert set(related) == {"file", "line", "column", "message"}


def test_every_fault_of_every_file_at_once_at_its_place(filled: Stranger) -> None:
    break_three(filled)
    found = errors(filled.ask("check", "--format", "json"))
    marked = set()
    for each in found:
        name = "/".join(each["file"].split("/")[-2:])
        line = (filled.root / name).read_text().splitlines()[each["line"] - 1]
        marked.add((name, line[each["column"] - 1 : each["end_column"] - 1]))
    assert {
        ("scenarios/proef.yaml", "OVB"),
        ("rosters/proef.yaml", "ana"),
        ("rosters/training.yaml", "idd"),
    } <= marked
    helps = {each["help"] for each in found}
    assert any("OVD" in (each or "") for each in helps)
    assert any("anna" in (each or "") for each in helps)


def test_text_shows_the_place_with_a_caret_and_the_help(filled: Stranger) -> None:
    filled.change("scenarios/proef.yaml", "to: [OVD]", "to: [OVB]")
    said = filled.ask("check")
    line = (filled.root / "scenarios/proef.yaml").read_text().splitlines()
    number = next(n for n, text in enumerate(line, 1) if "OVB" in text)
    column = line[number - 1].index("OVB") + 1
    assert said.code == 1
    assert f"proef.yaml:{number}:{column}" in said.out
    assert "^^^" in said.out
    assert "OVD" in said.out


def test_files_that_are_named_are_checked_alone(filled: Stranger) -> None:
    break_three(filled)
    said = filled.ask("check", str(filled.root / "scenarios/proef.yaml"), "--format", "json")
    assert {each["file"].rsplit("/", 1)[-1] for each in errors(said)} == {"proef.yaml"}
    assert all("OVB" in each["message"] for each in errors(said))


def test_the_pipe_is_a_file(filled: Stranger) -> None:
    text = scenario().replace("to: [OVD]", "to: [OVB]")
    said = filled.call("check", "-", "--format", "json", stdin=text.encode())
    assert said.code == 1
    (found,) = errors(said)
    assert "OVB" in found["message"]
    assert filled.call("check", "-", stdin=scenario().encode()).code == 0


def test_warnings_count_with_strict_only(filled: Stranger) -> None:
    twice = SHIFT + "\n" + SHIFT.replace("08:00", "09:00")
    filled.write("rosters/proef.yaml", roster(duties=twice))
    said = filled.ask("check", "--format", "json")
    assert said.json["errors"] == 0
    assert said.json["warnings"] >= 1
    assert said.code == 0
    assert filled.ask("check", "--strict").code == 1


def test_a_file_that_cannot_be_read_is_exit_three(filled: Stranger) -> None:
    said = filled.ask("check", str(filled.root / "scenarios/weg.yaml"))
    assert said.code == 3
    assert "weg.yaml" in said.out + said.err


def test_sarif_and_github(filled: Stranger) -> None:
    break_three(filled)
    said = filled.ask("check", "--format", "sarif")
    assert (said.code, said.json["version"]) == (1, "2.1.0")
    results = said.json["runs"][0]["results"]
    place = results[0]["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"].endswith(".yaml")
    assert place["region"]["startLine"] >= 1
    said = filled.ask("check", "--format", "github")
    assert said.code == 1
    assert all(
        line.startswith(("::error ", "::warning ", "::notice ")) for line in said.out.splitlines()
    )


def test_every_code_that_check_prints_can_be_explained(filled: Stranger) -> None:
    break_three(filled)
    for code in {each["code"] for each in filled.json("check")["findings"]}:
        told = filled.ask("explain", code)
        assert told.code == 0
        assert told.out.startswith(code)
        assert "Wrong:" in told.out
        assert "Right:" in told.out


def test_every_code_shows_wrong_and_right_unless_it_cannot(here: Stranger) -> None:
    codes = [line.split()[0] for line in here.ask("explain").out.splitlines()]
    assert {code[0] for code in codes} == set("YSTRGPQIL")
    for lang, wrong, right in (("en", "Wrong:", "Right:"), ("nl", "Fout:", "Goed:")):
        for code in codes:
            told = here.ask("explain", code, "--lang", lang).out
            shown = [label in told for label in (wrong, right)]
            assert shown == [code not in WITHOUT_EXAMPLE] * 2, code


def test_the_schemas_accept_what_check_accepts(filled: Stranger) -> None:
    for kind, name in (
        ("scenario", "scenarios/proef.yaml"),
        ("roster", "rosters/proef.yaml"),
        ("training", "rosters/training.yaml"),
    ):
        schema = filled.ask("schema", kind).json
        assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
        jsonschema.Draft202012Validator.check_schema(schema)
        data = yaml.load((filled.root / name).read_text(), Loader=yaml.BaseLoader)  # noqa: S506
        data[kind] = 1
        jsonschema.Draft202012Validator(schema).validate(data)
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.Draft202012Validator(schema).validate({**data, "titel": "x"})


def test_the_samples_have_no_faults(here: Stranger) -> None:
    said = here.call("check", "--strict", "--format", "json", cwd=here.root.parent)
    assert (said.json["errors"], said.json["warnings"]) == (0, 0)
