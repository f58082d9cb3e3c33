"""Plain values: what holds data, is compared by it, and is never changed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from typing_extensions import dataclass_transform
else:

    def dataclass_transform(**_options: object):  # noqa: ANN201 - types are for the checker, which reads the line above
        """Leave what is decorated as it is."""
        return lambda decorator: decorator


_T = TypeVar("_T")


@dataclass_transform(frozen_default=True)
def frozen(cls: type[_T]) -> type[_T]:
    """A frozen, slotted dataclass that takes a third of the time to make.

    `dataclass(frozen=True, slots=True)` writes and compiles seven methods for each class, which for the classes that
    the first picture needs takes a tenth of the start. Here only `__init__` is written; the others are shared. That
    nothing is assigned to is held by the type checker and not at run time.
    """
    made: type[_T] = dataclass(slots=True, repr=False, eq=False)(cls)
    for name, method in (("__eq__", _equal), ("__hash__", _hash), ("__repr__", _repr)):
        if name not in cls.__dict__:
            setattr(made, name, method)
    return made


def _told(self: Any) -> tuple[Any, ...]:
    return tuple(getattr(self, name) for name in self.__match_args__)


def _equal(self: Any, other: object) -> bool:
    return _told(self) == _told(other) if other.__class__ is self.__class__ else NotImplemented


def _hash(self: Any) -> int:
    return hash(_told(self))


def _repr(self: Any) -> str:
    fields = ", ".join(f"{name}={getattr(self, name)!r}" for name in self.__match_args__)
    return f"{self.__class__.__qualname__}({fields})"
