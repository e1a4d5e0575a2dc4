"""What the user reads when a file is refused, and the cleaning of text that comes from files."""

import errno
import re
import unicodedata
from pathlib import Path

from catalog_app.domain.errors import Damaged, NotFound, ReadOnly, Refused, UserError
from catalog_app.domain.translation import tr
from catalog_app.media.limits import FILE_LIMIT, FRAME_LIMIT, PIXEL_LIMIT, SIDE_LIMIT

NAME_LIMIT = 255
"""Characters kept of a file's original name, the most that common file systems allow."""

_FULL = {errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC)}
_PROTECTED = {errno.EROFS, errno.EACCES, errno.EPERM}
_OVERRIDES = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def clean(text: str, limit: int) -> str:
    """``text`` without controls, lone surrogates and direction overrides, at most ``limit``
    characters.

    Line breaks survive, single, without blanks at either end.
    """
    text = text[: limit * 4].replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
    kept = "".join(
        sign
        for sign in text
        if sign == "\n"
        or (unicodedata.category(sign) not in {"Cc", "Cs"} and sign not in _OVERRIDES)
    )
    kept = re.sub(r"[ \u00a0]*\n[ \u00a0]*", "\n", kept)
    return re.sub(r"\n{3,}", "\n\n", kept).strip()[:limit].rstrip()


def file_name(name: str) -> str:
    """The last component of ``name`` as it can be shown and stored: one line, at most 255
    characters.
    """
    last = name.replace("\\", "/").rstrip("/").rpartition("/")[2]
    # Names that were no text in this machine's encoding arrive as lone surrogates.
    last = last.encode("utf-8", "surrogateescape" if _escaped(last) else "replace").decode(
        "utf-8", "replace"
    )
    return clean(last.replace("\n", " "), NAME_LIMIT) or tr("unnamed")


def _escaped(text: str) -> bool:
    surrogates = [sign for sign in text if "\ud800" <= sign <= "\udfff"]
    return all("\udc80" <= sign <= "\udcff" for sign in surrogates)


def not_accepted(name: str) -> Refused:
    """The file is of no kind that the vault keeps."""
    return Refused(
        tr(
            "“{name}” is not a picture or document that can be kept here, whatever its name says. "
            "Accepted are JPEG, PNG, GIF, WebP, TIFF, BMP, HEIC and AVIF pictures, and PDF "
            "documents.",
            name=name,
        )
    )


def camera_raw(name: str) -> Refused:
    """The file is a camera's raw data in the clothes of a TIFF."""
    return Refused(
        tr(
            "“{name}” is a camera's raw file. Export it as TIFF or JPEG and add that instead.",
            name=name,
        )
    )


def unreadable_here(name: str, kind: str) -> Refused:
    """This installation lacks the decoder for the file's format."""
    return Refused(
        tr(
            "“{name}” is a {kind} picture, which this installation cannot read. "
            "Save it as JPEG, PNG or TIFF and add that instead.",
            name=name,
            kind=kind,
        )
    )


def empty(name: str) -> Damaged:
    """The file has no content at all."""
    return Damaged(
        tr(
            "“{name}” is empty: it has no content at all. Copy it again from where it came.",
            name=name,
        )
    )


def damaged(name: str, kind: str) -> Damaged:
    """The file begins like its format and cannot be read to the end."""
    return Damaged(
        tr(
            "“{name}” is damaged or incomplete: it begins as {kind} but cannot be read to its end. "
            "Copy it again from where it came.",
            name=name,
            kind=kind,
        )
    )


def abnormal(name: str, kind: str) -> Refused:
    """The file is built so as no honest program builds one: too many parts, texts or numbers."""
    return Refused(
        tr(
            "“{name}” is a {kind} file of an abnormal build, made to exhaust the memory or time "
            "of the program "
            "that opens it, or broken. Open it in an image editor and save it anew.",
            name=name,
            kind=kind,
        )
    )


def file_too_large(name: str, limit: int = FILE_LIMIT) -> Refused:
    """The file has more than ``limit`` bytes."""
    return Refused(
        tr(
            "“{name}” is larger than {limit} MB, the most that is kept of its kind.",
            name=name,
            limit=limit // 1024**2,
        )
    )


def too_many_pixels(name: str) -> Refused:
    """The picture is larger than a decoder should be asked to hold in memory."""
    return Refused(
        tr(
            "“{name}” has too many pixels: at most {pixels} megapixels, and {side} along one "
            "side, are accepted. "
            "Save it smaller or in parts.",
            name=name,
            pixels=PIXEL_LIMIT // 1_000_000,
            side=f"{SIDE_LIMIT:,}",
        )
    )


def too_many_frames(name: str) -> Refused:
    """The file has more frames or pages than :data:`FRAME_LIMIT`."""
    return Refused(
        tr(
            "“{name}” has more than {limit} frames or pages. Add it in parts.",
            name=name,
            limit=f"{FRAME_LIMIT:,}",
        )
    )


def no_memory(name: str) -> UserError:
    """The machine has too little memory at the moment; the file may be sound."""
    return UserError(
        tr(
            "There is not enough free memory to open “{name}”. Close other programs and try again.",
            name=name,
        )
    )


def missing(name: str) -> NotFound:
    """The file to add does not exist."""
    return NotFound(
        tr("“{name}” is not there. It may have been moved, renamed or deleted.", name=name)
    )


def cannot_read(name: str, error: OSError) -> UserError:
    """Reading the file to add, or one in the vault, failed for the reason in ``error``."""
    if isinstance(error, FileNotFoundError):
        return missing(name)
    if error.errno in _PROTECTED:
        return UserError(tr("“{name}” may not be read: you have no permission for it.", name=name))
    return UserError(
        tr(
            "“{name}” could not be read: {reason}. Nothing was changed.",
            name=name,
            reason=_reason(error),
        )
    )


def cannot_store(name: str, folder: Path, error: OSError) -> UserError:
    """Writing into ``folder`` of the vault failed for the reason in ``error``."""
    if error.errno in _FULL:
        return UserError(
            tr(
                "There is no room left on the disk that holds “{folder}”. “{name}” was not added "
                "and nothing else "
                "changed. Make room and add it again.",
                name=name,
                folder=folder,
            )
        )
    if error.errno in _PROTECTED:
        return ReadOnly(
            tr(
                "“{name}” was not added: the folder “{folder}” may not be written to.",
                name=name,
                folder=folder,
            )
        )
    return UserError(
        tr(
            "“{name}” could not be stored in “{folder}”: {reason}. Nothing was changed.",
            name=name,
            folder=folder,
            reason=_reason(error),
        )
    )


def cannot_delete(name: str, folder: Path, error: OSError) -> UserError:
    """Deleting a file from ``folder`` of the vault failed for the reason in ``error``."""
    if error.errno in _PROTECTED:
        return ReadOnly(
            tr(
                "“{name}” was not deleted: the folder “{folder}” may not be written to.",
                name=name,
                folder=folder,
            )
        )
    return UserError(
        tr(
            "“{name}” could not be deleted from “{folder}”: {reason}.",
            name=name,
            folder=folder,
            reason=_reason(error),
        )
    )


def _reason(error: OSError) -> str:
    return error.strerror or str(error) or type(error).__name__
