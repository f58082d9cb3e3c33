"""Shares work out among processes, and gives what they yield in the order in which one alone would have yielded it."""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from multiprocessing.connection import Connection
from typing import TypeVar

_T = TypeVar("_T")

Work = Callable[[int, int], Iterator[_T]]
"""Given the number of a process and how many there are, yields what falls to it: every so manyth of all results."""

_MOST = 8


def processors() -> int:
    """How many processes work at once here: as many as may run, and not so many that merging takes longest."""
    return min(_MOST, len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1)


def spread(work: Work[_T], processes: int) -> Iterator[_T]:
    """The results of all processes in turn. A process ends when it is done, or when nobody listens any more."""
    if processes < 2 or "fork" not in multiprocessing.get_all_start_methods():  # noqa: PLR2004 - one alone needs no help
        yield from work(0, 1)
        return
    context = multiprocessing.get_context("fork")
    ears: list[Connection] = []
    children = []
    for number in range(processes):
        ear, mouth = context.Pipe(duplex=False)
        ears.append(ear)
        child = context.Process(target=_tell, args=(work, number, processes, mouth, tuple(ears)), daemon=True)
        child.start()
        mouth.close()
        children.append(child)
    try:
        yield from _in_turn(ears)
    finally:
        for ear in ears:
            ear.close()
        for child in children:
            child.join()


def _in_turn(ears: Sequence[Connection]) -> Iterator[_T]:
    """What is heard, until the first whose turn it is has nothing more to tell."""
    while True:
        for ear in ears:
            try:
                result = ear.recv()
            except EOFError:
                return
            if isinstance(result, Exception):
                raise result
            yield result


def _tell(work: Work[_T], number: int, processes: int, mouth: Connection, ears: Sequence[Connection]) -> None:
    """Do the share of one process, and tell what came of it; a fault is told too."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # ctrl+c reaches the one who listens, and then nobody listens
    for ear in ears:
        ear.close()
    with suppress(BrokenPipeError):
        try:
            for result in work(number, processes):
                mouth.send(result)
        except Exception as fault:  # noqa: BLE001 - raised again where it is heard
            mouth.send(fault)
