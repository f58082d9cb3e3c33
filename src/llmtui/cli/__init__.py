"""The command line, one module per command. Only `browse` and `pick` import Textual, and only when they run."""
