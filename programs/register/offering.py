"""What the form of the list of programmes offers: the countries and agreements that programmes name, and titles."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from agreements.register.names import country_name, documents
from agreements.register.reading import Reading
from programs.register.presenting import program_names, readable, titles_of_agreements


def countries_leading(reading: Reading) -> Mapping[str, str]:
    """Give the countries that lead programmes or take part in them, by code, sorted by name."""
    found = readable(reading).order_by().values_list("countries", flat=True).distinct()
    codes = {code.lower() for codes in found for code in codes}
    names = {doc["code"]: country_name(doc, reading.language) for doc in documents("country", codes, reading).values()}
    return dict(sorted(names.items(), key=lambda item: item[1]))


def agreements_named(reading: Reading) -> Mapping[str, str]:
    """Give the titles of the agreements that programmes rest on, by id, sorted by title."""
    found = readable(reading).order_by().values_list("agreements", flat=True).distinct()
    titles = titles_of_agreements({name for names in found for name in names}, reading)
    return dict(sorted(titles.items(), key=lambda item: item[1]))


def program_titles(values: Iterable[str], reading: Reading) -> Mapping[str, str]:
    """Give the titles of programmes by id."""
    return {name: row["title"] for name, row in program_names(list(values), reading).items()}
