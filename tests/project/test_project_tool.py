"""The project's own tool starts where it can, and says plainly where it cannot."""

import ast
import importlib.util
import os
import re
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parents[2]
TOOL = ROOT / "tools" / "project.py"

# Starts the tool in a Python that claims to be an old one.
PRETEND = """
import runpy, sys
sys.version_info = (3, 8, 10, "final", 0)
sys.argv = sys.argv[1:]
runpy.run_path(sys.argv[0], run_name="__main__")
"""


@pytest.fixture
def tool() -> ModuleType:
    """The tool as a module."""
    spec = importlib.util.spec_from_file_location("project_tool", TOOL)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def start(*command: str | Path, path: str = "") -> subprocess.CompletedProcess[str]:
    """Run a Python with ``command`` and nothing but ``path`` to look for programs."""
    environment = {**os.environ, "PATH": path}
    return subprocess.run(
        [sys.executable, *map(str, command)], env=environment, capture_output=True, text=True
    )


def test_help_lists_every_target_of_the_makefile() -> None:
    targets = re.findall(r"(?m)^\.PHONY: (.+)$", (ROOT / "Makefile").read_text("utf-8"))
    shown = start(TOOL, "help")
    assert shown.returncode == 0
    assert set(re.findall(r"(?m)^  (\w+) ", shown.stdout)) == set(targets[0].split())


def test_an_unknown_command_is_refused_with_those_that_exist() -> None:
    refused = start(TOOL, "screenshots")
    assert refused.returncode == 2
    assert "no command 'screenshots' in this version" in refused.stderr
    assert "setup" in refused.stderr


def test_a_command_that_takes_nothing_refuses_more_words() -> None:
    assert start(TOOL, "setup", "everything").returncode == 2


def test_an_old_python_can_read_the_tool() -> None:
    ast.parse(TOOL.read_text("utf-8"), feature_version=(3, 6))


def test_an_old_python_is_refused_in_plain_words() -> None:
    refused = start("-c", PRETEND, TOOL, "setup")
    assert refused.returncode == 1
    assert refused.stderr.startswith("Xenion needs Python 3.11 or newer; this is Python 3.8")


@pytest.mark.skipif(os.name == "nt", reason="stands in for a Python by a shell script")
def test_an_old_python_hands_over_to_a_newer_one_that_starts(tmp_path: Path) -> None:
    stand_in(tmp_path / "python3.13", "exit 127")
    stand_in(tmp_path / "python3.12", f'exec "{sys.executable}" "$@"')
    handed_over = start("-c", PRETEND, TOOL, "help", path=str(tmp_path))
    assert handed_over.returncode == 0, handed_over.stderr
    assert "tools/project.py COMMAND" in handed_over.stdout


def stand_in(path: Path, line: str) -> None:
    """A program that does one line of shell."""
    path.write_text(f"#!/bin/sh\n{line}\n", "utf-8")
    path.chmod(0o755)


def test_an_environment_is_made_anew_when_its_lock_file_changes(
    tool: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = tool.fingerprint()
    assert tool.fingerprint() == before
    changed = tmp_path / "requirements-dev.lock"
    changed.write_text(tool.DEV_LOCK.read_text("utf-8") + "\n", "utf-8")
    monkeypatch.setattr(tool, "DEV_LOCK", changed)
    assert tool.fingerprint() != before


def test_nothing_is_done_when_the_environment_is_current(
    tool: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "set-up.txt").write_text(tool.fingerprint(), "utf-8")
    monkeypatch.setattr(tool, "STAMP", tmp_path / "set-up.txt")
    monkeypatch.setattr(tool, "PYTHON", Path(sys.executable))
    monkeypatch.setattr(tool.subprocess, "call", None)
    assert tool.setup([]) == 0


def lacking(tool: ModuleType, monkeypatch: pytest.MonkeyPatch, root: list[str] | None) -> list[str]:
    """Make ``tool`` believe that it runs on a Debian without ensurepip; what it runs is noted."""
    commands: list[str] = []

    def call(command: list[str], **settings: object) -> int:
        commands.append(" ".join(command))
        return 0

    found = {"ensurepip": iter([None, object()])}
    monkeypatch.setattr(tool.importlib.util, "find_spec", lambda name: next(found[name]))
    monkeypatch.setattr(tool.sys, "base_prefix", "/usr")
    monkeypatch.setattr(tool.shutil, "which", lambda name: f"/usr/bin/{name}")
    monkeypatch.setattr(tool, "installed", lambda dpkg, package: False)
    monkeypatch.setattr(tool, "as_root", lambda: root)
    monkeypatch.setattr(tool.subprocess, "call", call)
    return commands


def test_root_gets_the_missing_system_package(
    tool: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    commands = lacking(tool, monkeypatch, root=[])
    tool.need_environment_module()
    update, install = commands
    assert update.startswith("env DEBIAN_FRONTEND=noninteractive /usr/bin/apt-get")
    assert update.endswith(" update")
    assert install.endswith(next(iter(tool.SYSTEM_PACKAGES["environment"])))


def test_a_user_is_told_the_one_command_to_type(
    tool: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    commands = lacking(tool, monkeypatch, root=None)
    with pytest.raises(SystemExit) as stopped:
        tool.need_environment_module()
    assert stopped.value.code == 1
    assert commands == []
    package = next(iter(tool.SYSTEM_PACKAGES["environment"]))
    told = f"  sudo apt-get update && sudo apt-get install --yes {package}\n"
    assert capsys.readouterr().err.endswith(told)
