"""`python -m tui` is the command `copydesk`."""

from tui.cli import main

main()
