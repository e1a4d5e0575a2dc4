"""Commands about a catalogue as a whole: new, info."""

from __future__ import annotations

from pathlib import Path

import click

from catalog_app.cli.answers import answer, counted, table
from catalog_app.cli.arguments import CATALOGUE, JSON, Command, opened
from catalog_app.domain.translation import tr


@click.command(cls=Command)
@CATALOGUE
@click.option("--sample", is_flag=True, help="Fill it with the sample records.")
@JSON
def new(catalogue: Path, sample: bool, as_json: bool) -> None:
    """Create a catalogue: a folder, by custom named NAME.xenion.

    \b
    Example:
      xenion new Gifts.xenion
      xenion new Sample.xenion --sample
    """
    from catalog_app.paths import data_folder
    from catalog_app.services.catalogues import create_catalogue, describe

    with create_catalogue(catalogue, data_folder(), sample=sample) as workspace:
        described = describe(workspace)
    count = sum(described["records"].values())
    records = counted(count, "{count} record", "{count} records")
    text = tr("Created {path} with {records}.", path=catalogue, records=records)
    answer(described, as_json, text if count else tr("Created {path}.", path=catalogue))


@click.command(cls=Command)
@CATALOGUE
@JSON
def info(catalogue: Path, as_json: bool) -> None:
    """Show what a catalogue holds.

    \b
    Example:
      xenion info Gifts.xenion
      xenion info Gifts.xenion --json
    """
    from catalog_app.domain.kinds import PLURALS
    from catalog_app.services.catalogues import describe

    with opened(catalogue, write=False) as workspace:
        described = describe(workspace)
    labels = {
        "objects": tr("Objects"),
        "attachments": tr("Images and documents"),
        "trashed": tr("In the trash"),
        "terms": tr("Terms of vocabularies"),
        "steps": tr("Steps"),
        "schema": tr("Schema"),
    }
    counts = [(tr(PLURALS[kind]), count) for kind, count in described["records"].items()]
    total = (tr("Records in all"), sum(described["records"].values()))
    rest = [(label, described[key]) for key, label in labels.items() if key in described]
    rows = [
        (label, f"{value:>9,}" if isinstance(value, int) else f"  {value}")
        for label, value in (*counts, total, *rest)
    ]
    lines = table(rows, indent="  ")
    lines[len(counts) + 1 : len(counts) + 1] = [""]
    answer(described, as_json, "\n".join([str(catalogue), *lines]))
