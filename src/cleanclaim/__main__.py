"""Run the command line as `python -m cleanclaim`."""

from cleanclaim.cli import main

main()
