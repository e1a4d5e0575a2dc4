"""The Qt binding is sound: 6.12.0 under Python 3.11 lost a reference to ``None`` a void call."""

import sys

import pytest
from PySide6.QtGui import QColor

CALLS = 2_000


@pytest.mark.skipif(sys.version_info >= (3, 12), reason="None is immortal from 3.12")
def test_void_calls_do_not_lose_references_to_none() -> None:
    colour = QColor("#17614D")
    before = sys.getrefcount(None)
    for _ in range(CALLS):
        colour.setAlpha(7)
    assert sys.getrefcount(None) > before - CALLS // 10
