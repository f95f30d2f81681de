"""Pages in Korean and simplified Chinese: words, dates, names, and what stays in its own language."""

import pytest
from django.test import Client

from tests.agreements.pages.reading import words
from tests.agreements.pages.world import NEW, OLD, World

pytestmark = pytest.mark.django_db


def test_the_predecessor_speaks_korean(client: Client, world: World) -> None:
    text = words(client.get(f"/ko/agreements/{OLD}/?as_of=2026-11-22"))
    for said in ("2024년 6월 만료", "2026년 1월 5일 대체됨", "553일에서 582일 동안 문서 없음", "대한민국 – 중국"):
        assert said in text
    assert "2024년 6월 1일" not in text


def test_the_predecessor_speaks_chinese(client: Client, world: World) -> None:
    text = words(client.get(f"/zh-hans/agreements/{OLD}/?as_of=2026-11-22"))
    for said in ("2024年6月到期", "于2026年1月5日被取代", "553至582天无任何文书", "韩国 – 中国"):
        assert said in text


def test_a_title_in_another_language_says_which(client: Client, world: World) -> None:
    html = client.get(f"/agreements/{NEW}/").content.decode()
    assert '<span lang="ko">중소기업 및 혁신 협력 양해각서</span>' in html
    assert '<h1 lang="ko">중소기업' in client.get(f"/ko/agreements/{NEW}/").content.decode()


def test_links_stay_in_the_language_and_lead_to_the_others(client: Client, world: World) -> None:
    html = client.get(f"/ko/agreements/{OLD}/?as_of=2025-06-30").content.decode()
    assert f'href="/ko/agreements/{NEW}/?as_of=2025-06-30"' in html
    assert f'href="/agreements/{OLD}/?as_of=2025-06-30" hreflang="en"' in html
    assert f'hreflang="zh-hans" href="http://testserver/zh-hans/agreements/{OLD}/?as_of=2025-06-30"' in html


def test_the_address_decides_the_language_and_not_the_browser(client: Client, world: World) -> None:
    page = client.get(f"/agreements/{OLD}/", headers={"accept-language": "ko"})
    assert '<html lang="en">' in page.content.decode()


@pytest.mark.parametrize("prefix", ["/ko", "/zh-hans"])
def test_where_nothing_is_found_the_ways_on_stay_in_the_readers_language(client: Client, prefix: str) -> None:
    html = client.get(f"{prefix}/nothing/here/").content.decode()
    assert f'href="{prefix}/agreements/"' in html
    assert f'action="{prefix}/agreements/"' in html
    assert 'href="/agreements/"' not in html
