"""Where the program's own folders and the user's are; nothing else asks whether it is frozen."""

import sys
from pathlib import Path

_APPLICATION = "Xenion"
_PACKAGE = Path(__file__).resolve().parent


def data_folder() -> Path:
    """The folder ``data``: the sample catalogue and the vocabularies that come with the program.

    Raises ``FileNotFoundError`` where the installation lacks it.
    """
    return _own_folder("data")


def resources_folder() -> Path:
    """The folder ``resources``: icons, fonts, layouts and translations that come with the program.

    Raises ``FileNotFoundError`` where the installation lacks it.
    """
    return _own_folder("resources")


def cache_folder() -> Path:
    """Where thumbnails and other things that can be made again may lie; it need not exist yet."""
    from platformdirs import user_cache_path

    return user_cache_path(_APPLICATION, appauthor=False)


def settings_folder() -> Path:
    """Where the user's settings lie; it need not exist yet."""
    from platformdirs import user_config_path

    return user_config_path(_APPLICATION, appauthor=False)


def log_folder() -> Path:
    """Where the program writes what went wrong; it need not exist yet."""
    from platformdirs import user_log_path

    return user_log_path(_APPLICATION, appauthor=False)


def _own_folder(name: str) -> Path:
    """One of the program's folders: inside the package once built, beside ``src`` in a checkout."""
    if getattr(sys, "frozen", False):
        # The executable unpacks the package as the wheel lays it out.
        places = [Path(sys._MEIPASS) / _PACKAGE.name / f"_{name}"]  # type: ignore[attr-defined]
    else:
        places = [_PACKAGE / f"_{name}", _PACKAGE.parent.parent / name]
    for place in places:
        if place.is_dir():
            return place
    raise FileNotFoundError(
        f"The folder {name!r} of this installation is missing; looked in "
        + ", ".join(str(place) for place in places)
    )


def sample_folder() -> Path:
    """Where the window keeps its sample catalogue; it need not exist yet."""
    from platformdirs import user_data_path

    return user_data_path(_APPLICATION, appauthor=False) / "Sample.xenion"
