"""`publiccode.yml` says what version 0.4 of the standard asks for, and tells the truth."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

import crisis_tui

ROOT = Path(__file__).parent.parent
REQUIRED = {
    "publiccodeYmlVersion",
    "name",
    "url",
    "platforms",
    "releaseDate",
    "developmentStatus",
    "softwareType",
    "description",
    "legal",
    "maintenance",
    "localisation",
}
DEVELOPMENT_STATUSES = {"concept", "development", "beta", "stable", "obsolete"}
MAINTENANCE_TYPES = {"internal", "contract", "community", "none"}


@pytest.fixture(scope="module")
def publiccode() -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load((ROOT / "publiccode.yml").read_text(encoding="utf-8"))
    return loaded


def test_the_required_keys_are_there(publiccode: dict[str, Any]) -> None:
    assert publiccode.keys() >= REQUIRED
    assert re.fullmatch(r"0\.[4-9](\.\d+)?", publiccode["publiccodeYmlVersion"])
    assert publiccode["url"].startswith("https://")
    assert publiccode["developmentStatus"] in DEVELOPMENT_STATUSES
    assert publiccode["softwareType"] == "standalone/desktop"


@pytest.mark.parametrize("language", ["nl", "en"])
def test_it_is_described_in_both_languages(publiccode: dict[str, Any], language: str) -> None:
    description = publiccode["description"][language]
    assert 0 < len(description["shortDescription"]) <= 150
    assert 150 <= len(description["longDescription"]) <= 10_000
    assert description["features"]
    assert all(0 < len(feature) <= 100 for feature in description["features"])


def test_the_languages_are_those_of_the_program(publiccode: dict[str, Any]) -> None:
    localisation = publiccode["localisation"]
    assert localisation == {"localisationReady": True, "availableLanguages": ["nl", "en"]}
    assert {"nl", "en"} == publiccode["description"].keys()


def test_somebody_maintains_it(publiccode: dict[str, Any]) -> None:
    maintenance = publiccode["maintenance"]
    assert maintenance["type"] in MAINTENANCE_TYPES
    assert maintenance["type"] != "contract" or maintenance["contractors"]
    assert all(contact["name"] for contact in maintenance["contacts"])


def test_licence_and_version_agree_with_the_package(publiccode: dict[str, Any]) -> None:
    assert publiccode["legal"]["license"] == "EUPL-1.2"
    assert "EUROPEAN UNION PUBLIC LICENCE v. 1.2" in (ROOT / "LICENSE").read_text("utf-8")
    assert publiccode["softwareVersion"] == crisis_tui.__version__
