"""`python -m app.national FILE.zip`: verifies a packet where there is no installation, one fault a line."""

import sys
from pathlib import Path

from app.national.verifying import verify


def main(arguments: list[str]) -> int:
    """0 for a sound packet, 1 for any other, 2 for a call that makes no sense."""
    if len(arguments) != 1:
        print("python -m app.national FILE.zip", file=sys.stderr)
        return 2
    verdict = verify(Path(arguments[0]))
    print(f"SHA-256 {verdict.sha256}")
    for fault in verdict.faults:
        print(fault)
    print("sound" if verdict.is_sound else "NOT SOUND")
    return 0 if verdict.is_sound else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
