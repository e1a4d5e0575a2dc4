"""Thumbnails look like the picture, are made once, and never stop a list from being shown."""

import io
import os
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image, ImageCms

from catalog_app.media import decoders
from catalog_app.media import thumbnails as thumbnails_module
from catalog_app.media.thumbnails import SIZES, Thumbnails
from catalog_app.media.vault import Vault

Add = Callable[..., str]


@pytest.fixture
def thumbnails(tmp_path: Path, vault: Vault) -> Thumbnails:
    return Thumbnails(tmp_path / "cache", vault)


@pytest.fixture
def add(vault: Vault) -> Add:
    """Save a Pillow picture into the vault; its hash."""

    def save(picture: Image.Image, kind: str = "PNG", **options: object) -> str:
        out = io.BytesIO()
        picture.save(out, kind, **options)
        return vault.add(io.BytesIO(out.getvalue()), "a").sha256

    return save


def shown(path: Path | None) -> Image.Image:
    assert path is not None
    with Image.open(path) as picture:
        picture.load()
        return picture


def dark(picture: Image.Image, at: tuple[int, int]) -> bool:
    grey = picture.getpixel(at)
    return isinstance(grey, int) and grey < 100


def close(found: object, wanted: tuple[int, ...], by: int = 12) -> bool:
    assert isinstance(found, tuple)
    return all(abs(int(a) - b) <= by for a, b in zip(found, wanted, strict=True))


