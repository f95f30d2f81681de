"""Sessions in words: which browser on which system, and roughly where.

A browser's own description is long and half untrue; people recognise “Firefox on Linux”. Addresses are shown to the
network only, which is enough to tell home from elsewhere.
"""

from __future__ import annotations

from ipaddress import IPv6Address, ip_address, ip_network

from django.utils.translation import gettext

#: Marks in a browser's description, the most particular first.
BROWSERS = (
    ("Edg", "Edge"), ("OPR/", "Opera"), ("Vivaldi", "Vivaldi"), ("SamsungBrowser", "Samsung Internet"),
    ("Firefox", "Firefox"), ("FxiOS", "Firefox"), ("CriOS", "Chrome"), ("Chrom", "Chrome"), ("Safari", "Safari"),
    ("curl", "curl"),
)  # fmt: skip
SYSTEMS = (
    ("iPhone", "iPhone"), ("iPad", "iPad"), ("Android", "Android"), ("Windows", "Windows"), ("CrOS", "ChromeOS"),
    ("Mac OS X", "macOS"), ("Linux", "Linux"),
)  # fmt: skip


def device_words(description: str) -> str:
    """Return browser and system in words; what is not recognised is said so."""
    browser = next((name for mark, name in BROWSERS if mark in description), "")
    system = next((name for mark, name in SYSTEMS if mark in description), "")
    if browser and system:
        return gettext("%(browser)s on %(system)s") % {"browser": browser, "system": system}
    return browser or system or gettext("an unknown device")


def shortened(address: str) -> str:
    """Return the network of an address: three numbers of four, or the first half of the newer kind's prefix."""
    try:
        found = ip_address(address)
    except ValueError:
        return ""
    if isinstance(found, IPv6Address):
        if found.ipv4_mapped is None:
            return f"{ip_network((found, 48), strict=False).network_address}…"
        found = found.ipv4_mapped
    return ".".join([*str(found).split(".")[:3], "…"])
