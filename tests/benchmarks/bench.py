"""Measures the core on a generated catalogue and prints a table; never a test by the clock."""

from __future__ import annotations

import json
import os
import resource
import shutil
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from tests.benchmarks.generated import Generator, fill, generated

from catalog_app.domain.query import parse
from catalog_app.domain.records import Record
from catalog_app.paths import data_folder
from catalog_app.services import history, records
from catalog_app.services.catalogues import create_catalogue, open_catalogue
from catalog_app.services.plain import show_record
from catalog_app.services.searching import search
from catalog_app.services.workspace import Workspace

BUILD = Path(__file__).parents[2] / "build"
RUNS = 50
Figures = dict[str, float | int | str]
GIFTS = parse("kind:gift")


def measured(what: str, action: Callable[[], object], runs: int = RUNS) -> Figures:
    """Median, 95th percentile and worst of ``runs`` calls after one to warm up, in milliseconds."""
    action()
    times = []
    for _ in range(runs):
        started = time.perf_counter()
        action()
        times.append((time.perf_counter() - started) * 1000)
    times.sort()
    p95 = times[min(len(times) - 1, int(len(times) * 0.95))]
    return {"what": what, "median": statistics.median(times), "p95": p95, "worst": times[-1]}


def process(what: str, *arguments: str) -> Figures:
    """A command line as a whole process."""
    command = [sys.executable, "-m", "catalog_app", *arguments]
    return measured(
        what, lambda: subprocess.run(command, check=True, stdout=subprocess.DEVNULL), runs=10
    )


def searches(workspace: Workspace) -> list[Figures]:
    """Typical questions: rare and common words, beginnings, fields, scripts, dates."""
    common, rare = Generator().vocabulary[0], Generator().vocabulary[5000]
    queries = {
        "everything": "",
        "one kind": "kind:gift",
        "one letter": common[0],
        "two letters": common[:2],
        "the commonest word": common,
        "a rare word": rare,
        "two words": f"{common} {rare}",
        "donor by name": f"donor:{rare}",
        "hanzi": "北京",
        "years": "date:1983..1990",
        "word and years": f"{common} date:1983..1984",
        "word without another": f"{common} -{rare}",
    }
    found = []
    for name, query in queries.items():
        found.append(
            measured(
                f"search, first 50 and total: {name}",
                lambda query=query: search(workspace, query, limit=50),  # type: ignore[misc]
            )
        )
    found.append(
        measured(
            "search, all ids in order: the commonest word",
            lambda: search(workspace, common, limit=None),
            runs=10,
        )
    )
    return found


def bulk_edit(workspace: Workspace, count: int) -> list[Figures]:
    """One step that changes many records, and its undo."""
    numbers = workspace.store.find(GIFTS, limit=count)
    started = time.perf_counter()
    with workspace.store.step("Bulk edit") as writer:
        for number in numbers:
            record = workspace.record(number)
            writer.change(record, record.with_values(credit_line="Collection of the office"))
    edited = (time.perf_counter() - started) * 1000
    started = time.perf_counter()
    history.undo(workspace)
    undone = (time.perf_counter() - started) * 1000
    return [
        {"what": what, "median": once, "p95": once, "worst": once}
        for what, once in (
            (f"bulk edit of {len(numbers):,}", edited),
            (f"undo of it, {len(numbers):,}", undone),
        )
    ]


def main(count: int) -> None:
    """Measure a catalogue of ``count`` records; prints a table and writes ``build/bench.json``."""
    folder = BUILD / "bench"
    with generated(folder, count) as workspace:
        path = workspace.folder
        figures = searches(workspace)
        ids = workspace.store.find(GIFTS, limit=RUNS + 1)
        turn = iter(ids * 2)
        figures.append(
            measured("show a record", lambda: show_record(workspace, workspace.record(next(turn))))
        )
        parties = range(1, 100)
        places = range(101, 110)
        generator = Generator()
        generator.materials = [term.id for term in workspace.store.terms("material")]
        generator.types = [term.id for term in workspace.store.terms("object_type")]
        fresh = iter([generator.record(number * 4, parties, places) for number in range(RUNS + 1)])
        figures.append(
            measured("add a gift, durable, indexed", lambda: records.add(workspace, next(fresh)))
        )
        again = iter(ids * 2)

        def save() -> None:
            record: Record = workspace.record(next(again))
            records.save(workspace, record, record.with_values(notes=f"Seen {time.time_ns()}"))

        figures.append(measured("save a changed gift, durable, indexed", save))
        figures.extend(bulk_edit(workspace, 10_000))
        history.undo(workspace, (RUNS + 1) * 2)
    figures.append(measured("open and close", lambda: open_catalogue(path).close(), runs=20))
    figures.append(process("process: search", "search", str(path), "kind:gift", "--json"))
    figures.append(process("process: show", "show", str(path), str(ids[0]), "--json"))
    figures.append(
        process("process: add", "add", str(path), "gift", "title=Bench", "donor=#1", "date=1983")
    )
    with open_catalogue(path) as workspace:
        history.undo(workspace, 11)
    figures.append(process("process: --version", "--version"))
    rate = import_rate(folder)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    for row in figures:
        print(f"{row['what']:52}{row['median']:>10.2f}{row['p95']:>10.2f}{row['worst']:>10.2f}")
    print(f"stored, journalled and indexed: {rate:,.0f} a second; peak memory {peak:,.0f} MB")
    size = (path / "catalogue.db").stat().st_size / 1e6
    print(f"{count:,} records, {size:,.0f} MB; median, p95 and worst in ms")
    BUILD.mkdir(exist_ok=True)
    report = {
        "records": count,
        "cpus": os.cpu_count(),
        "stored_a_second": rate,
        "peak_mb": peak,
        "file_mb": size,
        "figures": figures,
    }
    (BUILD / "bench.json").write_text(json.dumps(report, indent=1), encoding="utf-8")


def import_rate(folder: Path) -> float:
    """Records a second that a long step stores, of 5,000."""
    path = folder / "rate.xenion"
    shutil.rmtree(path, ignore_errors=True)
    with create_catalogue(path, data_folder()) as workspace:
        seconds = fill(workspace, 5_000)
    shutil.rmtree(path)
    return float(5_000 / seconds)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000)
