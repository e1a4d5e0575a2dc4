"""What pictures say of themselves is read from wherever it stands, cleaned, and never trusted."""

import io
import struct
from collections.abc import Callable
from pathlib import Path
from xml.sax.saxutils import escape

import pytest
from PIL import Image, PngImagePlugin, TiffImagePlugin

from catalog_app.media.metadata import CAPTION_LIMIT, LINE_LIMIT, ImageMetadata, read_metadata

Write = Callable[[str, bytes], Path]
FORMATS = ["JPEG", "PNG", "WEBP", "TIFF", "AVIF"]


def exif(**values: str) -> Image.Exif:
    tags = {"caption": 0x010E, "credit": 0x013B, "rights": 0x8298}
    data = Image.Exif()
    for key, value in values.items():
        if key == "taken":
            data[0x8769] = {0x9003: value}
        else:
            data[tags[key]] = value
    return data


def xmp(properties: str, attributes: str = "") -> bytes:
    return f"""<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF
 xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/"
 xmlns:exif="http://ns.adobe.com/exif/1.0/" {attributes}>{properties}</rdf:Description></rdf:RDF>
</x:xmpmeta><?xpacket end="w"?>""".encode()


def alternatives(key: str, **texts: str) -> str:
    items = "".join(
        f'<rdf:li xml:lang="{language.replace("_", "-")}">{escape(text)}</rdf:li>'
        for language, text in texts.items()
    )
    return f"<dc:{key}><rdf:Alt>{items}</rdf:Alt></dc:{key}>"


def iptc(**values: bytes) -> bytes:
    numbers = {"day": 55, "clock": 60, "byline": 80, "credit": 110, "rights": 116, "caption": 120}
    return b"".join(
        b"\x1c\x02" + bytes([numbers[key]]) + struct.pack(">H", len(value)) + value
        for key, value in values.items()
    )


def jpeg_with_iptc(block: bytes) -> bytes:
    resource = b"8BIM\x04\x04\0\0" + struct.pack(">I", len(block)) + block
    resource += b"\0" * (len(block) % 2)
    segment = b"Photoshop 3.0\0" + resource
    out = io.BytesIO()
    Image.new("RGB", (8, 8)).save(out, "JPEG")
    data = out.getvalue()
    return data[:2] + b"\xff\xed" + struct.pack(">H", len(segment) + 2) + segment + data[2:]


def saved(path: Path, kind: str = "JPEG", **options: object) -> Path:
    Image.new("RGB", (8, 8)).save(path, kind, **options)
    return path


@pytest.mark.parametrize("kind", FORMATS)
def test_exif_is_read_from_every_format_that_has_it(tmp_path: Path, kind: str) -> None:
    data = exif(
        taken="2009:10:04 12:30:00",
        caption="Jade cabbage, 123456789",
        credit="Kim Photo",
        rights="Museum",
    )
    # Pillow writes ASCII only; others write UTF-8, in which these three signs have nine bytes.
    block = data.tobytes()
    if kind != "TIFF":
        block = block.replace(b"123456789", "大同江".encode())
    path = saved(tmp_path / "a", kind, exif=block)
    path.write_bytes(path.read_bytes().replace(b"123456789", "大同江".encode()))
    found = read_metadata(path)
    assert found == ImageMetadata(
        "2009-10-04T12:30:00", "Jade cabbage, 大同江", "Kim Photo", "Museum", 1
    )


@pytest.mark.parametrize("kind", FORMATS)
def test_xmp_comes_before_exif_and_its_default_language_before_others(
    tmp_path: Path, kind: str
) -> None:
    packet = xmp(
        alternatives("description", ko="옥배추", x_default="A cabbage of jade")
        + alternatives("rights", en="© Museum")
        + "<dc:creator><rdf:Seq><rdf:li>Kim</rdf:li><rdf:li>Li</rdf:li></rdf:Seq></dc:creator>",
        'photoshop:DateCreated="1983-06"',
    )
    text = PngImagePlugin.PngInfo()
    text.add_itxt("XML:com.adobe.xmp", packet.decode())
    choices: dict[str, dict[str, object]] = {
        "TIFF": {"tiffinfo": {700: packet, 270: "from the camera"}},
        "PNG": {"pnginfo": text, "exif": exif(caption="from the camera")},
    }
    others: dict[str, object] = {"xmp": packet, "exif": exif(caption="from the camera")}
    found = read_metadata(saved(tmp_path / "a", kind, **choices.get(kind, others)))
    assert found == ImageMetadata("1983-06", "A cabbage of jade", "Kim; Li", "© Museum", 1)


def test_iptc_is_read_from_jpeg_and_tiff_in_both_encodings(file: Write, tmp_path: Path) -> None:
    block = iptc(
        caption="Vase, “Ming”".encode("cp1252"),
        credit="Agence présidentielle".encode(),
        byline=b"Kim",
        rights=b"(c) 2001",
        day=b"20010415",
        clock=b"101500+0900",
    )
    wanted = ImageMetadata(
        "2001-04-15T10:15:00", "Vase, “Ming”", "Agence présidentielle", "(c) 2001", 1
    )
    assert read_metadata(file("a.jpg", jpeg_with_iptc(block))) == wanted
    info = TiffImagePlugin.ImageFileDirectory_v2()
    info[33723] = block
    info.tagtype[33723] = 7
    assert read_metadata(saved(tmp_path / "a.tif", "TIFF", tiffinfo=info)) == wanted


