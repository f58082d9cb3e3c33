from __future__ import annotations

import copy
import pickle
from dataclasses import FrozenInstanceError, field, replace

import pytest

from llmtui.values import frozen


@frozen
class Heron:
    """A bird."""

    name: str
    legs: int = 2
    fish: dict[str, int] = field(default_factory=dict)


HERON = Heron("Grey", fish={"roach": 1})


def test_fields_are_given_by_place_or_name_or_by_default() -> None:
    assert (("Grey", 2, {}), ("Grey", 1, {})) == tuple(
        (heron.name, heron.legs, heron.fish) for heron in (Heron("Grey"), Heron(legs=1, name="Grey"))
    )


def test_what_a_factory_makes_is_not_shared() -> None:
    assert Heron("Grey").fish is not Heron("Grey").fish


@pytest.mark.parametrize("values", [(), ("Grey", 2, {}, 4)])
def test_too_few_or_too_many_values_are_a_fault(values: tuple[str, ...]) -> None:
    with pytest.raises(TypeError, match=r"Heron\.__init__\(\)"):
        Heron(*values)  # type: ignore[arg-type]


@pytest.mark.parametrize("name", ["name", "legs", "wings"])
def test_nothing_can_be_assigned_or_deleted(name: str) -> None:
    with pytest.raises(FrozenInstanceError):
        setattr(HERON, name, "Other")
    with pytest.raises(FrozenInstanceError):
        delattr(HERON, name)


def test_equal_is_what_has_equal_fields_and_the_same_class() -> None:
    other: object = ("Grey", 2, {"roach": 1})

    assert (True, False, False) == (replace(HERON) == HERON, replace(HERON, legs=1) == HERON, other == HERON)


def test_what_holds_hashable_fields_goes_into_sets() -> None:
    assert 1 == len({replace(HERON, fish=()), replace(HERON, fish=())})  # type: ignore[arg-type]


def test_it_is_printed_as_it_is_made() -> None:
    assert "Heron(name='Grey', legs=2, fish={'roach': 1})" == repr(HERON)


def test_copies_and_pickles_are_equal() -> None:
    assert [HERON] * 2 == [copy.deepcopy(HERON), pickle.loads(pickle.dumps(HERON))]  # noqa: S301 - our own
