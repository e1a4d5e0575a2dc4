"""A picture made small, upright and in the colours of a screen."""

from io import BytesIO
from typing import TYPE_CHECKING

from catalog_app.media.decoders import orientation_of

if TYPE_CHECKING:
    from PIL.Image import Image

_PROFILE_LIMIT = 16 * 1024 * 1024  # bytes; the largest printing profiles have four
_GAP = 1.5  # times the size before the fine filter: four times as fast, no visible difference
_QUALITY = 85  # at which JPEG's marks are invisible at this size


def reduced(image: "Image", size: int) -> tuple[bytes, str]:
    """An opened picture's first frame within ``size`` by ``size`` pixels, never enlarged: file
    content, extension.

    PNG where something is transparent, else JPEG; sRGB, upright, without metadata. Raises what
    Pillow raises.
    """
    from PIL import Image as Pillow

    orientation = orientation_of(image)
    width, height = image.size
    longest = max(width, height)
    # A JPEG is decoded at a half, quarter or eighth; per side, since draft() knows no aspect.
    image.draft(
        None, (size * width * 3 // longest // 2 or 1, size * height * 3 // longest // 2 or 1)
    )
    profile = image.info.get("icc_profile")
    image = _resizable(image)
    image.thumbnail((size, size), Pillow.Resampling.LANCZOS, reducing_gap=_GAP)
    image = _for_screen(image, profile)
    image = _upright(image, orientation)
    return _encoded(image)


def _resizable(image: "Image") -> "Image":
    """In a mode that can be averaged: palettes and bits cannot, deep greys are brought to eight
    bits.
    """
    image.load()
    if image.mode == "1":
        return image.convert("L")
    if image.mode.startswith("I;16"):
        return image.convert("I").point(lambda value: value * (1 / 256)).convert("L")
    if image.mode in {"I", "F"}:
        low, high = (float(bound) for bound in image.getextrema())  # type: ignore[arg-type]
        scale = 255 / (high - low) if high > low else 1.0
        return image.point(lambda value: value * scale + -low * scale).convert("L")
    if image.mode in {"P", "PA", "LA", "La", "RGBa"} or "transparency" in image.info:
        return image.convert("RGBA" if image.has_transparency_data else "RGB")
    return image


def _for_screen(image: "Image", profile: object) -> "Image":
    """In sRGB by the picture's own profile, or by rule of thumb where it has none or one that does
    not fit.
    """
    from PIL import ImageCms

    target = "RGBA" if image.mode == "RGBA" else "RGB"
    try:
        if isinstance(profile, bytes) and 0 < len(profile) <= _PROFILE_LIMIT:
            own = ImageCms.ImageCmsProfile(BytesIO(profile))
        elif image.mode == "LAB":
            own = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB"))
        else:
            return image if image.mode in {"L", target} else image.convert(target)
        converted = ImageCms.profileToProfile(
            image, own, ImageCms.createProfile("sRGB"), outputMode=target
        )
    except (ImageCms.PyCMSError, OSError, TypeError, ValueError):
        return image.convert(target)
    return converted if converted is not None else image


def _upright(image: "Image", orientation: int) -> "Image":
    from PIL.Image import Transpose

    turn = {
        2: Transpose.FLIP_LEFT_RIGHT,
        3: Transpose.ROTATE_180,
        4: Transpose.FLIP_TOP_BOTTOM,
        5: Transpose.TRANSPOSE,
        6: Transpose.ROTATE_270,
        7: Transpose.TRANSVERSE,
        8: Transpose.ROTATE_90,
    }.get(orientation)
    return image if turn is None else image.transpose(turn)


def _encoded(image: "Image") -> tuple[bytes, str]:
    image.info = {}  # else Pillow writes the original's comment and profile from here
    out = BytesIO()
    if image.mode == "RGBA" and image.getchannel("A").getextrema()[0] != 255:
        image.save(out, "PNG", compress_level=3)
        return out.getvalue(), "png"
    if image.mode == "RGBA":
        image = image.convert("RGB")
    image.save(out, "JPEG", quality=_QUALITY)
    return out.getvalue(), "jpg"
