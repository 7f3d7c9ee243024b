"""`python -m rapport` is the command `rapport`."""

from rapport.project.main import main

main()