@pytest.mark.parametrize("size", SIZES)
def test_a_thumbnail_fits_its_size_and_keeps_the_aspect(
    thumbnails: Thumbnails, add: Add, size: int
) -> None:
    made = shown(thumbnails.path(add(Image.new("RGB", (1600, 1200), "navy"), "JPEG"), size))
    assert made.size == (size, size * 3 // 4)
    assert made.format == "JPEG"


def test_a_small_picture_is_not_enlarged(thumbnails: Thumbnails, add: Add) -> None:
    assert shown(thumbnails.path(add(Image.new("RGB", (20, 10))), 512)).size == (20, 10)


def test_a_very_long_picture_has_a_thumbnail(thumbnails: Thumbnails, add: Add) -> None:
    assert shown(thumbnails.path(add(Image.new("L", (20_000, 2))), 96)).size == (96, 1)
    assert shown(thumbnails.path(add(Image.new("L", (20_000, 2)), "JPEG"), 96)).size == (96, 1)


@pytest.mark.parametrize("kind", ["jpg", "png", "gif", "webp", "tif", "bmp", "heic", "avif"])
def test_every_picture_format_has_a_thumbnail(
    thumbnails: Thumbnails, vault: Vault, content: dict[str, bytes], kind: str
) -> None:
    stored = vault.add(io.BytesIO(content[kind]), "a")
    assert stored.width
    assert stored.height
    made = shown(thumbnails.path(stored.sha256, 96))
    assert made.width > made.height if stored.width > stored.height else made.width < made.height


def test_a_pdf_has_none_and_is_not_remembered_as_broken(
    thumbnails: Thumbnails, vault: Vault, content: dict[str, bytes], tmp_path: Path
) -> None:
    stored = vault.add(io.BytesIO(content["pdf"]), "a.pdf")
    assert thumbnails.path(stored.sha256, 256) is None
    assert not (tmp_path / "cache").exists()


@pytest.mark.parametrize(
    ("orientation", "corner"),
    [(1, 0), (2, 1), (3, 3), (4, 2), (5, 0), (6, 1), (7, 3), (8, 2)],
)
def test_the_turning_of_exif_is_applied(
    thumbnails: Thumbnails, add: Add, orientation: int, corner: int
) -> None:
    picture = Image.new("RGB", (400, 200), "white")
    picture.paste("black", (0, 0, 100, 100))  # the stored top left
    exif = Image.Exif()
    exif[0x0112] = orientation
    made = shown(thumbnails.path(add(picture, "JPEG", exif=exif), 96)).convert("L")
    right, below = made.width - 8, made.height - 8
    corners = [(7, 7), (right, 7), (7, below), (right, below)]
    assert [dark(made, at) for at in corners] == [n == corner for n in range(4)]
    assert made.size == ((96, 48) if orientation < 5 else (48, 96))


def test_transparency_makes_a_png_and_an_opaque_alpha_does_not(
    thumbnails: Thumbnails, add: Add
) -> None:
    clear = shown(thumbnails.path(add(Image.new("RGBA", (200, 200), (255, 0, 0, 128))), 96))
    assert (clear.format, clear.getpixel((48, 48))) == ("PNG", (255, 0, 0, 128))
    opaque = shown(thumbnails.path(add(Image.new("RGBA", (200, 200), (255, 0, 0, 255))), 96))
    assert opaque.format == "JPEG"


def test_a_transparent_palette_keeps_its_transparency(thumbnails: Thumbnails, add: Add) -> None:
    picture = Image.new("P", (200, 200), 0)
    picture.putpalette([0, 0, 0, 0, 0, 255])
    picture.paste(1, (100, 0, 200, 200))
    made = shown(thumbnails.path(add(picture, "PNG", transparency=0), 96))
    assert made.getchannel("A").getpixel((10, 48)) == 0
    assert made.getpixel((80, 48)) == (0, 0, 255, 255)


@pytest.mark.parametrize(
    ("mode", "colour", "kind", "wanted"),
    [
        ("1", 1, "PNG", (255, 255, 255)),
        ("L", 77, "PNG", (77, 77, 77)),
        ("CMYK", (0, 255, 255, 0), "JPEG", (255, 0, 0)),
        ("CMYK", (0, 255, 255, 0), "TIFF", (255, 0, 0)),
        ("YCbCr", (76, 85, 255), "TIFF", (255, 0, 0)),
        ("LAB", (128, 128, 128), "TIFF", (119, 119, 119)),
        ("I;16", 128 * 256, "PNG", (128, 128, 128)),
        ("I;16", 128 * 256, "TIFF", (128, 128, 128)),
    ],
)
def test_every_mode_comes_out_in_its_colour(
    thumbnails: Thumbnails, add: Add, mode: str, colour: int, kind: str, wanted: tuple[int, ...]
) -> None:
    sha256 = add(Image.new(mode, (300, 200), colour), kind)
    made = shown(thumbnails.path(sha256, 96)).convert("RGB")
    assert close(made.getpixel((48, 30)), wanted)


@pytest.mark.parametrize("mode", ["I", "F"])
def test_numbers_of_any_range_are_stretched_to_grey(
    thumbnails: Thumbnails, add: Add, mode: str
) -> None:
    picture = Image.new(mode, (300, 200), -5000)
    picture.paste(70_000, (150, 0, 300, 200))
    made = shown(thumbnails.path(add(picture, "TIFF"), 96)).convert("L")
    assert (made.getpixel((20, 30)), made.getpixel((80, 30))) == (0, 255)


def test_a_colour_profile_is_converted_to_srgb(thumbnails: Thumbnails, add: Add) -> None:
    # L*a*b* numbers read through their profile: the same numbers as plain RGB would be purple.
    lab = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB"))
    srgb = ImageCms.createProfile("sRGB")
    red = Image.new("RGB", (200, 200), (200, 30, 30))
    stored = ImageCms.profileToProfile(red, srgb, lab, outputMode="LAB")
    assert stored is not None
    made = shown(thumbnails.path(add(stored, "TIFF", icc_profile=lab.tobytes()), 96))
    assert close(made.convert("RGB").getpixel((48, 48)), (200, 30, 30))
    assert "icc_profile" not in made.info


@pytest.mark.parametrize("profile", [b"rubbish", b"\0" * 200, None])
def test_a_profile_that_does_not_fit_costs_the_conversion_not_the_picture(
    thumbnails: Thumbnails, add: Add, profile: bytes | None
) -> None:
    lab = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB")).tobytes()
    sha256 = add(Image.new("RGB", (200, 200), (200, 30, 30)), icc_profile=profile or lab)
    assert close(shown(thumbnails.path(sha256, 96)).getpixel((48, 48)), (200, 30, 30))


def test_an_animation_shows_its_first_frame(thumbnails: Thumbnails, add: Add) -> None:
    frames = [Image.new("RGB", (100, 100), colour) for colour in ("red", "lime", "blue")]
    for kind in ("GIF", "PNG", "WEBP", "TIFF"):
        sha256 = add(frames[0], kind, save_all=True, append_images=frames[1:])
        assert close(
            shown(thumbnails.path(sha256, 96)).convert("RGB").getpixel((50, 50)), (255, 0, 0)
        )


def test_a_thumbnail_carries_nothing_private(thumbnails: Thumbnails, add: Add) -> None:
    exif = Image.Exif()
    exif[0x010E] = "where the ambassador lives"
    made = thumbnails.path(
        add(Image.new("RGB", (300, 300)), "JPEG", exif=exif, comment=b"secret"), 96
    )
    assert made is not None
    assert b"ambassador" not in made.read_bytes()
    assert b"secret" not in made.read_bytes()


def test_a_thumbnail_is_made_once(thumbnails: Thumbnails, add: Add, vault: Vault) -> None:
    sha256 = add(Image.new("RGB", (300, 300)))
    first = thumbnails.path(sha256, 96)
    vault.remove(sha256)
    assert first is not None
    assert thumbnails.path(sha256, 96) == first
    assert thumbnails.path(sha256, 256) is None


def test_an_empty_thumbnail_left_by_a_crash_is_made_again(thumbnails: Thumbnails, add: Add) -> None:
    sha256 = add(Image.new("RGB", (300, 300)))
    path = thumbnails.path(sha256, 96)
    assert path is not None
    path.write_bytes(b"")
    assert shown(thumbnails.path(sha256, 96)).size == (96, 96)


def test_a_broken_picture_is_tried_once_and_again_when_it_was_mended(
    thumbnails: Thumbnails, vault: Vault, content: dict[str, bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    sha256 = vault.add(io.BytesIO(content["jpg"]), "a.jpg").sha256
    path = vault.path(sha256)
    path.chmod(0o600)
    path.write_bytes(b"rotten")
    tries: list[Path] = []
    examine = decoders.examine

    def counted(path: Path, name: str) -> object:
        tries.append(path)
        return examine(path, name)

    monkeypatch.setattr(thumbnails_module, "examine", counted)
    assert [thumbnails.path(sha256, size) for size in SIZES] == [None] * 4
    assert len(tries) == 1
    vault.add(io.BytesIO(content["jpg"]), "a.jpg")
    assert thumbnails.path(sha256, 96) is not None


def test_trouble_of_the_moment_is_not_remembered(
    thumbnails: Thumbnails, add: Add, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sha256 = add(Image.new("RGB", (300, 300)))

    def exhausted(*_: object) -> tuple[bytes, str]:
        raise MemoryError

    with monkeypatch.context() as patched:
        patched.setattr(thumbnails_module, "reduced", exhausted)
        assert thumbnails.path(sha256, 96) is None
    assert thumbnails.path(sha256, 96) is not None


def test_a_cache_that_cannot_be_written_costs_only_the_thumbnail(
    tmp_path: Path, vault: Vault, add: Add
) -> None:
    (tmp_path / "file").write_text("in the way")
    assert Thumbnails(tmp_path / "file", vault).path(add(Image.new("RGB", (300, 300))), 96) is None


def test_only_the_fixed_sizes_are_made(thumbnails: Thumbnails, add: Add) -> None:
    with pytest.raises(ValueError, match="97"):
        thumbnails.path(add(Image.new("RGB", (10, 10))), 97)


@pytest.mark.parametrize("sha256", ["", "../../../etc/passwd", "a" * 64, "AA" * 32])
def test_what_is_not_in_the_vault_has_no_thumbnail(thumbnails: Thumbnails, sha256: str) -> None:
    assert thumbnails.path(sha256, 96) is None
    thumbnails.forget(sha256)


def test_a_forgotten_picture_has_no_file_left_and_others_keep_theirs(
    thumbnails: Thumbnails, add: Add, tmp_path: Path
) -> None:
    one, two = add(Image.new("RGB", (300, 300))), add(Image.new("L", (300, 300)))
    for sha256 in (one, two):
        for size in SIZES:
            thumbnails.path(sha256, size)
    thumbnails.forget(one)
    names = [path.name for path in (tmp_path / "cache").rglob("*.*")]
    assert len(names) == 4
    assert all(name.startswith(two) for name in names)


def test_trimming_takes_the_oldest_first(thumbnails: Thumbnails, add: Add, tmp_path: Path) -> None:
    made = []
    for age in range(5):
        path = thumbnails.path(add(Image.new("RGB", (300, 300), (age * 50, 0, 0))), 256)
        assert path is not None
        os.utime(path, (2_000_000_000 - age, 2_000_000_000 - age))
        made.append(path)
    sizes = [path.stat().st_size for path in made]
    assert thumbnails.trim(10**9) == 0
    assert thumbnails.trim(sum(sizes[:2])) == sum(sizes[2:])
    assert [path.exists() for path in made] == [True, True, False, False, False]
    stale, fresh = made[0].with_name(".making-a"), made[0].with_name(".making-b")
    for path in (stale, fresh):
        path.write_bytes(b"x")
    os.utime(stale, (1, 1))
    thumbnails.trim(10**9)
    assert (stale.exists(), fresh.exists()) == (False, True)


def test_threads_and_processes_make_the_same_thumbnail_at_once(
    thumbnails: Thumbnails, add: Add, vault: Vault, tmp_path: Path
) -> None:
    sha256 = add(Image.effect_noise((2000, 1500), 50), "JPEG")
    script = """
import sys
from pathlib import Path
from catalog_app.media.thumbnails import Thumbnails
from catalog_app.media.vault import Vault
print(Thumbnails(Path(sys.argv[1]), Vault(Path(sys.argv[2]))).path(sys.argv[3], 512))
"""
    sources = Path(thumbnails_module.__file__).parents[2]
    folder = vault.path(sha256).parents[1]
    others = [
        subprocess.Popen(
            [sys.executable, "-c", script, str(tmp_path / "cache"), str(folder), sha256],
            env={**os.environ, "PYTHONPATH": str(sources)},
            stdout=subprocess.PIPE,
            text=True,
        )
        for _ in range(2)
    ]
    found: list[Path | None] = []
    threads = [
        threading.Thread(target=lambda: found.append(thumbnails.path(sha256, 512)))
        for _ in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    printed = {other.communicate()[0].strip() for other in others}
    assert printed == {str(path) for path in found}
    assert shown(found[0]).size == (512, 384)
    assert len([path for path in (tmp_path / "cache").rglob("*") if path.is_file()]) == 1
