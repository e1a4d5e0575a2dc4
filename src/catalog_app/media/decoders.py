"""Pillow behind one guarded door: format allowed, size checked, failures in plain words."""

import importlib
import os
import threading
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from catalog_app.domain.errors import UserError
from catalog_app.media import structure, wording
from catalog_app.media.formats import HEAD_SIZE, Format, recognise
from catalog_app.media.limits import FILE_LIMIT, PIXEL_LIMIT

if TYPE_CHECKING:
    from PIL.Image import Exif, Image

_ORIENTATION = 0x0112
_PLUGINS = {
    "JPEG": ("PIL.JpegImagePlugin", "PIL.MpoImagePlugin"),
    "PNG": ("PIL.PngImagePlugin",),
    "GIF": ("PIL.GifImagePlugin",),
    "WEBP": ("PIL.WebPImagePlugin",),
    "TIFF": ("PIL.TiffImagePlugin",),
    "BMP": ("PIL.BmpImagePlugin",),
    "AVIF": ("PIL.AvifImagePlugin",),
}
_ready: set[str] = set()
_lock = threading.Lock()


@dataclass(frozen=True, slots=True)
class Candidate:
    """A file that was recognised and whose build was walked, but not decoded; ``frames`` where they
    were counted.
    """

    path: Path
    name: str
    form: Format
    frames: int | None


def examine(path: Path, name: str) -> Candidate:
    """Recognise the file at ``path`` and walk its build; ``name`` is what messages call it.

    Raises ``Refused`` for what is not kept or is beyond a limit, ``Damaged`` for what is empty or
    cut off, and ``UserError`` where the file cannot be read.
    """
    try:
        with path.open("rb") as stream:
            size = os.fstat(stream.fileno()).st_size
            if not size:
                raise wording.empty(name)
            if size > FILE_LIMIT:
                raise wording.file_too_large(name)
            form = recognise(stream.read(HEAD_SIZE))
            if form is None:
                raise wording.not_accepted(name)
            return Candidate(path, name, form, structure.inspect(stream, form, size, name))
    except OSError as error:
        raise wording.cannot_read(name, error) from error


@contextmanager
def opened(candidate: Candidate) -> Iterator["Image"]:
    """The picture of ``candidate``, header read, pixels not yet; what fails inside the block
    becomes plain words.

    Raises ``Refused`` for too many pixels or frames and ``Damaged`` for anything that cannot be
    decoded.
    """
    form, name = candidate.form, candidate.name
    if form.decoder is None or not _prepare(form.decoder):
        raise wording.unreadable_here(name, form.label)
    from PIL import Image

    try:
        with candidate.path.open("rb") as stream, _picture(stream, form.decoder) as image:
            structure.check_pixels(*image.size, name)
            yield image
    except UserError:
        raise
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise wording.too_many_pixels(name) from error
    except MemoryError as error:
        raise wording.no_memory(name) from error
    except OSError as error:
        # Pillow raises bare OSErrors for broken pictures; only the system's carry a number.
        raise (
            wording.cannot_read(name, error) if error.errno else wording.damaged(name, form.label)
        ) from error
    except Exception as error:
        # Hostile bytes make decoders raise nearly anything: SyntaxError, struct.error, IndexError,
        # KeyError…
        raise wording.damaged(name, form.label) from error


def _picture(stream: BinaryIO, decoder: str) -> "Image":
    from PIL import Image

    return Image.open(stream, formats=[decoder])


def _prepare(decoder: str) -> bool:
    """Load Pillow with the one plug-in needed and its limits set; false where the decoder is not
    installed.
    """
    from PIL import Image, ImageFile, features

    # Set each time, because they are global and cheap: nothing of Pillow's chatter reaches the
    # terminal, and what it
    # takes for a bomb is refused rather than warned of.
    warnings.filterwarnings("ignore", module=r"PIL\.")
    warnings.filterwarnings("error", category=Image.DecompressionBombWarning)
    Image.MAX_IMAGE_PIXELS = PIXEL_LIMIT
    ImageFile.LOAD_TRUNCATED_IMAGES = False
    if decoder in _ready:
        return True
    with _lock:
        if decoder == "HEIF":
            try:
                import pi_heif
            except ImportError:
                return False
            # Previews, depth maps and masks of a hostile file are not our business.
            pi_heif.register_heif_opener(thumbnails=False, depth_images=False, aux_images=False)
        else:
            if decoder in {"AVIF", "WEBP"} and not features.check(decoder.lower()):
                return False
            for module in _PLUGINS[decoder]:
                importlib.import_module(module)
        _ready.add(decoder)
    return True


def exif_of(image: "Image") -> "Exif | None":
    """The EXIF directory of an opened picture, found without decoding its pixels; raises what
    Pillow raises.
    """
    if image.format == "PNG" and not {"exif", "Raw profile type exif"} & image.info.keys():
        return None  # Pillow would decode the whole picture in search of a late chunk
    return image.getexif()


def orientation_of(image: "Image") -> int:
    """How an opened picture is to be turned for display: 1 (as it is) to 8, EXIF tag 274."""
    try:
        exif = exif_of(image)
        value = exif.get(_ORIENTATION, 1) if exif is not None else 1
    except (
        Exception
    ):  # broken metadata must not cost the picture, and breaks in as many ways as pixels do
        return 1
    return value if isinstance(value, int) and 1 <= value <= 8 else 1
