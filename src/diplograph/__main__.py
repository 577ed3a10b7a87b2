"""`python -m diplograph` is the command line."""

from diplograph.cli import main

main()
