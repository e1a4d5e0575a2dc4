"""Small real pictures in every format that the vault keeps."""

import io
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image

from catalog_app.media.vault import Vault

SAMPLES = Path(__file__).parent / "samples"
PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\nstartxref\n9\n%%EOF\n"


def painted(width: int = 96, height: int = 64) -> Image.Image:
    """A red left half, a green right half, and some grain so that compressed data have a length."""
    picture = Image.new("RGB", (width, height), (200, 30, 30))
    picture.paste((20, 160, 60), (0, 0, width // 2, height))
    for at in range(0, width * height, 7):
        picture.putpixel((at % width, at // width), (at % 251, at * 3 % 241, at * 7 % 239))
    return picture


def encoded(kind: str) -> bytes:
    """The painted picture in the format whose extension in the vault is ``kind``."""
    if kind == "pdf":
        return PDF
    if kind == "heic":
        return (SAMPLES / "two_halves.heic").read_bytes()
    choices: dict[str, tuple[str, dict[str, object]]] = {
        "jpg": ("JPEG", {"quality": 90}),
        "png": ("PNG", {}),
        "gif": ("GIF", {}),
        "webp": ("WEBP", {}),
        "tif": ("TIFF", {"compression": "tiff_lzw"}),
        "bmp": ("BMP", {}),
        "avif": ("AVIF", {}),
    }
    pillow, options = choices[kind]
    out = io.BytesIO()
    painted().save(out, pillow, **options)
    return out.getvalue()


_KINDS = ("jpg", "png", "gif", "webp", "tif", "bmp", "heic", "avif", "pdf")
_CONTENT = {kind: encoded(kind) for kind in _KINDS}


@pytest.fixture(scope="session")
def content() -> dict[str, bytes]:
    """File content by extension, one of each format."""
    return _CONTENT


@pytest.fixture
def vault(tmp_path: Path) -> Vault:
    return Vault(tmp_path / "catalogue.xenion" / "media")


@pytest.fixture
def file(tmp_path: Path) -> Callable[[str, bytes], Path]:
    """Write a file beside the vault."""

    def write(name: str, data: bytes) -> Path:
        path = tmp_path / name
        path.write_bytes(data)
        return path

    return write


@pytest.fixture
def leftovers(tmp_path: Path) -> Callable[[], list[str]]:
    """The names of all files in the vault's folder, whatever they are."""

    def names() -> list[str]:
        folder = tmp_path / "catalogue.xenion" / "media"
        return sorted(path.name for path in folder.rglob("*") if not path.is_dir())

    return names
