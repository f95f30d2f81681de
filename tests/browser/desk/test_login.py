"""Accounts in a real browser: passkeys by a device that the browser plays, codes, and pages without complaints."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.core.cache import cache
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from tests.agreements.admin.test_desk_in_a_browser import WCAG
from tests.tracker.accounts.people import PASSWORD, add_authenticator, code_of, person

pytestmark = [pytest.mark.browser, pytest.mark.thorough, pytest.mark.django_db(transaction=True)]

#: A device with a screen lock, that says yes at once.
DEVICE = {
    "protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True,
    "isUserVerified": True, "automaticPresenceSimulation": True,
}  # fmt: skip


class Seat:
    """A browser with a device for passkeys; keeps what the browser complained about."""

    def __init__(self, page: Page, site: str) -> None:
        self.page, self.site, self.complaints = page, site, list[str]()
        page.on("console", lambda m: self.complaints.append(m.text) if m.type in ("error", "warning") else None)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.protocol = page.context.new_cdp_session(page)
        self.protocol.send("WebAuthn.enable")
        made = self.protocol.send("WebAuthn.addVirtualAuthenticator", {"options": DEVICE})
        self.device = made["authenticatorId"]

    def open(self, address: str) -> None:
        self.page.goto(self.site + address)

    def send(self, **fields: str) -> None:
        """Fill in the fields of the page's first visible form and send it."""
        for name, value in fields.items():
            self.page.fill(f"#id_{name}", value)
        self.page.click("form.account-form:visible >> nth=0 >> [type=submit]")

    def arrives(self, address: str) -> None:
        """Wait until the page is there: a passkey is made or shown before the form goes off by itself."""
        expect(self.page).to_have_url(self.site + address, timeout=30_000)
        self.page.wait_for_load_state()

    def leave(self) -> None:
        """Log out, and wait until that is done."""
        self.page.click("#logout-form button")
        expect(self.page.locator("#logout-form")).to_have_count(0)

    def violations(self) -> list[str]:
        """Check the page with axe."""
        found: Any = Axe().run(self.page, options=WCAG).response["violations"]
        return [f"{v['id']}: {[n['html'][:200] for n in v['nodes'][:3]]}" for v in found]


@pytest.fixture
def seat(browser: Browser, live_server: LiveServer) -> Iterator[Seat]:
    cache.clear()
    context = browser.new_context()
    yield Seat(context.new_page(), live_server.url)
    context.close()


def test_a_passkey_is_added_and_then_opens_the_desk_alone_and_as_second_factor(seat: Seat) -> None:
    person("jeong", is_superuser=True)
    found: dict[str, list[str]] = {}
    seat.open("/admin/login/?next=/admin/auth/user/")
    found["login"] = seat.violations()
    seat.send(login="jeong", password=PASSWORD)
    seat.arrives("/admin/auth/user/")
    seat.open("/accounts/2fa/webauthn/add/")
    seat.arrives("/accounts/reauthenticate/?next=%2Faccounts%2F2fa%2Fwebauthn%2Fadd%2F")
    found["reauthenticate"] = seat.violations()
    seat.send(password=PASSWORD)
    found["add"] = seat.violations()
    seat.send(name="Laptop")
    seat.arrives("/accounts/2fa/recovery-codes/")
    found["codes"] = seat.violations()
    for address in ("2fa/", "2fa/webauthn/", "sessions/", "password/change/", "2fa/totp/activate/"):
        seat.open(f"/accounts/{address}")
        found[address] = seat.violations()

    seat.leave()
    seat.open("/accounts/login/?next=/admin/auth/user/")
    seat.page.click("form[data-passkey=login] button")
    seat.arrives("/admin/auth/user/")

    seat.leave()
    seat.open("/accounts/login/")
    seat.send(login="jeong", password=PASSWORD)
    seat.arrives("/accounts/2fa/authenticate/")
    found["second"] = seat.violations()
    seat.page.click("form[data-passkey=get] button")
    seat.arrives("/admin/")

    seat.leave()
    seat.open("/accounts/login/")
    seat.protocol.send("WebAuthn.setUserVerified", {"authenticatorId": seat.device, "isUserVerified": False})
    seat.page.click("form[data-passkey=login] button")
    seat.page.wait_for_selector("[data-passkey-failed]:visible")
    seat.arrives("/accounts/login/")
    assert seat.complaints == []
    assert {name: problems for name, problems in found.items() if problems} == {}


def test_a_code_is_typed_without_scripts_in_the_dark_on_a_phone(browser: Browser, live_server: LiveServer) -> None:
    cache.clear()
    secret = add_authenticator(person("jeong"))
    context = browser.new_context(
        java_script_enabled=False, color_scheme="dark", viewport={"width": 375, "height": 700}
    )
    page = context.new_page()
    page.goto(f"{live_server.url}/accounts/login/")
    assert not page.is_visible("form[data-passkey]")
    page.fill("#id_login", "jeong")
    page.fill("#id_password", PASSWORD)
    page.click("form.account-form [type=submit]")
    page.fill("#id_code", code_of(secret))
    page.click("form.account-form:visible [type=submit]")
    page.wait_for_url("**/admin/")
    page.goto(f"{live_server.url}/accounts/sessions/")
    assert page.is_visible("button[name=end]")
    context.close()
