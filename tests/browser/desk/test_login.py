"""Accounts in a real browser: passkeys by a device that the browser plays, codes, and pages without complaints."""

from __future__ import annotations

import pytest
from django.core.cache import cache
from playwright.sync_api import expect

from tests.browser.reading import Reader, Readers
from tests.tracker.accounts.people import PASSWORD, add_authenticator, code_of, person

pytestmark = [pytest.mark.browser, pytest.mark.thorough, pytest.mark.django_db(transaction=True)]

#: A device with a screen lock, that says yes at once.
DEVICE = {
    "protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True,
    "isUserVerified": True, "automaticPresenceSimulation": True,
}  # fmt: skip


class Visitor:
    """Somebody at a window whose device makes passkeys."""

    def __init__(self, seated: Reader) -> None:
        self.seated, self.page = seated, seated.page
        self.protocol = self.page.context.new_cdp_session(self.page)
        self.protocol.send("WebAuthn.enable")
        made = self.protocol.send("WebAuthn.addVirtualAuthenticator", {"options": DEVICE})
        self.device = made["authenticatorId"]

    def open(self, address: str) -> None:
        self.seated.open(address)

    def send(self, **fields: str) -> None:
        """Fill in the fields of the page's first visible form and send it."""
        for name, value in fields.items():
            self.page.fill(f"#id_{name}", value)
        self.page.click("form.account-form:visible >> nth=0 >> [type=submit]")

    def arrives(self, address: str) -> None:
        """Wait until the page is there: a passkey is made or shown before the form goes off by itself."""
        self.seated.arrives(self.seated.site + address)

    def leave(self) -> None:
        """Log out, and wait until that is done."""
        with self.seated.led_on():
            self.page.click("#logout-form button")
        expect(self.page.locator("#logout-form")).to_have_count(0)


@pytest.fixture(autouse=True)
def _nobody_has_failed_yet() -> None:
    """Forget earlier attempts to log in: they are counted in the cache."""
    cache.clear()


@pytest.fixture
def visitor(seat: Readers) -> Visitor:
    return Visitor(seat())


def test_a_passkey_is_added_and_then_opens_the_desk_alone_and_as_second_factor(visitor: Visitor) -> None:
    person("jeong", is_superuser=True)
    found: dict[str, list[str]] = {}
    visitor.open("/admin/login/?next=/admin/auth/user/")
    found["login"] = visitor.seated.violations("body")
    visitor.send(login="jeong", password=PASSWORD)
    visitor.arrives("/admin/auth/user/")
    visitor.open("/accounts/2fa/webauthn/add/")
    visitor.arrives("/accounts/reauthenticate/?next=%2Faccounts%2F2fa%2Fwebauthn%2Fadd%2F")
    found["reauthenticate"] = visitor.seated.violations("body")
    visitor.send(password=PASSWORD)
    visitor.arrives("/accounts/2fa/webauthn/add/")
    found["add"] = visitor.seated.violations("body")
    visitor.send(name="Laptop")
    visitor.arrives("/accounts/2fa/recovery-codes/")
    found["codes"] = visitor.seated.violations("body")
    for address in ("2fa/", "2fa/webauthn/", "sessions/", "password/change/", "2fa/totp/activate/"):
        visitor.open(f"/accounts/{address}")
        found[address] = visitor.seated.violations("body")

    visitor.leave()
    visitor.open("/accounts/login/?next=/admin/auth/user/")
    visitor.page.click("form[data-passkey=login] button")
    visitor.arrives("/admin/auth/user/")

    visitor.leave()
    visitor.open("/accounts/login/")
    visitor.send(login="jeong", password=PASSWORD)
    visitor.arrives("/accounts/2fa/authenticate/")
    found["second"] = visitor.seated.violations("body")
    visitor.page.click("form[data-passkey=get] button")
    visitor.arrives("/admin/")

    visitor.leave()
    visitor.open("/accounts/login/")
    visitor.protocol.send("WebAuthn.setUserVerified", {"authenticatorId": visitor.device, "isUserVerified": False})
    visitor.page.click("form[data-passkey=login] button")
    visitor.page.wait_for_selector("[data-passkey-failed]:visible")
    visitor.arrives("/accounts/login/")
    assert visitor.seated.complaints == []
    assert {name: problems for name, problems in found.items() if problems} == {}


def test_a_code_is_typed_without_scripts_in_the_dark_on_a_phone(seat: Readers) -> None:
    secret = add_authenticator(person("jeong"))
    phone = seat(scripts=False, dark=True, width=375, height=700)
    page = phone.open("/accounts/login/")
    expect(page.locator("#id_password")).to_be_visible()
    expect(page.locator("form[data-passkey]:visible")).to_have_count(0)
    page.fill("#id_login", "jeong")
    page.fill("#id_password", PASSWORD)
    page.click("form.account-form [type=submit]")
    page.fill("#id_code", code_of(secret))
    page.click("form.account-form:visible [type=submit]")
    phone.arrives("/admin/")
    phone.open("/accounts/sessions/")
    expect(page.locator("button[name=end]")).to_be_visible()
