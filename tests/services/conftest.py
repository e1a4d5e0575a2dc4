"""Catalogues to work in: real ones, in folders that go away."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from catalog_app.paths import data_folder
from catalog_app.services.catalogues import create_catalogue, open_catalogue
from catalog_app.services.plain import show_record
from catalog_app.services.records import add_from
from catalog_app.services.workspace import Workspace

Add = Callable[..., int]
Show = Callable[[int], dict[str, Any]]


@pytest.fixture(scope="session")
def empty_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A catalogue with its vocabularies and no record, to be copied."""
    folder = tmp_path_factory.mktemp("empty") / "Empty.xenion"
    create_catalogue(folder, data_folder()).close()
    return folder


@pytest.fixture(scope="session")
def sample_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample catalogue, to be copied."""
    folder = tmp_path_factory.mktemp("sample") / "Sample.xenion"
    create_catalogue(folder, data_folder(), sample=True).close()
    return folder


@pytest.fixture
def workspace(empty_folder: Path, tmp_path: Path) -> Iterator[Workspace]:
    """An empty catalogue, open for writing."""
    folder = shutil.copytree(empty_folder, tmp_path / "Gifts.xenion")
    with open_catalogue(folder) as opened:
        yield opened


@pytest.fixture
def sample(sample_folder: Path, tmp_path: Path) -> Iterator[Workspace]:
    """The sample catalogue, open for writing."""
    folder = shutil.copytree(sample_folder, tmp_path / "Sample.xenion")
    with open_catalogue(folder) as opened:
        yield opened


@pytest.fixture
def add(workspace: Workspace) -> Add:
    """Adds a record as the command line does and returns its number."""

    def adding(kind: str, *texts: str) -> int:
        return add_from(workspace, kind, texts)[0]

    return adding


@pytest.fixture
def show(workspace: Workspace) -> Show:
    """Shows a record as the command line does."""

    def showing(number: int) -> dict[str, Any]:
        return show_record(workspace, workspace.record(number))

    return showing
