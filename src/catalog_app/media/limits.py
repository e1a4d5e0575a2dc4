"""The limits on what the vault takes in, each with its reason."""

FILE_LIMIT = 500 * 1024 * 1024
"""Bytes of one file: an uncompressed 150-megapixel scan fits; a film that was dragged in by mistake
does not.
"""

WHOLE_FILE_LIMIT = 100 * 1024 * 1024
"""Bytes of one GIF, WebP, HEIC or AVIF: their decoders hold the whole file in memory."""

RUN_LENGTH_LIMIT = 20 * 1024 * 1024
"""Bytes of one run-length coded BMP: Pillow decodes it in Python, about 4 MB a second."""

PIXEL_LIMIT = 200_000_000
"""Width times height: the largest camera phones and an A2 scan at 600 dpi fit; 800 MB of memory to
decode.
"""

SIDE_LIMIT = 65_500
"""Pixels along one side: the most that libjpeg decodes."""

FRAME_LIMIT = 2_000
"""Frames of an animation or pages of a TIFF: a bound volume fits, an endless chain does not."""

SCAN_LIMIT = 100
"""Scans of a progressive JPEG: encoders write ten; each costs a pass over the whole picture."""

PART_LIMIT = 500_000
"""Chunks, segments or blocks of one file: 8 KB chunks up to the file limit need 64,000."""

HEADER_LIMIT = 64 * 1024 * 1024
"""Bytes of a JPEG before its pixels: metadata, colour profile and previews."""

CHUNK_LIMIT = 16 * 1024 * 1024
"""Bytes of one PNG chunk that holds no pixels: texts and colour profiles are read into memory
whole.
"""

TAG_LIMIT = 4_096
"""Tags of a TIFF directory: real ones have fewer than two hundred."""

VALUE_LIMIT = 2_000_000
"""Numbers in one TIFF tag: 200 megapixels in tiles of 16 by 16 need 800,000."""
