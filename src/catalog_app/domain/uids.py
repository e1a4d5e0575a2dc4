"""Identifiers that stay the same wherever a record goes."""

import secrets
import time
import uuid

_last = 0


def new_uid() -> str:
    """A UUID of version 7 (RFC 9562): unique, and in order of making within this process.

    Python's own ``uuid`` has none before 3.14. The 12 bits after the millisecond count within it.
    """
    global _last
    now = max(time.time_ns() // 1_000_000 * 4096, _last + 1)
    _last = now
    value = (now >> 12) << 80 | 0x7 << 76 | (now & 0xFFF) << 64
    value |= 0b10 << 62 | secrets.randbits(62)
    return str(uuid.UUID(int=value))
