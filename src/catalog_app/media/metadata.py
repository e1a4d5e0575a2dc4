"""What a picture says of itself: when it was taken, what it shows, by whom, under whose rights."""

import re
import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from catalog_app.domain.errors import UserError
from catalog_app.media.decoders import examine, exif_of, opened, orientation_of
from catalog_app.media.wording import clean

if TYPE_CHECKING:
    from PIL.Image import Image

CAPTION_LIMIT = 4000
"""Characters kept of a caption."""
LINE_LIMIT = 500
"""Characters kept of a credit or a statement of rights."""

_XMP_LIMIT = 1024 * 1024  # bytes; packets that hold text have a few thousand
_IMAGE_DESCRIPTION, _ARTIST, _COPYRIGHT, _EXIF_IFD, _TAKEN = 0x010E, 0x013B, 0x8298, 0x8769, 0x9003
_DC = "{http://purl.org/dc/elements/1.1/}"
_PHOTOSHOP = "{http://ns.adobe.com/photoshop/1.0/}"
_XMP_EXIF = "{http://ns.adobe.com/exif/1.0/}"
_RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
# What cameras write as a description of every picture.
_NO_CAPTION = re.compile(
    r"(OLYMPUS|KODAK|MINOLTA|KONICA MINOLTA|SAMSUNG|SONY|Exif_JPEG"
    r"|DCIM|DIGITAL CAMERA|default|untitled|<)[\w ._-]*>?",
    re.IGNORECASE,
)
_MOMENT = re.compile(
    r"\s*(\d{4})(?:[:./-]?(\d\d)(?:[:./-]?(\d\d)(?:[ T](\d\d):?(\d\d)(?::?(\d\d))?)?)?)?(?:\D.*)?",
    re.DOTALL | re.ASCII,
)

Fields = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class ImageMetadata:
    """Statements inside a picture, as proposals for an attachment's fields; ``None`` where it says
    nothing.

    ``taken`` is the camera's local time in ISO 8601, as precise as it was stated:
    ``2009-10-04T12:30:00``, ``2009-10-04``, ``2009-10`` or ``2009``. ``orientation`` is EXIF's, 1
    (upright) to 8.
    """

    taken: str | None = None
    caption: str | None = None
    credit: str | None = None
    rights: str | None = None
    orientation: int = 1


def read_metadata(path: Path) -> ImageMetadata:
    """The metadata of the file at ``path``; empty for PDFs and for all that cannot be read. Raises
    nothing.

    Texts come from XMP, else IPTC, else EXIF, since EXIF's are plain ASCII by its own rules and
    often the camera's; the time comes from EXIF first, since only the camera knows it.
    """
    try:
        with opened(examine(path, path.name)) as image:
            exif = _safely(_exif_fields, image)
            iptc = _safely(_iptc_fields, image)
            xmp = _safely(_xmp_fields, image)
            orientation = orientation_of(image)
    except UserError:
        return ImageMetadata()
    return ImageMetadata(
        taken=_first(_moment(source.get("taken", "")) for source in (exif, xmp, iptc)),
        caption=_first(
            clean(source.get("caption", ""), CAPTION_LIMIT) for source in (xmp, iptc, exif)
        ),
        credit=_first(_line(source.get("credit", "")) for source in (xmp, iptc, exif)),
        rights=_first(_line(source.get("rights", "")) for source in (xmp, iptc, exif)),
        orientation=orientation,
    )


def _safely(read: Callable[["Image"], Fields], image: "Image") -> Fields:
    """One broken block must not hide the others; Pillow raises nearly anything on hostile ones."""
    try:
        return read(image)
    except Exception:
        return {}


def _first(values: Iterable[str | None]) -> str | None:
    return next((value for value in values if value), None)


def _line(text: str) -> str:
    return clean(text.replace("\n", " "), LINE_LIMIT)


