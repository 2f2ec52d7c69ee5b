"""The editors' schema is valid, takes the samples, and is never stricter than `check`."""

from __future__ import annotations

import re
from typing import Any

import jsonschema
import pytest
import yaml

from crisis_tui.files.json_schema import FORMATS, json_schema
from crisis_tui.files.norm_files import SHIPPED
from crisis_tui.files.workspace import kind_of, sample_workspace, yaml_files


class Editor(yaml.SafeLoader):
    """Reads YAML 1.2 as editors do: only true, false, null and numbers are no text."""


Editor.yaml_implicit_resolvers = {}
Editor.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile("true|false$"), list("tf"))
Editor.add_implicit_resolver("tag:yaml.org,2002:null", re.compile("~$|null$|$"), ["~", "n", ""])
Editor.add_implicit_resolver(
    "tag:yaml.org,2002:int", re.compile("[-+]?[0-9]+$"), list("-+0123456789")
)
Editor.add_implicit_resolver(
    "tag:yaml.org,2002:float", re.compile(r"[-+]?[0-9]+\.[0-9]*$"), list("-+0123456789")
)

SAMPLES = sample_workspace()
FILES = [*yaml_files(SAMPLES.scenarios), *yaml_files(SAMPLES.rosters), SHIPPED]


def faults(kind: str, text: str) -> list[str]:
    validator = jsonschema.Draft202012Validator(json_schema(kind))
    return [fault.message for fault in validator.iter_errors(yaml.load(text, Editor))]  # noqa: S506


@pytest.mark.parametrize("kind", FORMATS)
def test_it_is_a_schema(kind: str) -> None:
    schema: dict[str, Any] = json_schema(kind)
    jsonschema.Draft202012Validator.check_schema(schema)
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert schema["description"]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_it_takes_the_samples(path: Any) -> None:  # noqa: ANN401
    data = path.read_bytes()
    assert faults(kind_of(data) or "", data.decode()) == []


HEADER = "scenario: 1\nid: s\ntitle: 112\ncrisis: cyber\nstory_start: 2026-03-03 07:42\nend: 60m\n"


@pytest.mark.parametrize(
    "more",
    ["", "variables: {a: 130, b: true}\n", "summary: 2026\n", "objectives: [{id: 1, title: 2}]\n"],
)
def test_it_takes_what_check_takes(more: str) -> None:
    assert faults("scenario", HEADER + more) == []


@pytest.mark.parametrize(
    "text",
    [
        HEADER.replace("scenario: 1", "scenario: 2"),
        HEADER.replace("title", "titel"),
        HEADER.replace("60m", "60"),
        HEADER.replace("2026-03-03", "3 maart"),
        HEADER + "injects: [{id: C 1, to: [A], title: x}]\n",
        HEADER + "injects: [{id: C1, to: A, title: x}]\n",
        HEADER + "injects: [{id: C1, to: [A], title: x, at: 5}]\n",
        HEADER + "injects: [{id: C1, to: [A], title: x, channel: fax}]\n",
    ],
)
def test_it_says_while_typing_what_check_would_say(text: str) -> None:
    assert faults("scenario", text) != []


def test_defaults_are_written_as_a_file_would() -> None:
    after = json_schema("scenario")["$defs"]["After"]["properties"]["by"]
    assert after["default"] == "0m"
