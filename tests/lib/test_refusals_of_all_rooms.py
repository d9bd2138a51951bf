# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import pkgutil
from collections import Counter
from collections.abc import Iterator
from importlib import import_module
from string import Formatter

import diemcau
from diemcau.lib.refusal import Refusal


def _subclasses(cls: type[Refusal]) -> Iterator[type[Refusal]]:
    for subclass in cls.__subclasses__():
        yield subclass
        yield from _subclasses(subclass)


def _refusals() -> list[type[Refusal]]:
    for module in pkgutil.walk_packages(diemcau.__path__, "diemcau."):
        if module.name.rpartition(".")[2] == "refusals":
            import_module(module.name)
    return [refusal for refusal in _subclasses(Refusal) if refusal.__module__.startswith("diemcau.")]


def _facts(template: str, language: str) -> set[str]:
    """The fields of a sentence; a fact that has words in each language is two fields, `label_vi` and `label_en`."""
    return {name.removesuffix(f"_{language}") for _, name, _, _ in Formatter().parse(template) if name}


def test_every_refusal_tells_the_same_facts_in_both_languages() -> None:
    for refusal in _refusals():
        assert _facts(refusal.vi, "vi") == _facts(refusal.en, "en"), refusal
        assert refusal.vi != refusal.en, refusal


def test_every_refusal_has_a_code_of_its_own_and_the_status_of_an_error() -> None:
    codes = Counter(refusal.code for refusal in _refusals())
    assert [code for code, times in codes.items() if times > 1] == []
    assert "refused" not in codes
    assert all(400 <= refusal.status < 600 for refusal in _refusals())


def test_every_refusal_is_whole_sentences() -> None:
    for refusal in _refusals():
        for sentence in (refusal.vi, refusal.en):
            assert sentence.endswith((".", "}")), refusal
            assert not sentence[0].islower(), refusal
