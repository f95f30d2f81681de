"""List agreements with the client that was generated from the description (run by ``.ci/fuzz`` in its folder)."""

import sys

from client import Client
from client.api.agreements import v1_agreements, v1_agreements_agreement_id
from client.models import AgreementDetail, AgreementList


def main(site: str) -> None:
    """Filter, walk to the next page, and read one record; every answer must become the type that is described."""
    client = Client(base_url=site, raise_on_unexpected_status=True)
    found = v1_agreements.sync(client=client, party=["KR", "CN"], page_size=1)
    assert isinstance(found, AgreementList), found
    assert found.count >= 2, found.count
    assert len(found.results) == 1
    one = v1_agreements_agreement_id.sync(found.results[0].id, client=client)
    assert isinstance(one, AgreementDetail), one
    assert one.id == found.results[0].id
    print(f"{found.count} agreements of KR and CN; the first is {one.id}: {one.state.state}")  # noqa: T201


if __name__ == "__main__":
    main(sys.argv[1])
