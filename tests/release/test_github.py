"""Workflows and forms on GitHub are well formed, and workflows may do little."""

from pathlib import Path
from typing import Any, Final

import pytest
from homeassistant.util.yaml import load_yaml_dict

ROOT: Final = Path(__file__).parents[2]
GITHUB: Final = ROOT / ".github"
WORKFLOWS: Final = sorted((GITHUB / "workflows").iterdir())
FORMS: Final = sorted(
    path for path in (GITHUB / "ISSUE_TEMPLATE").iterdir() if path.name != "config.yml"
)

each_workflow = pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
each_form = pytest.mark.parametrize("path", FORMS, ids=lambda path: path.stem)


def _load(path: Path) -> dict[Any, Any]:
    document: dict[Any, Any] = load_yaml_dict(str(path))
    return document


@each_workflow
def test_a_workflow_only_reads(path: Path) -> None:
    """The one job that makes a release may write, after all others."""
    workflow = _load(path)
    assert workflow["permissions"] == {"contents": "read"}
    for name, job in workflow["jobs"].items():
        if name == "release":
            assert job["permissions"] == {"contents": "write"}
            assert {*job["needs"]} == workflow["jobs"].keys() - {name}
        else:
            assert "permissions" not in job, name


@each_workflow
def test_what_a_workflow_names_exists(path: Path) -> None:
    """Scripts and workflows of this repository; those can be called."""
    for job in _load(path)["jobs"].values():
        if "uses" in job:
            # YAML reads the key "on" as true
            assert "workflow_call" in _load(ROOT / job["uses"])[True]
        for step in job.get("steps", []):
            command = step.get("run", "").split(" ")[0]
            if "/" in command:
                assert (ROOT / command).stat().st_mode & 0o100, command


@each_form
def test_a_form_is_well_formed(path: Path) -> None:
    """Fields have an id of their own and a label; a choice has options."""
    form = _load(path)
    assert form["name"]
    assert form["description"]
    ids = [field["id"] for field in form["body"]]
    assert len({*ids}) == len(ids)
    for field in form["body"]:
        assert field.keys() <= {"type", "id", "attributes", "validations"}
        assert field["type"] in {"input", "textarea", "dropdown"}
        assert field["attributes"]["label"]
        assert ("options" in field["attributes"]) == (field["type"] == "dropdown")


def test_the_owners_are_those_of_the_manifest() -> None:
    """GitHub and Home Assistant ask the same people."""
    manifest = _load(ROOT / "custom_components" / "tuya_cloud" / "manifest.json")
    owners = (GITHUB / "CODEOWNERS").read_text(encoding="utf-8").split()
    assert owners == ["*", *manifest["codeowners"]]


def test_dependabot_names_packages_that_are_required() -> None:
    """A package that is no longer required leaves the list."""
    text = "\n".join(
        path.read_text(encoding="utf-8")
        for path in (ROOT / "requirements").glob("*.txt")
    )
    pip = _load(GITHUB / "dependabot.yml")["updates"][1]
    for each in pip["allow"]:
        assert f"\n{each['dependency-name']}==" in f"\n{text}", each
