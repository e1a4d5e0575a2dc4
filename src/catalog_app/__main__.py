"""Starts Xenion from the command line."""

import sys


def main() -> int:
    """Run the program with the arguments of this process; returns its exit code."""
    from catalog_app.cli import run

    return run(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
