"""The probe tells formats by content, and nothing hostile gets past it or costs much."""

import io
import os
import struct
import subprocess
import sys
import time
import zlib
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from catalog_app.domain.errors import Damaged, NotFound, Refused, UserError
from catalog_app.media import probe as probe_module
from catalog_app.media.metadata import ImageMetadata, read_metadata
from catalog_app.media.probe import Probe, probe
from catalog_app.media.structure import check_pixels
from catalog_app.media.thumbnails import Thumbnails
from catalog_app.media.vault import Vault

Write = Callable[[str, bytes], Path]
KINDS = ("jpg", "png", "gif", "webp", "tif", "bmp", "heic", "avif", "pdf")
fuzzed = settings(
    max_examples=100,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


def png_chunk(kind: bytes, data: bytes) -> bytes:
    body = kind + data
    return struct.pack(">I", len(data)) + body + struct.pack(">I", zlib.crc32(body))


def png(width: int, height: int, *chunks: bytes, rows: bytes | None = None) -> bytes:
    """A one-bit grey PNG with further chunks before its pixels."""
    if rows is None:
        rows = zlib.compress(bytes(height * (1 + (width + 7) // 8)), 9)
    header = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    parts = [png_chunk(b"IHDR", header), *chunks, png_chunk(b"IDAT", rows), png_chunk(b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


def tiff(*directories: list[tuple[int, int, int, int]]) -> bytes:
    """A little-endian TIFF of bare directories: tag, type, count, value."""
    out, at = bytearray(b"II*\0" + struct.pack("<I", 8)), 8
    for number, entries in enumerate(directories):
        size = 2 + 12 * len(entries) + 4
        out += struct.pack("<H", len(entries))
        for entry in entries:
            out += struct.pack("<HHII", *entry)
        out += struct.pack("<I", at + size if number + 1 < len(directories) else 0)
        at += size
    return bytes(out) + bytes(16)


ONE_PIXEL = [(256, 3, 1, 1), (257, 3, 1, 1), (258, 3, 1, 8), (259, 3, 1, 1), (262, 3, 1, 1)]
ONE_PIXEL += [(273, 4, 1, 8), (278, 3, 1, 1), (279, 4, 1, 1)]


@pytest.mark.parametrize(
    ("kind", "media_type"),
    [
        ("jpg", "image/jpeg"),
        ("png", "image/png"),
        ("gif", "image/gif"),
        ("webp", "image/webp"),
        ("tif", "image/tiff"),
        ("bmp", "image/bmp"),
        ("avif", "image/avif"),
    ],
)
def test_a_format_is_known_by_content_whatever_the_name_says(
    file: Write, content: dict[str, bytes], kind: str, media_type: str
) -> None:
    found = probe(file("x.txt", content[kind]), "x.txt")
    assert found == Probe(media_type, kind, 96, 64, 1)


def test_heic_is_measured_as_it_is_displayed(file: Write, content: dict[str, bytes]) -> None:
    assert probe(file("a", content["heic"]), "a") == Probe("image/heic", "heic", 64, 96, 1)


def test_a_pdf_has_no_size(file: Write, content: dict[str, bytes]) -> None:
    found = probe(file("a", b"\n" + content["pdf"]), "a")
    assert found == Probe("application/pdf", "pdf", None, None, None)


def test_a_photo_taken_upright_is_measured_as_it_is_displayed(file: Write) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    out = io.BytesIO()
    Image.new("RGB", (40, 30)).save(out, "JPEG", exif=exif)
    found = probe(file("a.jpg", out.getvalue()), "a.jpg")
    assert (found.width, found.height) == (30, 40)


@pytest.mark.parametrize("kind", ["gif", "tif", "png", "webp"])
def test_frames_and_pages_are_counted(file: Write, kind: str) -> None:
    frames = [Image.new("RGB", (8, 8), (20 * number, 0, 0)) for number in range(5)]
    path = file("a", b"")
    pillow = {"gif": "GIF", "tif": "TIFF", "png": "PNG", "webp": "WEBP"}[kind]
    frames[0].save(path, pillow, save_all=True, append_images=frames[1:])
    assert probe(path, "a").frames == 5


@pytest.mark.parametrize(
    "data",
    [
        b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 10 10\n",
        b"SIMPLE  =                    T" + b" " * 2900,
        b"8BPS\0\1" + bytes(100),
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        b"\0\0\1\0\1\0" + bytes(100),
        b"P6 1 1 255\n\0\0\0",
        b"\0\0\0\x18ftypmp42\0\0\0\0mp42isom",
        b"BM is how this letter begins, with a greeting",
        b"PK\3\4" + bytes(100),
        b"\xff\xd8 almost",
        b"x",
    ],
)
def test_what_is_not_on_the_list_is_refused_even_where_pillow_could_read_it(
    file: Write, data: bytes
) -> None:
    with pytest.raises(Refused, match=r"odd\.jpg.*Accepted are"):
        probe(file("odd.jpg", data), "odd.jpg")


def test_an_empty_and_a_vanished_file_are_told_apart(file: Write, tmp_path: Path) -> None:
    with pytest.raises(Damaged, match="is empty"):
        probe(file("a.jpg", b""), "a.jpg")
    with pytest.raises(NotFound):
        probe(tmp_path / "gone", "gone")


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("share", [0.02, 0.3, 0.7, 0.9])
def test_a_file_cut_anywhere_is_found_damaged(
    file: Write, content: dict[str, bytes], kind: str, share: float
) -> None:
    cut = content[kind][: max(64, int(len(content[kind]) * share))]
    with pytest.raises(UserError):
        probe(file("a", cut), "a")


def test_a_png_with_a_wrong_checksum_is_found_damaged(
    file: Write, content: dict[str, bytes]
) -> None:
    data = bytearray(content["png"])
    data[-13] ^= 1  # the checksum of the pixels
    with pytest.raises(Damaged, match="damaged or incomplete"):
        probe(file("a.png", bytes(data)), "a.png")


def test_400_megapixels_in_a_small_png_are_refused_fast_with_little_memory(file: Write) -> None:
    rows = zlib.compressobj(1)
    data = b"".join(rows.compress(bytes(1_000_000)) for _ in range(50)) + rows.flush()
    path = file("bomb.png", png(20_000, 20_000, rows=data))
    script = """
import re, sys, time
from pathlib import Path
from catalog_app.domain.errors import Refused
from catalog_app.media.probe import probe
start = time.perf_counter()
try:
    probe(Path(sys.argv[1]), "bomb.png")
except Refused as error:
    assert "200 megapixels" in str(error), error
    seconds = time.perf_counter() - start
    print(seconds, re.search(r"VmHWM:\\s+(\\d+)", Path("/proc/self/status").read_text())[1])
"""
    if sys.platform != "linux":
        pytest.skip("memory is measured by Linux's rules")
    printed = subprocess.run(
        [sys.executable, "-c", script, str(path)],
        env={**os.environ, "PYTHONPATH": str(Path(probe_module.__file__).parents[2])},
        check=True,
        capture_output=True,
        text=True,
    )
    seconds, kilobytes = printed.stdout.split()
    assert float(seconds) < 1
    assert int(kilobytes) < 60_000


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("wide.png", png(65_501, 1)),
        ("canvas.webp", b"RIFF" + struct.pack("<I", 100) + b"WEBPVP8X" + struct.pack("<I", 10)
         + b"\0\0\0\0" + b"\xff\x3f\0" + b"\xff\x3f\0" + bytes(70)),
        ("screen.gif", b"GIF89a" + struct.pack("<HH", 65_000, 65_000) + b"\0\0\0,"
         + struct.pack("<HHHH", 0, 0, 65_000, 65_000) + b"\0\2\2\x4c\1\0;"),
        ("head.bmp", b"BM" + struct.pack("<IIIIiiHHIIIIII", 100, 0, 54, 40, 60_000, 60_000, 1, 24,
         0, 0, 0, 0, 0, 0) + bytes(60)),
        ("line.bmp", b"BM" + struct.pack("<IIIIiiHHIIIIII", 100, 0, 54, 40, 65_501, 1, 1, 24,
         0, 0, 0, 0, 0, 0) + bytes(65_501 * 3 + 1)),
        ("page.tif", tiff([(256, 4, 1, 60_000), (257, 4, 1, 60_000), *ONE_PIXEL[2:]])),
    ],
)  # fmt: skip
def test_too_many_pixels_are_refused_in_every_format(file: Write, name: str, data: bytes) -> None:
    with pytest.raises(Refused, match=r"too many pixels"):
        probe(file(name, data), name)


def test_a_picture_just_beyond_a_limit_is_refused_and_one_at_the_limit_is_not() -> None:
    check_pixels(20_000, 10_000, "a")
    check_pixels(65_500, 1, "a")
    for width, height in ((20_000, 10_001), (65_501, 1), (1, 65_501)):
        with pytest.raises(Refused, match="too many pixels"):
            check_pixels(width, height, "a")


def test_the_plug_ins_of_pillow_that_start_other_programs_are_never_loaded(
    file: Write, content: dict[str, bytes]
) -> None:
    paths = []
    for kind in KINDS:
        paths.append(file(f"whole.{kind}", content[kind]))
        paths.append(file(f"broken.{kind}", content[kind][:64] + bytes(400)))
    script = """
import sys
from contextlib import suppress
from pathlib import Path
from catalog_app.domain.errors import UserError
from catalog_app.media.probe import probe
for path in sys.argv[1:]:
    with suppress(UserError):
        probe(Path(path), path)
print([name for name in ("PIL.EpsImagePlugin", "PIL.WmfImagePlugin") if name in sys.modules])
"""
    printed = subprocess.run(
        [sys.executable, "-c", script, *map(str, paths)],
        env={**os.environ, "PYTHONPATH": str(Path(probe_module.__file__).parents[2])},
        check=True,
        capture_output=True,
        text=True,
    )
    assert printed.stdout.strip() == "[]"
    assert printed.stderr == ""


def test_a_png_with_enormous_or_exploding_texts_is_refused(file: Write) -> None:
    text = png_chunk(b"tEXt", b"Comment\0" + bytes(17_000_000))
    with pytest.raises(Refused, match="abnormal build"):
        probe(file("a.png", png(8, 8, text)), "a.png")
    bomb = zlib.compress(bytes(60_000_000), 9)
    for chunk in (b"zTXtk\0\0", b"iCCPp\0\0", b"iTXtk\0\1\0\0\0"):
        start = time.perf_counter()
        with pytest.raises(UserError):
            probe(file("b.png", png(8, 8, png_chunk(chunk[:4], chunk[4:] + bomb))), "b.png")
        assert time.perf_counter() - start < 2


def test_a_png_of_endless_little_chunks_is_refused(file: Write) -> None:
    with pytest.raises(Refused, match="abnormal build"):
        probe(file("a.png", png(8, 8, png_chunk(b"vpAg", b"") * 500_001)), "a.png")


def test_a_png_that_promises_endless_frames_is_refused(file: Write) -> None:
    data = png(8, 8, png_chunk(b"acTL", struct.pack(">II", 4_000_000, 0)))
    with pytest.raises(Refused, match="2,000 frames"):
        probe(file("a.png", data), "a.png")


def test_a_jpeg_of_a_thousand_scans_is_refused_and_an_ordinary_progressive_one_is_not(
    file: Write,
) -> None:
    out = io.BytesIO()
    Image.effect_noise((64, 64), 50).save(out, "JPEG", progressive=True)
    data = out.getvalue()
    assert probe(file("fine.jpg", data), "fine.jpg").width == 64
    last = data.rindex(b"\xff\xda")
    bomb = data[:last] + data[last:-2] * 1000 + data[-2:]
    with pytest.raises(Refused, match="abnormal build"):
        probe(file("bomb.jpg", bomb), "bomb.jpg")


def test_a_jpeg_with_a_film_behind_it_is_an_ordinary_photo(
    file: Write, content: dict[str, bytes]
) -> None:
    film = b"ftypmp42" + b"\xff\xda\x00\x08" * 5000
    assert probe(file("motion.jpg", content["jpg"] + film), "motion.jpg").frames == 1


def test_a_jpeg_whose_segments_never_end_is_refused(file: Write) -> None:
    segment = b"\xff\xe1\xff\xffExif\0\0" + bytes(65_527)
    with pytest.raises(Refused, match="abnormal build"):
        probe(file("a.jpg", b"\xff\xd8" + segment * 1100 + b"\xff\xd9"), "a.jpg")
    with pytest.raises(Damaged):
        probe(file("b.jpg", b"\xff\xd8\xff" + bytes(200_000)), "b.jpg")


@pytest.mark.parametrize(
    "directories",
    [
        [[*ONE_PIXEL, (700, 4, 0xFFFFFFFF, 8)]],
        [[(number, 3, 1, 1) for number in range(5000)]],
    ],
)
def test_a_tiff_with_absurd_tags_is_refused(
    file: Write, directories: list[list[tuple[int, int, int, int]]]
) -> None:
    with pytest.raises(Refused, match="abnormal build"):
        probe(file("a.tif", tiff(*directories)), "a.tif")


def test_a_tiff_of_endless_pages_is_refused_and_one_that_bites_its_tail_ends(file: Write) -> None:
    with pytest.raises(Refused, match="2,000 frames or pages"):
        probe(file("a.tif", tiff(*[ONE_PIXEL] * 2001)), "a.tif")
    ring = bytearray(tiff(ONE_PIXEL))
    at = 8 + 2 + 12 * len(ONE_PIXEL)
    ring[at : at + 4] = struct.pack("<I", 8)
    assert probe(file("ring.tif", bytes(ring)), "ring.tif").frames == 1


def test_a_camera_raw_file_in_the_clothes_of_a_tiff_is_named_as_such(file: Write) -> None:
    raw = tiff([(254, 4, 1, 1), *ONE_PIXEL[:4], (330, 4, 1, 100), (50706, 1, 4, 1025)])
    with pytest.raises(Refused, match="camera's raw file"):
        probe(file("a.dng", raw), "a.dng")


def test_a_gif_of_endless_frames_is_refused(file: Write) -> None:
    frame = b",\0\0\0\0\1\0\1\0\0\2\2\x4c\1\0"
    with pytest.raises(Refused, match="2,000 frames"):
        probe(file("a.gif", b"GIF89a\1\0\1\0\0\0\0" + frame * 3000 + b";"), "a.gif")
    with pytest.raises(UserError):
        probe(file("b.gif", b"GIF89a\1\0\1\0\0\0\0!\xfe" + b"\1x" * 600_000 + b"\0;"), "b.gif")


def test_formats_held_in_memory_whole_have_a_lower_limit(file: Write) -> None:
    path = file("a.webp", b"RIFF\0\0\0\0WEBPVP8 ")
    with path.open("r+b") as sparse:
        sparse.truncate(101 * 1024 * 1024)
    with pytest.raises(Refused, match="larger than 100 MB"):
        probe(path, "a.webp")


def survive(path: Path, vault: Vault) -> None:
    """Whatever the file is, only a user error may come out of the package."""
    with suppress(UserError):
        found = probe(path, "fuzz")
        assert found.frames is None or found.frames >= 1
    assert isinstance(read_metadata(path), ImageMetadata)
    sha256 = "ab" * 32
    for kind in KINDS:  # as in a stranger's catalogue, where nothing was probed
        (path.parent / "media" / "ab" / f"{sha256}.{kind}").unlink(missing_ok=True)
    (path.parent / "media" / "ab").mkdir(parents=True, exist_ok=True)
    os.link(path, path.parent / "media" / "ab" / f"{sha256}.jpg")
    thumbnails = Thumbnails(path.parent / "cache", vault)
    thumbnails.forget(sha256)
    made = thumbnails.path(sha256, 96)
    assert made is None or made.stat().st_size


@fuzzed
@given(data=st.binary(max_size=400), magic=st.sampled_from(KINDS))
def test_random_bytes_behind_any_magic_raise_user_errors_only(
    tmp_path: Path, content: dict[str, bytes], data: bytes, magic: str
) -> None:
    path = tmp_path / "fuzz"
    path.unlink(missing_ok=True)
    path.write_bytes(content[magic][:16] + data)
    survive(path, Vault(tmp_path / "media"))


@pytest.mark.parametrize("kind", KINDS)
@fuzzed
@given(
    flips=st.lists(st.tuples(st.integers(0, 1 << 16), st.integers(0, 255)), max_size=12),
    keep=st.floats(0.1, 1.0),
    early=st.booleans(),
)
def test_mutated_files_of_each_format_raise_user_errors_only(
    tmp_path: Path,
    content: dict[str, bytes],
    kind: str,
    flips: list[tuple[int, int]],
    keep: float,
    early: bool,
) -> None:
    data = bytearray(content[kind])
    for at, value in flips:
        data[at % min(len(data), 256 if early else len(data))] = value
    path = tmp_path / "fuzz"
    path.unlink(missing_ok=True)
    path.write_bytes(data[: int(len(data) * keep)])
    survive(path, Vault(tmp_path / "media"))
