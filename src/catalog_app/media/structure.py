"""The build of a file, walked cheaply before a decoder is trusted with it."""

import mmap
import re
import struct
from collections.abc import Callable
from typing import BinaryIO

from catalog_app.media import formats, wording
from catalog_app.media.formats import Format
from catalog_app.media.limits import (
    CHUNK_LIMIT,
    FRAME_LIMIT,
    HEADER_LIMIT,
    PART_LIMIT,
    PIXEL_LIMIT,
    RUN_LENGTH_LIMIT,
    SCAN_LIMIT,
    SIDE_LIMIT,
    TAG_LIMIT,
    VALUE_LIMIT,
    WHOLE_FILE_LIMIT,
)

_MARKER = re.compile(rb"\xff[\x01-\xcf\xd8-\xfe]")
_SIZED = frozenset({*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC})
_PROGRESSIVE = frozenset((0xC2, 0xC6, 0xCA, 0xCE))
_FIXED_LENGTHS = {b"IHDR": 13, b"acTL": 8, b"IEND": 0}
_PDF_TAIL = 4096


def check_pixels(width: int, height: int, name: str) -> None:
    """Refuse pictures with sides or an area beyond the limits, in pixels; raises ``Refused``."""
    if width > SIDE_LIMIT or height > SIDE_LIMIT or width * height > PIXEL_LIMIT:
        raise wording.too_many_pixels(name)


def inspect(stream: BinaryIO, form: Format, size: int, name: str) -> int | None:
    """Walk a file of ``size`` bytes that claims to be ``form``; the frames or pages where they were
    counted.

    Decodes nothing and holds next to nothing in memory. Raises ``Damaged`` where the file ends too
    early, ``Refused`` where it is built to exhaust its reader.
    """
    if form in _IN_MEMORY and size > WHOLE_FILE_LIMIT:
        raise wording.file_too_large(name, WHOLE_FILE_LIMIT)
    walk = _WALKS.get(form)
    if walk is None:
        return None
    stream.seek(0)
    try:
        return walk(stream, name)
    except (struct.error, EOFError, OverflowError, ValueError) as error:
        raise wording.damaged(name, form.label) from error


def _take(stream: BinaryIO, count: int) -> bytes:
    data = stream.read(count)
    if len(data) < count:
        raise EOFError
    return data


def _check_frames(frames: int, name: str) -> int:
    if frames > FRAME_LIMIT:
        raise wording.too_many_frames(name)
    return frames


def _png(stream: BinaryIO, name: str) -> int:
    frames = 1
    stream.seek(8)
    for part in range(PART_LIMIT):
        length, kind = struct.unpack(">I4s", _take(stream, 8))
        if (part == 0) != (kind == b"IHDR") or length != _FIXED_LENGTHS.get(kind, length):
            raise wording.damaged(name, formats.PNG.label)
        if kind == b"IEND":
            return frames
        if kind not in {b"IDAT", b"fdAT"} and length > CHUNK_LIMIT:
            raise wording.abnormal(name, formats.PNG.label)
        if kind == b"IHDR":
            width, height = struct.unpack(">II", _take(stream, 8))
            check_pixels(width, height, name)
            length -= 8
        elif kind == b"acTL":
            frames = _check_frames(struct.unpack(">I", _take(stream, 4))[0], name)
            length -= 4
        stream.seek(length + 4, 1)
    raise wording.abnormal(name, formats.PNG.label)