@pytest.mark.parametrize(
    ("stated", "wanted"),
    [
        ("2009:10:04 12:30:00", "2009-10-04T12:30:00"),
        ("2009:10:04 12:30:00\0", "2009-10-04T12:30:00"),
        ("2009-10-04T12:30:00.25+09:00", "2009-10-04T12:30:00"),
        ("2009:10:04", "2009-10-04"),
        ("2009:10:00 00:00:00", "2009-10"),
        ("2009:00:00 00:00:00", "2009"),
        ("0000:00:00 00:00:00", None),
        ("    :  :     :  :  ", None),
        ("2009:13:45 12:30:00", None),
        ("2009:02:30 12:30:00", None),
        ("2009:10:04 25:30:00", None),
        ("yesterday", None),
        ("9" * 300, None),
    ],
)
def test_a_time_is_as_precise_as_it_was_stated_and_nonsense_is_none(
    tmp_path: Path, stated: str, wanted: str | None
) -> None:
    assert read_metadata(saved(tmp_path / "a.jpg", exif=exif(taken=stated))).taken == wanted


def test_the_time_of_the_last_change_is_not_taken_for_the_photograph(tmp_path: Path) -> None:
    data = Image.Exif()
    data[0x0132] = "2020:01:01 00:00:00"
    assert read_metadata(saved(tmp_path / "a.jpg", exif=data)).taken is None


@pytest.mark.parametrize(
    "caption", ["OLYMPUS DIGITAL CAMERA         ", "SONY DSC", "<KENOX S730 / Samsung S730>", " "]
)
def test_what_cameras_write_everywhere_is_no_caption(tmp_path: Path, caption: str) -> None:
    caption = "<Digimax S500>" if "/" in caption else caption
    assert read_metadata(saved(tmp_path / "a.jpg", exif=exif(caption=caption))).caption is None


def test_a_caption_that_only_begins_like_a_camera_is_one(tmp_path: Path) -> None:
    text = "Sony radio, given by the chairman: see list 4"
    assert read_metadata(saved(tmp_path / "a.jpg", exif=exif(caption=text))).caption == text


def test_texts_are_cleaned_of_controls_and_capped(tmp_path: Path) -> None:
    packet = xmp(
        alternatives("description", x_default="one  \r\n\n\n\n two\t\u202eeerht" + "x" * 9000)
        + alternatives("rights", x_default="two\nlines" + "y" * 9000)
    )
    found = read_metadata(saved(tmp_path / "a.jpg", xmp=packet))
    assert found.caption is not None
    assert found.rights is not None
    assert found.caption.startswith("one\n\ntwo eerhtxxx")
    assert found.rights.startswith("two linesyyy")
    assert (len(found.caption), len(found.rights)) == (CAPTION_LIMIT, LINE_LIMIT)
    nul = read_metadata(saved(tmp_path / "b.jpg", exif=exif(rights="Photo\0Editor\x07")))
    assert nul.rights == "Photo; Editor"


def test_orientation_is_read_and_nonsense_is_upright(tmp_path: Path) -> None:
    for stated, wanted in ((6, 6), (0, 1), (99, 1)):
        data = Image.Exif()
        data[0x0112] = stated
        assert read_metadata(saved(tmp_path / "a.jpg", exif=data)).orientation == wanted


def test_exploding_xml_is_left_alone_and_hides_nothing_else(tmp_path: Path) -> None:
    entities = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12))
    bomb = f'<!DOCTYPE x [<!ENTITY a0 "ha">{entities}]>'.encode() + xmp(
        "<dc:description>&a11;</dc:description>"
    )
    one = b'<!DOCTYPE x [<!ENTITY a "ha">]>' + xmp(alternatives("description", x_default="&a;"))
    one = one.replace(b"&amp;", b"&")
    data = exif(caption="sound")
    for packet in (bomb, one, b"<x", b"\xff\xfe<\0x", xmp("<dc:description>" * 500), b"\0" * 500):
        path = saved(tmp_path / "a.jpg", xmp=packet, exif=data)
        assert read_metadata(path).caption == "sound"


def test_an_enormous_packet_is_left_alone(tmp_path: Path) -> None:
    text = PngImagePlugin.PngInfo()
    packet = xmp(alternatives("description", x_default="small") + "<!--" + "x" * 2_000_000 + "-->")
    text.add_itxt("XML:com.adobe.xmp", packet.decode())
    assert read_metadata(saved(tmp_path / "a.png", "PNG", pnginfo=text)) == ImageMetadata()


def test_broken_exif_and_iptc_hide_nothing_else(file: Write, tmp_path: Path) -> None:
    path = saved(
        tmp_path / "a.jpg",
        exif=b"Exif\0\0II*\0\xff\xff\xff\xff rubbish",
        xmp=xmp(alternatives("rights", x_default="© Museum")),
    )
    assert read_metadata(path).rights == "© Museum"
    assert read_metadata(file("b.jpg", jpeg_with_iptc(b"\x1c\x02\x78\xff\xff"))) == ImageMetadata()


def test_what_is_no_picture_has_no_metadata(
    file: Write, tmp_path: Path, content: dict[str, bytes]
) -> None:
    assert read_metadata(file("a.pdf", content["pdf"])) == ImageMetadata()
    assert read_metadata(file("a.jpg", b"a letter")) == ImageMetadata()
    assert read_metadata(tmp_path / "gone") == ImageMetadata()
    assert read_metadata(tmp_path) == ImageMetadata()
