"""Pages before anything was published."""

import pytest
from django.test import Client

from tests.agreements.pages.reading import words


@pytest.mark.django_db
def test_an_empty_register_has_pages_too(client: Client) -> None:
    for address in ("/", "/agreements/", "/programs/", "/sources/", "/changes/", "/countries/"):
        assert client.get(address).status_code == 200
    assert "Nothing has been published yet." in words(client.get("/changes/"))
    assert "The register holds no agreement yet." in words(client.get("/agreements/"))