def _jpeg(stream: BinaryIO, name: str) -> None:
    """The segments up to the pixels, then the scans: markers cannot occur inside entropy-coded
    data.
    """
    with mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ) as data:
        at, scans, progressive = 2, 0, False
        for _ in range(PART_LIMIT // 100):
            found = _MARKER.search(data, at) if scans else _MARKER.search(data, at, at + 65_536)
            if not found:
                if scans:
                    return  # the end is cut off: whether too much is missing, the decoder says
                raise EOFError
            marker = data[found.end() - 1]
            at = found.end()
            if marker == 0xD9:
                return
            if marker in {0x01, 0xD8}:
                continue
            (length,) = struct.unpack(">H", data[at : at + 2])
            if marker in _SIZED and not scans:
                progressive = marker in _PROGRESSIVE
                height, width = struct.unpack(">HH", data[at + 3 : at + 7])
                check_pixels(width, height, name)
            if marker == 0xDA:
                scans += 1
                if not progressive:
                    return
            at += max(length, 2)
            if scans > SCAN_LIMIT or (not scans and at > HEADER_LIMIT):
                break
    raise wording.abnormal(name, formats.JPEG.label)


def _gif(stream: BinaryIO, name: str) -> int:
    flags = _take(stream, 13)[10]
    _skip_palette(stream, flags)
    frames = blocks = 0
    while True:
        introducer = stream.read(1)
        if introducer in {b"", b";"}:
            if not frames:
                raise EOFError
            return frames
        if introducer == b",":
            frames = _check_frames(frames + 1, name)
            _skip_palette(stream, _take(stream, 9)[8])
            _take(stream, 1)
        elif introducer == b"!":
            _take(stream, 1)
        else:
            blocks += 1  # junk between blocks, which decoders step over
            if blocks > PART_LIMIT:
                raise wording.abnormal(name, formats.GIF.label)
            continue
        while length := stream.read(1):
            blocks += 1
            if blocks > PART_LIMIT:
                raise wording.abnormal(name, formats.GIF.label)
            if length == b"\0":
                break
            stream.seek(length[0], 1)


def _skip_palette(stream: BinaryIO, flags: int) -> None:
    if flags & 0x80:
        stream.seek(3 << ((flags & 7) + 1), 1)


def _webp(stream: BinaryIO, name: str) -> None:
    """The size of the canvas, which the decoder allocates as soon as it is made."""
    head = _take(stream, 30)
    kind = head[12:16]
    if kind == b"VP8X":
        width, height = (int.from_bytes(head[at : at + 3], "little") + 1 for at in (24, 27))
    elif kind == b"VP8L":
        bits = int.from_bytes(head[21:25], "little")
        width, height = (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    elif kind == b"VP8 ":
        width, height = (int.from_bytes(head[at : at + 2], "little") & 0x3FFF for at in (26, 28))
    else:
        raise wording.damaged(name, formats.WEBP.label)
    check_pixels(width, height, name)


def _tiff(stream: BinaryIO, name: str) -> int:
    head = _take(stream, 16)
    order = "<" if head[:1] == b"I" else ">"
    big = head[2:4] in {b"+\0", b"\0+"}
    if head[8:10] == b"CR":
        raise wording.camera_raw(name)
    place = struct.Struct(order + ("Q" if big else "I"))
    count = struct.Struct(order + ("Q" if big else "H"))
    entry = struct.Struct(order + ("HHQ8s" if big else "HHI4s"))
    (at,) = place.unpack(head[8:16] if big else head[4:8])
    seen: set[int] = set()
    while at and at not in seen:
        seen.add(at)
        _check_frames(len(seen), name)
        stream.seek(at)
        (tags,) = count.unpack(_take(stream, count.size))
        if tags > TAG_LIMIT:
            raise wording.abnormal(name, formats.TIFF.label)
        table = _take(stream, tags * entry.size)
        if len(seen) == 1:
            _check_tags(list(entry.iter_unpack(table)), order, name)
        (at,) = place.unpack(_take(stream, place.size))
    if not seen:
        raise EOFError
    return len(seen)


def _check_tags(entries: list[tuple[int, int, int, bytes]], order: str, name: str) -> None:
    if any(kind not in {1, 2, 6, 7} and values > VALUE_LIMIT for _, kind, values, _ in entries):
        raise wording.abnormal(name, formats.TIFF.label)
    firsts = {
        tag: int.from_bytes(data[:4], "little" if order == "<" else "big")
        for tag, _, _, data in entries
    }
    # A DNG says so; other makers put a preview first and their sensor's data into a sub-directory.
    if 50706 in firsts or (firsts.get(254) == 1 and 330 in firsts):
        raise wording.camera_raw(name)


def _bmp(stream: BinaryIO, name: str) -> None:
    head = _take(stream, 34)
    run_length = struct.unpack("<I", head[14:18])[0] >= 40 and struct.unpack("<I", head[30:34])[
        0
    ] in {1, 2}
    if run_length and stream.seek(0, 2) > RUN_LENGTH_LIMIT:
        raise wording.file_too_large(name, RUN_LENGTH_LIMIT)


def _pdf(stream: BinaryIO, name: str) -> None:
    """A header and a trailer: that the document was written to its end (ISO 32000-1, 7.5.5)."""
    size = stream.seek(0, 2)
    stream.seek(max(0, size - _PDF_TAIL))
    tail = stream.read(_PDF_TAIL)
    if b"startxref" not in tail or b"%%EOF" not in tail:
        raise wording.damaged(name, formats.PDF.label)


_IN_MEMORY = frozenset((formats.GIF, formats.WEBP, formats.HEIC, formats.AVIF))
_WALKS: dict[Format, Callable[[BinaryIO, str], int | None]] = {
    formats.PNG: _png,
    formats.JPEG: _jpeg,
    formats.GIF: _gif,
    formats.WEBP: _webp,
    formats.TIFF: _tiff,
    formats.BMP: _bmp,
    formats.PDF: _pdf,
}
