"""What the vault refuses, it says in plain words, and nothing of it stays behind."""

import errno
import hashlib
import io
import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from catalog_app.domain.errors import Damaged, NotFound, ReadOnly, Refused, UserError
from catalog_app.media import vault as vault_module
from catalog_app.media.vault import Vault

Write = Callable[[str, bytes], Path]
Names = Callable[[], list[str]]

posix = pytest.mark.skipif(sys.platform == "win32", reason="POSIX files")
SOURCES = Path(vault_module.__file__).parents[2]


def test_a_text_named_jpg_is_refused_and_leaves_nothing_behind(
    vault: Vault, file: Write, leftovers: Names
) -> None:
    with pytest.raises(Refused, match=r"letter\.jpg.*Accepted are JPEG"):
        vault.add(file("letter.jpg", b"Dear Sir, I have the honour to present a clock."))
    assert leftovers() == []


@pytest.mark.parametrize("kind", ["jpg", "png", "gif", "webp", "tif", "bmp", "heic", "avif", "pdf"])
def test_a_file_cut_in_half_is_refused_and_leaves_nothing_behind(
    vault: Vault, content: dict[str, bytes], leftovers: Names, kind: str
) -> None:
    half = content[kind][: len(content[kind]) // 2]
    with pytest.raises(Damaged, match="half"):
        vault.add(io.BytesIO(half), f"half.{kind}")
    assert leftovers() == []


def test_a_folder_a_missing_file_and_a_nul_in_the_path_are_refused(
    vault: Vault, tmp_path: Path, leftovers: Names
) -> None:
    with pytest.raises(Refused, match="is a folder"):
        vault.add(tmp_path)
    with pytest.raises(NotFound, match=r"gone\.png"):
        vault.add(tmp_path / "gone.png")
    with pytest.raises(NotFound):
        vault.add(tmp_path / "nul\0.png")
    assert leftovers() == []


@posix
def test_a_pipe_and_a_device_are_refused_without_waiting_for_them(
    vault: Vault, tmp_path: Path
) -> None:
    os.mkfifo(tmp_path / "pipe.png")
    for path in (tmp_path / "pipe.png", Path("/dev/zero")):
        with pytest.raises(Refused, match="not a file but a device"):
            vault.add(path)


def test_a_huge_file_is_refused_before_a_byte_is_copied(vault: Vault, tmp_path: Path) -> None:
    with (tmp_path / "film.jpg").open("wb") as film:
        film.truncate(600 * 1024 * 1024)
    with pytest.raises(Refused, match="larger than 500 MB"):
        vault.add(tmp_path / "film.jpg")
    assert not (tmp_path / "catalogue.xenion").exists()


def test_an_endless_stream_is_cut_off_at_the_limit(
    vault: Vault, leftovers: Names, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Endless(io.BytesIO):
        def read(self, size: int | None = -1, /) -> bytes:
            return b"\xff" * (size or 0)

    monkeypatch.setattr(vault_module, "FILE_LIMIT", 5_000_000)
    with pytest.raises(Refused, match="larger than"):
        vault.add(Endless(), "endless.jpg")
    assert leftovers() == []


def test_a_source_that_fails_half_way_leaves_nothing_behind(
    vault: Vault, content: dict[str, bytes], leftovers: Names
) -> None:
    class Scratched(io.BytesIO):
        def read(self, size: int | None = -1, /) -> bytes:
            if self.tell():
                raise OSError(errno.EIO, os.strerror(errno.EIO))
            return super().read(100)

    with pytest.raises(UserError, match=r"disc\.png.*could not be read.*Nothing was changed"):
        vault.add(Scratched(content["png"]), "disc.png")
    assert leftovers() == []


def test_a_full_disk_is_told_in_plain_words_and_leaves_nothing_behind(
    vault: Vault, content: dict[str, bytes], leftovers: Names, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(handle: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(UserError, match=r"no room left.*a\.png.*was not added"):
        vault.add(io.BytesIO(content["png"]), "a.png")
    assert leftovers() == []


@posix
def test_a_write_that_the_system_cuts_short_leaves_nothing_behind(
    vault: Vault, content: dict[str, bytes], leftovers: Names
) -> None:
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1000, hard))
    try:
        with pytest.raises(UserError, match="could not be stored"):
            vault.add(io.BytesIO(content["bmp"]), "a.bmp")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert leftovers() == []


@posix
def test_a_protected_folder_is_told_in_plain_words(
    vault: Vault, tmp_path: Path, content: dict[str, bytes]
) -> None:
    folder = tmp_path / "catalogue.xenion" / "media"
    folder.mkdir(parents=True)
    folder.chmod(0o500)
    if os.access(folder, os.W_OK):
        pytest.skip("rights do not bind the superuser")
    try:
        with pytest.raises(ReadOnly, match="may not be written to"):
            vault.add(io.BytesIO(content["png"]), "a.png")
    finally:
        folder.chmod(0o700)


def test_a_file_in_place_of_the_vault_is_told_in_plain_words(
    tmp_path: Path, content: dict[str, bytes]
) -> None:
    (tmp_path / "media").write_text("not a folder")
    with pytest.raises(UserError, match=r"a\.png.*could not be stored"):
        Vault(tmp_path / "media").add(io.BytesIO(content["png"]), "a.png")


@posix
def test_a_linked_bucket_is_neither_written_nor_read_nor_emptied(
    vault: Vault, tmp_path: Path, content: dict[str, bytes]
) -> None:
    sha256 = hashlib.sha256(content["png"]).hexdigest()
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    folder = tmp_path / "catalogue.xenion" / "media"
    folder.mkdir(parents=True)
    (folder / sha256[:2]).symlink_to(elsewhere)
    with pytest.raises(Damaged, match="is a link that leads elsewhere"):
        vault.add(io.BytesIO(content["png"]), "a.png")
    assert list(elsewhere.iterdir()) == []
    victim = elsewhere / f"{sha256}.png"
    victim.write_bytes(content["png"])
    assert not vault.contains(sha256)
    assert list(vault.hashes()) == []
    assert vault.remove(sha256) is False
    assert victim.exists()


@posix
def test_a_link_in_place_of_a_file_is_not_followed_and_is_replaced(
    vault: Vault, tmp_path: Path, content: dict[str, bytes]
) -> None:
    secret = tmp_path / "secret"
    secret.write_text("password")
    stored = vault.add(io.BytesIO(content["png"]), "a.png")
    path = vault.path(stored.sha256)
    path.unlink()
    path.symlink_to(secret)
    with pytest.raises(NotFound):
        vault.path(stored.sha256)
    assert list(vault.hashes()) == []
    vault.add(io.BytesIO(content["png"]), "a.png")
    assert secret.read_text() == "password"
    assert not path.is_symlink()
    assert path.read_bytes() == content["png"]
