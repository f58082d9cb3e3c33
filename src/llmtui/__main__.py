"""Runs llmtui as `python -m llmtui`."""

from llmtui.cli.main import entry_point

if __name__ == "__main__":
    entry_point()
