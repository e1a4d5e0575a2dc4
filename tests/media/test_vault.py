"""The vault keeps what it was given, once, and nothing half-written."""

import hashlib
import io
import os
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from catalog_app.domain.errors import NotFound
from catalog_app.media import vault as vault_module
from catalog_app.media.incoming import Incoming
from catalog_app.media.vault import Vault

Write = Callable[[str, bytes], Path]
Names = Callable[[], list[str]]

posix = pytest.mark.skipif(sys.platform == "win32", reason="POSIX files")
SOURCES = Path(vault_module.__file__).parents[2]


def test_a_picture_lies_under_the_hash_of_its_content(
    vault: Vault, file: Write, content: dict[str, bytes]
) -> None:
    stored = vault.add(file("Scan 1.JPEG", content["jpg"]))
    sha256 = hashlib.sha256(content["jpg"]).hexdigest()
    assert stored.sha256 == sha256
    assert (stored.size, stored.media_type, stored.extension) == (
        len(content["jpg"]),
        "image/jpeg",
        "jpg",
    )
    assert (stored.width, stored.height, stored.name) == (96, 64, "Scan 1.JPEG")
    path = vault.path(sha256)
    assert path.parts[-3:] == ("media", sha256[:2], f"{sha256}.jpg")
    assert path.read_bytes() == content["jpg"]
    assert vault.path(sha256, "image/jpeg") == vault.path(sha256, "image/png") == path


@pytest.mark.parametrize("kind", ["jpg", "png", "gif", "webp", "tif", "bmp", "heic", "avif", "pdf"])
def test_every_format_comes_back_byte_for_byte(
    vault: Vault, content: dict[str, bytes], kind: str
) -> None:
    stored = vault.add(io.BytesIO(content[kind]), "whatever.xyz")
    assert stored.extension == kind
    assert vault.path(stored.sha256).read_bytes() == content[kind]
    assert (stored.width is None) == (kind == "pdf")


def test_the_original_keeps_its_content_rights_and_times(
    vault: Vault, file: Write, content: dict[str, bytes]
) -> None:
    source = file("a.png", content["png"])
    os.utime(source, (1_000_000_000, 1_000_000_000))
    before = source.stat()
    vault.add(source)
    after = source.stat()
    assert source.read_bytes() == content["png"]
    assert (before.st_mtime_ns, before.st_mode) == (after.st_mtime_ns, after.st_mode)


@posix
def test_a_stored_file_is_read_only_but_readable_as_the_umask_says(
    vault: Vault, content: dict[str, bytes]
) -> None:
    previous = os.umask(0o027)
    try:
        stored = vault.add(io.BytesIO(content["png"]), "a.png")
    finally:
        os.umask(previous)
    assert vault.path(stored.sha256).stat().st_mode & 0o777 == 0o440


def test_identical_content_is_stored_once_under_either_name(
    vault: Vault, content: dict[str, bytes], leftovers: Names
) -> None:
    first = vault.add(io.BytesIO(content["png"]), "one.png")
    second = vault.add(io.BytesIO(content["png"]), "two.png")
    assert (first.sha256, first.name, second.name) == (second.sha256, "one.png", "two.png")
    assert leftovers() == [f"{first.sha256}.png"]


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\scans\\a.png", "a.png"),
        ("two\nlines\0.png", "two lines.png"),
        ("", "unnamed"),
        ("\u202egnp.exe", "gnp.exe"),
        ("x" * 400, "x" * 255),
        (
            os.fsdecode(b"caf\xe9.png") if sys.platform != "win32" else "caf\ufffd.png",
            "caf\ufffd.png",
        ),
        ("lone\ud800.png", "lone?.png"),
    ],
)
def test_the_original_name_is_kept_as_one_harmless_line(
    vault: Vault, content: dict[str, bytes], name: str, kept: str
) -> None:
    stored = vault.add(io.BytesIO(content["png"]), name)
    assert stored.name == kept
    stored.name.encode("utf-8")


@pytest.mark.parametrize(
    "sha256", ["", "ab", "../../etc/passwd", "AB" * 32, "g" * 64, "a" * 64, "a" * 63 + "\n"]
)
def test_what_is_no_hash_or_is_not_there_is_not_found(vault: Vault, sha256: str) -> None:
    with pytest.raises(NotFound):
        vault.path(sha256)
    with pytest.raises(NotFound):
        vault.verify(sha256)
    assert not vault.contains(sha256)
    assert vault.remove(sha256) is False


def test_a_flipped_bit_is_found_and_mended_by_adding_the_file_again(
    vault: Vault, content: dict[str, bytes]
) -> None:
    stored = vault.add(io.BytesIO(content["tif"]), "a.tif")
    assert vault.verify(stored.sha256)
    path = vault.path(stored.sha256)
    path.chmod(0o600)
    path.write_bytes(content["tif"][:-1] + bytes([content["tif"][-1] ^ 1]))
    assert not vault.verify(stored.sha256)
    vault.add(io.BytesIO(content["tif"]), "a.tif")
    assert vault.verify(stored.sha256)


