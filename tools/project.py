#!/usr/bin/env python3
"""Set the project up, run it and check it; needs nothing but Python 3.11 or newer."""

# An older Python must be able to read this file, to refuse it in plain words or to hand over to a
# newer one: the syntax stays that of Python 3.6.

import ctypes
import hashlib
import importlib
import importlib.util
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path


def newer_python() -> str:
    """A Python on PATH that is new enough and starts; an empty text where there is none."""
    question = "import sys; sys.exit(sys.version_info < (3, 11))"
    for name in ("python3.13", "python3.12", "python3.11"):
        found = shutil.which(name)
        # A launcher of a version manager may be there without its Python, so it is tried.
        if found and not subprocess.call(
            [found, "-c", question], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        ):
            return found
    return ""


if sys.version_info < (3, 11):  # noqa: UP036
    newer = newer_python()
    if newer:
        sys.exit(subprocess.call([newer, *sys.argv]))
    version = ".".join(map(str, sys.version_info[:2]))
    sys.exit(
        f"Xenion needs Python 3.11 or newer; this is Python {version} ({sys.executable}).\n"
        "Install a newer one (python.org, or your system's packages) and try again."
    )

Command = list[str | Path]

ROOT = Path(__file__).resolve().parent.parent
BUILD = ROOT / "build"
VENV = ROOT / ".venv"
PROGRAMS = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = PROGRAMS / ("python.exe" if os.name == "nt" else "python")
STAMP = VENV / "set-up.txt"
RUN_LOCK = ROOT / "requirements.lock"
DEV_LOCK = ROOT / "requirements-dev.lock"

# Packages of Debian and Ubuntu by the need they serve, each with the library that shows it is there
# (names of packages change between releases, names of libraries do not). Qt brings all else.
SYSTEM_PACKAGES = {
    "environment": {f"python{sys.version_info[0]}.{sys.version_info[1]}-venv": ""},
    "window": {
        "fonts-noto-cjk": "",
        "libdbus-1-3": "libdbus-1.so.3",
        "libegl1": "libEGL.so.1",
        "libfontconfig1": "libfontconfig.so.1",
        "libgl1": "libGL.so.1",
        "libglib2.0-0": "libglib-2.0.so.0",
        "libxkbcommon0": "libxkbcommon.so.0",
    },
    "display": {
        "libxcb-cursor0": "libxcb-cursor.so.0",
        "libxcb-icccm4": "libxcb-icccm.so.4",
        "libxcb-keysyms1": "libxcb-keysyms.so.1",
        "libxcb-shape0": "libxcb-shape.so.0",
        "libxkbcommon-x11-0": "libxkbcommon-x11.so.0",
    },
}


def setup(arguments: list[str]) -> int:
    """Make .venv with the locked dependencies and the package; nothing to do when it is current."""
    wanted = fingerprint()
    if PYTHON.exists() and STAMP.exists() and STAMP.read_text("utf-8") == wanted:
        return 0
    need_environment_module()
    base = getattr(sys, "_base_executable", "") or sys.executable
    pip: Command = [PYTHON, "-m", "pip", "-qq", "--disable-pip-version-check"]
    # The environment is made anew each time, so that it holds what the lock says and no more.
    must("Making .venv", [base, "-m", "venv", "--clear", VENV])
    must(
        "Installing the locked dependencies",
        [*pip, "install", "--require-hashes", "--only-binary", ":all:", "-r", DEV_LOCK],
    )
    must("Installing Xenion", [*pip, "install", "--no-deps", "--no-build-isolation", "-e", ROOT])
    STAMP.write_text(wanted, "utf-8")
    return 0


def run(arguments: list[str]) -> int:
    """Open the window on the sample catalogue; without a display leave a screenshot instead."""
    setup([])
    need_system_packages("window")
    xenion: Command = [PYTHON, "-m", "catalog_app"]
    sample = BUILD / "Sample.xenion"
    if not sample.exists():
        BUILD.mkdir(exist_ok=True)
        code = call("Making the sample catalogue", [*xenion, "new", sample, "--sample"])
        if code:
            shutil.rmtree(sample, ignore_errors=True)
            return code
    if displayed():
        need_system_packages("display")
        return call("Opening the window", [*xenion, "open", sample])
    target = BUILD / "screenshot.png"
    say(f"There is no display here; {target.relative_to(ROOT)} shows the window instead")
    return call("", [*xenion, "screenshot", sample, target, "--query", "kind:gift"])


