"""Making and opening catalogues."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

from catalog_app.domain.errors import NotFound, ReadOnly, Refused
from catalog_app.domain.kinds import VOCABULARIES
from catalog_app.domain.terms import Term
from catalog_app.domain.translation import tr
from catalog_app.media.vault import Vault
from catalog_app.services.sample import add_sample
from catalog_app.services.workspace import StoreWriter, Workspace
from catalog_app.store.catalogue import Catalogue


def open_catalogue(folder: Path, *, write: bool = True) -> Workspace:
    """Open a catalogue, for writing where asked and possible; raises `UserError`."""
    _check_name(folder)
    if folder.is_file():
        raise NotFound(
            tr("{path} is a file. A catalogue is a folder; name that, NAME.xenion.", path=folder)
        )
    store = Catalogue(folder, write=write)
    return Workspace(store.folder, store, Vault(store.media_folder))


def create_catalogue(folder: Path, data: Path, *, sample: bool = False) -> Workspace:
    """Make a catalogue with the vocabularies in ``data``, and the sample records if asked.

    Undo never takes back the vocabularies; the sample is one step. If anything fails, nothing is
    left behind.
    """
    _check_name(folder)
    _check_parent(folder.absolute().parent)
    Catalogue.create(folder)
    try:
        workspace = open_catalogue(folder)
        try:
            with workspace.store.founding() as writer:
                add_vocabularies(writer, data / "vocabularies")
            if sample:
                add_sample(workspace, data / "sample")
        except BaseException:
            workspace.close()
            raise
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    return workspace


def _check_name(folder: Path) -> None:
    # SQLite, JSON and logs take names as text; one in another encoding is none.
    if any("\ud800" <= sign <= "\udfff" for sign in str(folder.absolute())):
        raise Refused(
            tr(
                "The name {path} is not text in UTF-8. Rename the folder and try again.",
                path=str(folder).encode("utf-8", "backslashreplace").decode("utf-8"),
            )
        )


def _check_parent(parent: Path) -> None:
    # Root may write anywhere, so the mode bits are asked as well: a protected folder stays so.
    if parent.is_dir() and not parent.stat().st_mode & 0o222:
        raise ReadOnly(tr("{path} is protected against writing. Nothing was written.", path=parent))


def add_vocabularies(writer: StoreWriter, folder: Path) -> None:
    """Add the terms that the files in ``folder`` list, parents before children."""
    for vocabulary in VOCABULARIES:
        path = folder / f"{vocabulary}.json"
        if not path.is_file():
            continue
        listed: list[dict[str, Any]] = json.loads(path.read_text(encoding="utf-8"))
        numbers: dict[str, int] = {}
        waiting = list(listed)
        while waiting:
            ready = [term for term in waiting if term.get("parent", "") in ("", *numbers)]
            if not ready:
                raise ValueError(f"{path.name}: parents that are not listed")
            for term in ready:
                numbers[term["label"]] = writer.put_term(
                    Term(
                        vocabulary,
                        term["label"],
                        parent=numbers.get(term.get("parent", "")),
                        uri=term.get("uri", ""),
                        note=term.get("note", ""),
                    )
                )
            waiting = [term for term in waiting if term not in ready]


def describe(workspace: Workspace) -> dict[str, Any]:
    """What a catalogue holds: records by kind, trash, and what else it says of itself."""
    return {
        "records": workspace.store.counts(),
        "trashed": len(workspace.store.trashed()),
        **workspace.store.facts(),
    }