def test_all_files_are_listed_and_nothing_else(
    vault: Vault, tmp_path: Path, content: dict[str, bytes]
) -> None:
    assert list(vault.hashes()) == []
    stored = [vault.add(io.BytesIO(content[kind]), "a") for kind in ("png", "pdf", "gif")]
    folder = tmp_path / "catalogue.xenion" / "media"
    (folder / "Thumbs.db").write_text("x")
    (folder / "ab").mkdir(exist_ok=True)
    (folder / "ab" / "notes.txt").write_text("x")
    (folder / "ab" / ("c" * 64 + ".png")).write_text("in the wrong bucket")
    assert list(vault.hashes()) == sorted(file.sha256 for file in stored)


def test_a_removed_file_is_gone_and_the_others_stay(
    vault: Vault, content: dict[str, bytes]
) -> None:
    one = vault.add(io.BytesIO(content["png"]), "a").sha256
    two = vault.add(io.BytesIO(content["gif"]), "b").sha256
    assert vault.remove(one) is True
    assert vault.remove(one) is False
    assert list(vault.hashes()) == [two]


def test_a_copy_killed_half_way_is_swept_and_finished_files_stay(
    vault: Vault, tmp_path: Path, content: dict[str, bytes], leftovers: Names
) -> None:
    kept = vault.add(io.BytesIO(content["png"]), "a.png").sha256
    killed = """
import io, os, sys
from pathlib import Path
from catalog_app.media.vault import Vault
class Killed(io.BytesIO):
    def read(self, size=-1, /):
        if self.tell():
            os._exit(9)
        return super().read(2_000_000)
Vault(Path(sys.argv[1])).add(Killed(bytes(4_000_000)), "a.bmp")
"""
    folder = tmp_path / "catalogue.xenion" / "media"
    ended = subprocess.run(
        [sys.executable, "-c", killed, str(folder)],
        env={**os.environ, "PYTHONPATH": str(SOURCES)},
        check=False,
    )
    assert ended.returncode == 9
    assert len(leftovers()) == 2
    assert list(vault.hashes()) == [kept]
    assert vault.sweep() == 1
    assert leftovers() == [f"{kept}.png"]


@posix
def test_the_sweep_leaves_a_copy_alone_while_it_is_written(
    vault: Vault, tmp_path: Path, content: dict[str, bytes]
) -> None:
    folder = tmp_path / "catalogue.xenion" / "media"
    folder.mkdir(parents=True)
    with Incoming(folder) as copy:
        copy.write(content["png"])
        assert vault.sweep() == 0
        assert copy.path.exists()
    outside = tmp_path / "outside"
    outside.write_text("x")
    (folder / ".incoming-link").symlink_to(outside)
    assert vault.sweep() == 1
    assert outside.exists()


def test_eight_threads_adding_the_same_file_store_it_once(
    vault: Vault, content: dict[str, bytes], leftovers: Names
) -> None:
    found: list[str] = []

    def add() -> None:
        found.append(vault.add(io.BytesIO(content["jpg"]), "a.jpg").sha256)

    threads = [threading.Thread(target=add) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [hashlib.sha256(content["jpg"]).hexdigest()] * 8
    assert leftovers() == [f"{found[0]}.jpg"]


def test_the_file_is_on_the_disk_before_its_name_and_the_name_before_add_returns(
    vault: Vault, content: dict[str, bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    done: list[str] = []
    fsync, replace = os.fsync, os.replace

    def watched_fsync(handle: int) -> None:
        done.append("folder" if os.path.isdir(f"/proc/self/fd/{handle}") else "file")
        fsync(handle)

    def watched_replace(source: Path, target: Path) -> None:
        done.append("rename")
        replace(source, target)

    monkeypatch.setattr(os, "fsync", watched_fsync)
    monkeypatch.setattr(os, "replace", watched_replace)
    vault.add(io.BytesIO(content["png"]), "a.png")
    if sys.platform == "linux":
        assert done == ["file", "rename", "folder", "folder"]
    else:
        assert done[-1] != "file"


def test_importing_the_vault_does_not_load_pillow() -> None:
    probe = "import sys, catalog_app.media.vault, catalog_app.media.thumbnails as t;"
    probe += "print([m for m in ('PIL', 'pi_heif', 'platformdirs') if m in sys.modules])"
    printed = subprocess.run(
        [sys.executable, "-c", probe],
        env={**os.environ, "PYTHONPATH": str(SOURCES)},
        check=True,
        capture_output=True,
        text=True,
    )
    assert printed.stdout.strip() == "[]"


@pytest.fixture(autouse=True)
def _no_open_locks() -> Iterator[None]:
    """Every test ends without an open file of the vault."""
    yield
    if sys.platform == "linux":
        handles = [f"/proc/self/fd/{name}" for name in os.listdir("/proc/self/fd")]
        held = [os.readlink(handle) for handle in handles if os.path.lexists(handle)]
        assert not [name for name in held if ".xenion" in name]