def displayed() -> bool:
    """Whether a window can be shown here."""
    if sys.platform in ("win32", "darwin"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def lint(arguments: list[str]) -> int:
    """Check style, format and types."""
    setup([])
    codes = [
        call("Style (ruff check)", [PYTHON, "-m", "ruff", "check", "--quiet"]),
        call("Format (ruff format)", [PYTHON, "-m", "ruff", "format", "--check", "--quiet"]),
        call("Types (mypy)", [PYTHON, "-m", "mypy", "--no-error-summary"]),
    ]
    return max(codes, key=abs)


def test(arguments: list[str]) -> int:
    """Run the tests on several cores; what follows goes to pytest."""
    setup([])
    need_system_packages("window")
    # Windows are tested without a display, unless somebody wants to watch.
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    workers = str(min(cores(), 8))
    pytest: Command = [PYTHON, "-m", "pytest", "-n", workers, "--benchmark-disable"]
    return call("Tests (pytest)", [*pytest, *arguments])


def check(arguments: list[str]) -> int:
    """Lint and test."""
    style = lint([])
    return test([]) or style


def lock(arguments: list[str]) -> int:
    """Write the lock files anew from pyproject.toml; with --upgrade to the newest versions."""
    setup([])
    uv: Command = [PYTHON, "-m", "uv", "pip", "compile", "pyproject.toml", "--quiet", "--universal"]
    uv += ["--python-version", "3.11", "--generate-hashes"]
    uv += ["--custom-compile-command", "make lock", *arguments]
    # What runs is the same in both: the first file constrains the second.
    development = ["--group", "dev", "--constraints", RUN_LOCK.name]
    must("Locking what runs", [*uv, "--output-file", RUN_LOCK.name])
    must("Locking what develops", [*uv, *development, "--output-file", DEV_LOCK.name])
    for path in (RUN_LOCK, DEV_LOCK):
        if "://" in path.read_text("utf-8"):
            return fail(f"{path.name} names an address: it must hold names, versions and hashes.")
    return 0


def bench(arguments: list[str]) -> int:
    """Measure on a generated catalogue, of 100000 records if not said; writes build/bench.json."""
    setup([])
    return call("Benchmarks", [PYTHON, "-m", "tests.benchmarks.bench", *arguments])


def clean(arguments: list[str]) -> int:
    """Remove .venv, build/ and everything else that the tools made."""
    for name in (".venv", "build", "dist"):
        shutil.rmtree(ROOT / name, ignore_errors=True)
    for name in (".mypy_cache", ".pytest_cache", ".ruff_cache", ".hypothesis", ".benchmarks"):
        shutil.rmtree(ROOT / name, ignore_errors=True)
    for folder in ("src", "tests", "tools"):
        for cache in (ROOT / folder).rglob("__pycache__"):
            shutil.rmtree(cache, ignore_errors=True)
    say("Removed what the tools had made")
    return 0


COMMANDS: dict[str, Callable[[list[str]], int]] = {
    command.__name__: command for command in (setup, run, lint, test, check, bench, lock, clean)
}
TAKE_ARGUMENTS = ("test", "bench", "lock")


def main(arguments: list[str]) -> int:
    """Carry out one command; the exit code is that of the tool it ran, 2 for wrong usage."""
    name, rest = (arguments[0], arguments[1:]) if arguments else ("help", [])
    if name in ("help", "-h", "--help"):
        print(usage())
        return 0
    if name not in COMMANDS:
        return fail(f"There is no command {name!r} in this version.\n\n{usage()}", 2)
    if rest and name not in TAKE_ARGUMENTS:
        return fail(f"{name} takes nothing after it.", 2)
    try:
        return COMMANDS[name](rest)
    except KeyboardInterrupt:
        return 130


def usage() -> str:
    """The commands with a line each, as ``make help`` shows them."""
    lines = [f"  {name:8}{(COMMANDS[name].__doc__ or '').strip()}" for name in COMMANDS]
    first = "make COMMAND   or   python3 tools/project.py COMMAND"
    return "\n".join([first, "", *lines, f"  {'help':8}Show this."])


def fingerprint() -> str:
    """What an environment depends on: when it changes, the environment is made anew."""
    import tomllib  # new in 3.11, so not at the top

    with (ROOT / "pyproject.toml").open("rb") as file:
        project = tomllib.load(file)
    parts = {
        "folder": str(ROOT),
        "locked": DEV_LOCK.read_text("utf-8"),
        "project": [project["build-system"], project["project"], project["tool"]["hatch"]],
    }
    return hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()


def need_environment_module() -> None:
    """Debian and Ubuntu ship half of ``venv`` as a package of its own: install it if need be."""
    if importlib.util.find_spec("ensurepip"):
        return
    if sys.base_prefix == "/usr":
        need_system_packages("environment")
        importlib.invalidate_caches()
    if not importlib.util.find_spec("ensurepip"):
        fail(
            "This Python cannot make environments: its module ensurepip is missing.\n"
            f"Install it for {sys.executable}, or start this with another Python."
        )
        sys.exit(1)


def need_system_packages(need: str) -> None:
    """Install the packages that serve ``need``, or print the one command to type and stop."""
    apt, dpkg = shutil.which("apt-get"), shutil.which("dpkg-query")
    if not apt or not dpkg:
        return
    missing = [
        name
        for name, library in SYSTEM_PACKAGES[need].items()
        if not (loadable(library) if library else installed(dpkg, name))
    ]
    if not missing:
        return
    names = " ".join(missing)
    prefix = as_root()
    if prefix is None:
        fail(
            f"The system lacks {names}. Type this once, then try again:\n"
            f"  sudo apt-get update && sudo apt-get install --yes {names}"
        )
        sys.exit(1)
    get: Command = [
        *prefix,
        "env",
        "DEBIAN_FRONTEND=noninteractive",
        apt,
        "-qq",
        "-o=Dpkg::Use-Pty=0",
    ]
    # Old lists may still do: installing decides.
    call("Reading the package lists", [*get, "update"])
    install: Command = [*get, "install", "--yes", "--no-install-recommends", *missing]
    must(f"Installing {names}", install, output=subprocess.DEVNULL)


def loadable(library: str) -> bool:
    """Whether the system finds this library."""
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def installed(dpkg: str, package: str) -> bool:
    """Whether Debian's package is installed."""
    answer = subprocess.run(
        [dpkg, "--show", "--showformat=${db:Status-Status}", package],
        capture_output=True,
        text=True,
        check=False,
    )
    return answer.stdout.strip() == "installed"


def as_root() -> list[str] | None:
    """What a command starts with to run as root without a question; None where that cannot be."""
    if os.geteuid() == 0:
        return []
    sudo = shutil.which("sudo")
    if sudo and not subprocess.call(
        [sudo, "-n", "true"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ):
        return [sudo, "-n"]
    return None


def cores() -> int:
    """How many cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def say(line: str) -> None:
    """One line about what is done now, before the output of what does it."""
    print(f"==> {line}", flush=True)


def call(line: str, command: Command, output: int | None = None) -> int:
    """Say ``line``, run ``command`` in the project's folder, return its exit code."""
    if line:
        say(line)
    return subprocess.call([str(part) for part in command], cwd=ROOT, stdout=output)


def must(line: str, command: Command, output: int | None = None) -> None:
    """Like ``call``; where the command fails, stop with its exit code."""
    code = call(line, command, output)
    if code:
        fail(f"{line}: failed.")
        sys.exit(code)


def fail(message: str, code: int = 1) -> int:
    """Print ``message`` on standard error and return ``code``."""
    print(message, file=sys.stderr, flush=True)
    return code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
