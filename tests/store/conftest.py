"""A catalogue with a few terms, made once and copied for each test."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.store.making import copy_of, found, workspace_on

from catalog_app.services.workspace import Workspace
from catalog_app.store.catalogue import Catalogue


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A closed catalogue without records; not to be changed."""
    folder = tmp_path_factory.mktemp("template") / "empty.xenion"
    found(folder).close()
    return folder


@pytest.fixture
def folder(template: Path, tmp_path: Path) -> Path:
    """A closed catalogue without records."""
    return copy_of(template, tmp_path / "some.xenion")


@pytest.fixture
def catalogue(folder: Path) -> Iterator[Catalogue]:
    """A catalogue without records, open for writing."""
    with Catalogue(folder, user="Tester") as opened:
        yield opened


@pytest.fixture
def workspace(catalogue: Catalogue) -> Workspace:
    """What the verbs work on, around the same catalogue."""
    return workspace_on(catalogue)
