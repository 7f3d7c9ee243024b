"""`python -m sandbox.game`: plays over standard input and output, one line of JSON each way."""

import sys

from sandbox.game.talking import talk


def main() -> None:
    """Answer line by line until the input ends."""
    for line in talk(sys.stdin):
        sys.stdout.write(line + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
