"""The formats that the vault keeps, told apart by their first bytes."""

from dataclasses import dataclass

HEAD_SIZE = 1024
"""Bytes of the beginning of a file that :func:`recognise` wants to see."""


@dataclass(frozen=True, slots=True)
class Format:
    """One format: its name in messages, its media type, its extension without a dot, its decoder in
    Pillow.
    """

    label: str
    media_type: str
    extension: str
    decoder: str | None


JPEG = Format("JPEG", "image/jpeg", "jpg", "JPEG")
PNG = Format("PNG", "image/png", "png", "PNG")
GIF = Format("GIF", "image/gif", "gif", "GIF")
WEBP = Format("WebP", "image/webp", "webp", "WEBP")
TIFF = Format("TIFF", "image/tiff", "tif", "TIFF")
BMP = Format("BMP", "image/bmp", "bmp", "BMP")
HEIC = Format("HEIC", "image/heic", "heic", "HEIF")
AVIF = Format("AVIF", "image/avif", "avif", "AVIF")
PDF = Format("PDF", "application/pdf", "pdf", None)

FORMATS = (JPEG, PNG, TIFF, HEIC, PDF, WEBP, GIF, BMP, AVIF)

_TIFF_MAGIC = (b"II*\0", b"MM\0*", b"II+\0", b"MM\0+")
_HEIC_BRANDS = frozenset((b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"hevm", b"hevs"))
_AVIF_BRANDS = frozenset((b"avif", b"avis"))
_OPEN_BRANDS = frozenset((b"mif1", b"msf1"))
_BMP_HEADERS = frozenset((12, 40, 52, 56, 64, 108, 124))


def recognise(head: bytes) -> Format | None:
    """The format that a file beginning with ``head`` claims to be; ``None`` for all that is not
    kept.
    """
    if head.startswith(b"\xff\xd8\xff"):
        return JPEG
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return PNG
    if head.startswith((b"GIF87a", b"GIF89a")):
        return GIF
    if head.startswith(b"RIFF") and head[8:12] == b"WEBP":
        return WEBP
    if head.startswith(_TIFF_MAGIC):
        return TIFF
    if head.startswith(b"BM") and int.from_bytes(head[14:18], "little") in _BMP_HEADERS:
        return BMP
    if head[4:8] == b"ftyp":
        return _container(head)
    if head.lstrip(b"\0\t\n\f\r \xef\xbb\xbf").startswith(b"%PDF-"):
        return PDF
    return None


def _container(head: bytes) -> Format | None:
    """HEIC and AVIF share a container: the brands in its first box say which it is."""
    major = head[8:12]
    length = min(int.from_bytes(head[:4], "big"), len(head))
    compatible = {head[at : at + 4] for at in range(16, length - 3, 4)}
    if major in _AVIF_BRANDS or (major in _OPEN_BRANDS and compatible & _AVIF_BRANDS):
        return AVIF
    if major in _HEIC_BRANDS or (major in _OPEN_BRANDS and compatible & _HEIC_BRANDS):
        return HEIC
    return None


def of_extension(extension: str) -> Format | None:
    """The format whose files in the vault end in ``extension`` (no dot)."""
    return next((form for form in FORMATS if form.extension == extension), None)


def of_media_type(media_type: str) -> Format | None:
    """The format of that media type."""
    return next((form for form in FORMATS if form.media_type == media_type), None)
