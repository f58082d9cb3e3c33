import pytest

from factories import a_licence
from llmtui.permissions import LicenceNames

LICENCES = (
    a_licence("Apache-2.0", aliases=("Apache License, Version 2.0", "Apache 2.0"), name="Apache License 2.0"),
    a_licence("MIT", name="MIT License"),
    a_licence("LicenseRef-Llama-3", aliases=("llama3", "Llama 3 Community License")),
    a_licence("LicenseRef-Llama-3.1", aliases=("llama3.1",), url="https://www.llama.com/llama3_1/license/"),
    a_licence("LicenseRef-Llama-31"),
    a_licence("CC-BY-NC-4.0", url="https://creativecommons.org/licenses/by-nc/4.0/legalcode"),
)


@pytest.mark.parametrize(
    ("written", "licence_id"),
    [
        ("apache-2.0", "Apache-2.0"),
        ("APACHE 2.0", "Apache-2.0"),
        ("Apache License Version 2.0", "Apache-2.0"),
        ("mit", "MIT"),
        ("MIT License", "MIT"),
        ("llama3.1", "LicenseRef-Llama-3.1"),
        ("Llama 3.1", "LicenseRef-Llama-3.1"),
        ("llama-3", "LicenseRef-Llama-3"),
        ("llama31", "LicenseRef-Llama-31"),
        ("http://llama.com/llama3_1/license#top", "LicenseRef-Llama-3.1"),
        ("https://WWW.Llama.com/llama3_1/LICENSE/?tab=text", "LicenseRef-Llama-3.1"),
        ("https://example.org/LICENSE", ""),
        ("https://creativecommons.org/licenses/by-nc/4.0/", "CC-BY-NC-4.0"),
        ("https://creativecommons.org/licenses/by-nc/4.0", "CC-BY-NC-4.0"),
        ("http://www.creativecommons.org/licenses/by-nc/4.0/legalcode", "CC-BY-NC-4.0"),
        ("https://creativecommons.org/licenses/by-nc/4.0/legalcode.en", "CC-BY-NC-4.0"),
        ("https://creativecommons.org/licenses/by-nc/4.0/legalcode.txt", "CC-BY-NC-4.0"),
        ("https://creativecommons.org/licenses/by-nc/4.0/legalcode.zh-hans#s6a", "CC-BY-NC-4.0"),
        ("https://creativecommons.org//licenses/by-nc/4.0/deed", "CC-BY-NC-4.0"),
        ("https://creativecommons.org/licenses/by-nc/4.0/deed.pt_BR", "CC-BY-NC-4.0"),
        ("creativecommons.org/licenses/by-nc/4.0/", "CC-BY-NC-4.0"),
        ("https://creativecommons.org/licenses/by/4.0/", ""),
        ("https://creativecommons.org/licenses/by-nc/4.0/more", ""),
        ("https://example.org/legalcode", ""),
        ("://", ""),
        ("llama3.1.", "LicenseRef-Llama-3.1"),
        ("llama_3", "LicenseRef-Llama-3"),
        ("LicenseRef-llama-3", "LicenseRef-Llama-3"),
        ("llama", ""),
        ("other", ""),
        ("", ""),
        ("\u202e", ""),
    ],
)
def test_a_licence_is_found_by_what_people_write(written: str, licence_id: str) -> None:
    assert licence_id == LicenceNames({each.id: each for each in LICENCES}).find(written)


@pytest.mark.parametrize(
    ("written", "expression"),
    [
        ("mit", "MIT"),
        ("mit OR apache-2.0", "MIT OR Apache-2.0"),
        ("(mit OR Apache 2.0) AND llama3", "(MIT OR Apache-2.0) AND LicenseRef-Llama-3"),
        ("mit OR something", ""),
        ("mit AND", ""),
        ("", ""),
    ],
)
def test_an_expression_is_known_if_each_of_its_licences_is(written: str, expression: str) -> None:
    assert expression == LicenceNames({each.id: each for each in LICENCES}).expression(written)


@pytest.mark.parametrize(
    ("written", "canonical"),
    [
        ("MIT", "MIT"),
        ("mit license", "MIT"),
        ("Apache 2.0 OR mit", "Apache-2.0 OR MIT"),
        ("mit AND something", "mit AND something"),
        ("Our own terms", "Our own terms"),
        ("", ""),
    ],
)
def test_a_text_that_no_licence_is_known_by_stays_as_it_is(written: str, canonical: str) -> None:
    names = LicenceNames({each.id: each for each in LICENCES})

    assert [canonical, canonical] == [names.canonical(written), names.canonical(written)]


def test_of_two_licences_with_one_name_the_first_has_it() -> None:
    licences = (a_licence("LicenseRef-A", aliases=("shared",)), a_licence("LicenseRef-B", aliases=("Shared", "own")))
    names = LicenceNames({each.id: each for each in licences})

    assert ("LicenseRef-A", "LicenseRef-B") == (names.find("shared"), names.find("own"))


def test_a_licence_without_an_address_is_not_found_by_an_empty_one() -> None:
    assert "" == LicenceNames({"MIT": a_licence("MIT")}).find("https://")