def _exif_fields(image: "Image") -> Fields:
    exif = exif_of(image)
    if exif is None:
        return {}
    caption = _exif_text(exif.get(_IMAGE_DESCRIPTION))
    return {
        "taken": _exif_text(exif.get_ifd(_EXIF_IFD).get(_TAKEN)),
        "caption": "" if _NO_CAPTION.fullmatch(caption.strip("\0 ")) else caption,
        "credit": _exif_text(exif.get(_ARTIST)),
        # The photographer's and the editor's, with a NUL between them (EXIF 2.3, 4.6.4).
        "rights": "; ".join(
            part.strip() for part in _exif_text(exif.get(_COPYRIGHT)).split("\0") if part.strip()
        ),
    }


def _exif_text(value: object) -> str:
    """Text that Pillow read as Latin-1, though most programs write UTF-8 there."""
    if isinstance(value, bytes):
        return _decoded(value)
    if not isinstance(value, str):
        return ""
    try:
        return _decoded(value.encode("latin-1"))
    except UnicodeEncodeError:
        return value


def _decoded(value: bytes) -> str:
    try:
        return value.decode("utf-8")
    except UnicodeDecodeError:
        return value.decode("cp1252", "replace")


def _iptc_fields(image: "Image") -> Fields:
    from PIL.ImageFile import ImageFile
    from PIL.IptcImagePlugin import getiptcinfo

    if not isinstance(image, ImageFile):
        return {}
    records = getiptcinfo(image) or {}

    def text(number: int) -> str:
        value = records.get((2, number))
        parts = value if isinstance(value, list) else [value]
        return "; ".join(_decoded(part) for part in parts if isinstance(part, bytes))

    return {
        "taken": f"{text(55)} {text(60)}".strip(),
        "caption": text(120),
        "credit": text(110) or text(80),
        "rights": text(116),
    }


def _xmp_fields(image: "Image") -> Fields:
    packet = image.info.get("xmp")
    if isinstance(packet, str):
        packet = packet.encode("utf-8", "replace")
    if not isinstance(packet, bytes) or len(packet) > _XMP_LIMIT:
        return {}
    text = packet.decode(
        "utf-16" if packet[:2] in {b"\xff\xfe", b"\xfe\xff"} else "utf-8", "replace"
    ).strip("\0 \ufeff\n")
    # XMP needs no document type; entities are the way to blow up an XML reader.
    if "<!DOCTYPE" in text or "<!ENTITY" in text:
        return {}
    root = ET.fromstring(text)  # noqa: S314 - capped, and without a document type
    return {
        "taken": _xmp_text(root, f"{_XMP_EXIF}DateTimeOriginal")
        or _xmp_text(root, f"{_PHOTOSHOP}DateCreated"),
        "caption": _xmp_text(root, f"{_DC}description"),
        "credit": _xmp_text(root, f"{_PHOTOSHOP}Credit") or _xmp_text(root, f"{_DC}creator"),
        "rights": _xmp_text(root, f"{_DC}rights"),
    }


def _xmp_text(root: ET.Element, key: str) -> str:
    """A property as element or attribute; of alternatives in several languages the default, of a
    list all.
    """
    for description in root.iter(f"{_RDF}Description"):
        if key in description.attrib:
            return description.attrib[key]
        found = description.find(key)
        if found is None:
            continue
        items = list(found.iter(f"{_RDF}li"))
        if not items:
            return found.text or ""
        if found.find(f"{_RDF}Alt") is not None:
            chosen = next((item for item in items if item.get(_LANG) == "x-default"), items[0])
            return chosen.text or ""
        return "; ".join(item.text for item in items if item.text)
    return ""


def _moment(text: str) -> str | None:
    """``2009:10:04 12:30:00`` as ISO 8601, as precise as it is sound; ``None`` for zeros, blanks
    and nonsense.
    """
    found = _MOMENT.fullmatch(text.replace("\0", ""))
    if not found or not int(found[1]):
        return None
    year, month, day = int(found[1]), int(found[2] or 0), int(found[3] or 0)
    if not month:
        return f"{year:04}"
    if not day:
        return f"{year:04}-{month:02}" if month <= 12 else None
    hour, minute, second = (int(part or 0) for part in found.groups()[3:])
    try:
        moment = datetime(year, month, day, hour, minute, second)
    except ValueError:
        return None
    return moment.isoformat(timespec="seconds") if found[4] else moment.date().isoformat()
