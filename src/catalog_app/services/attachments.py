"""Attaching images to records."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from catalog_app.domain.fieldtypes import Prose, Row, Value
from catalog_app.domain.records import Changes
from catalog_app.domain.translation import tr
from catalog_app.services.workspace import Workspace


def attach(workspace: Workspace, number: int, files: Sequence[Path], caption: str = "") -> Changes:
    """Attach files to a record, as one step; a file that is no picture refuses them all.

    The originals are safe in the vault before the rows commit. What a refusal leaves in the vault
    is found again by content when the good files are attached the next time.
    """
    workspace.store.require_writable()
    record = workspace.record(number)
    text = str(Prose().read(caption))
    rows = []
    for file in files:
        stored = workspace.vault.add(file)
        values: dict[str, Value] = {
            "name": stored.name,
            "caption": text,
            "sha256": stored.sha256,
            "media_type": stored.media_type,
            "size": stored.size,
            "width": stored.width,
            "height": stored.height,
        }
        rows.append(Row({key: value for key, value in values.items() if value not in ("", None)}))
    after = record.with_values(attachments=(*record.rows("attachments"), *rows))
    if len(rows) == 1:
        label = tr("Attached {name} to “{title}”", name=rows[0]["name"], title=record.title)
    else:
        label = tr("Attached {count} files to “{title}”", count=len(rows), title=record.title)
    with workspace.store.step(label) as writer:
        writer.change(record, after)
    return workspace.store.last_changes
