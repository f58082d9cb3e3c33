"""llmtui: a terminal browser of the open-LLM landscape."""

from __future__ import annotations


def __getattr__(name: str) -> str:
    """Look the version up only when it is asked for: that costs more than starting Python."""
    if name == "__version__":
        from importlib.metadata import PackageNotFoundError, version  # noqa: PLC0415 - 20 ms that plain commands need not pay

        try:
            return version("llmtui")
        except PackageNotFoundError:
            return "from a checkout"
    raise AttributeError(f"module 'llmtui' has no attribute {name!r}")
