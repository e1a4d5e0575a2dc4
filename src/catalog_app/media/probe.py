"""What a file really is, found by its content, before the vault takes it in."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from catalog_app.media import decoders, wording
from catalog_app.media.limits import FRAME_LIMIT

if TYPE_CHECKING:
    from PIL.Image import Image

_CHECK_SIZE = 64


@dataclass(frozen=True, slots=True)
class Probe:
    """A file's real format, and for a picture its size in pixels as displayed, and its frames or
    pages.

    ``extension`` has no dot. ``width``, ``height`` and ``frames`` are ``None`` for a PDF.
    """

    media_type: str
    extension: str
    width: int | None
    height: int | None
    frames: int | None


def probe(path: Path, name: str) -> Probe:
    """Find out what the file at ``path`` is, and that it can be decoded; ``name`` is what messages
    call it.

    A picture's first frame is decoded to the end, a JPEG at an eighth of its size, to find what is
    cut off; a PDF's header and trailer are looked at. Raises ``Refused`` for formats not kept and
    for what is beyond a limit, ``Damaged`` for what is empty, cut off or broken, ``UserError``
    where the file cannot be read.
    """
    name = wording.file_name(name)
    candidate = decoders.examine(path, name)
    form = candidate.form
    if form.decoder is None:
        return Probe(form.media_type, form.extension, None, None, None)
    with decoders.opened(candidate) as image:
        image.verify()  # checksums; leaves the picture unusable
    with decoders.opened(candidate) as image:
        frames = candidate.frames or int(getattr(image, "n_frames", 1))
        if frames > FRAME_LIMIT:
            raise wording.too_many_frames(name)
        width, height = displayed_size(image)
        image.draft(None, (_CHECK_SIZE, _CHECK_SIZE))
        image.load()
    return Probe(form.media_type, form.extension, width, height, frames)


def displayed_size(image: "Image") -> tuple[int, int]:
    """Width and height in pixels after the turning that EXIF asks for."""
    width, height = image.size
    return (height, width) if decoders.orientation_of(image) >= 5 else (width, height)
