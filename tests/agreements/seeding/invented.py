"""A small invented world of seed files: two countries, a sector, a paper of our own and what it says."""

from __future__ import annotations

import hashlib
from pathlib import Path

PAPER = """Two ministries agree
The former arrangement on tides ended in March 2019. On 4 May the ministries signed a new one in Port Vell.
Exchange of experts will go on.
"""
COUNTRIES = """code\tname_en\tname_ko\tname_zh\tended\tsuccessors
AA\tAland\t에이\t甲国\t\t
BB\tBeland\t비이\t乙国\t\t
ZZ\tOldland\t옛나라\t旧国\t1990\tAA BB
"""
ALIASES = """code\tlanguage\tname
AA\ten\tRepublic of Aland
"""
SECTORS = """id\tparent\tname_en\tname_ko\tname_zh\tcodes
sea\t\tThe sea\t바다\t海洋\t
tides\tsea\tTides\t조석\t潮汐\tcrs:999
"""


def place(words: str, stated: str = "", *, paragraph: int = 2, more: str = "") -> str:
    """Give the place of words of the paper as a file writes it; they must occur once."""
    assert PAPER.count(words) == 1, words
    start = PAPER.index(words)
    said = f', words = "{stated}"' if stated else ""
    return f"{{ paragraph = {paragraph}, start = {start}, end = {start + len(words)}{said}{more} }}"


SOURCE = f"""[source]
id = "tide-paper"
title = "A paper about tides"
kind = "article"
language = "en"
sha256 = "{hashlib.sha256(PAPER.encode()).hexdigest()}"
characters = {len(PAPER)}
"""
INFERRED = ', basis = "inferred", reasoning = "The paper is of 2020."'
NEW = f"""[agreement]
id = "tide-arrangement-2020"
source = "tide-paper"
parties_status = "given"
acts_status = "given"
sectors_status = "given"

[agreement.kind]
value = "arrangement"
from = {place("signed a new one", "new one")}

[title.title-en]
language = "en"
title = "Arrangement on tides"
basis = "ours"

[party.aland]
country = "AA"
from = {place("the ministries signed", "ministries")}

[party.beland]
country = "BB"
from = {place("the ministries signed", "ministries")}

[sector.tides]
from = {place("arrangement on tides", "tides")}

[act.signed]
type = "signed"
date_basis = "inferred"
from = {place("signed a new one", "signed")}

[act.signed.date]
value = "2020-05-04"
from = {place("On 4 May", "4 May", more=INFERRED)}

[act.signed.place]
value = "Port Vell"
from = {place("in Port Vell", "Port Vell")}

[relation.replaces]
object = "tide-arrangement-former"
code = "replaces"
from = {place("former arrangement", "former")}
"""
FORMER = f"""[agreement]
id = "tide-arrangement-former"
source = "tide-paper"
parties_status = "not-stated"
acts_status = "given"
sectors_status = "unclassified"

[agreement.kind]
value = "arrangement"
from = {place("former arrangement", "arrangement")}

[title.title-en]
language = "en"
title = "Former arrangement on tides"
basis = "ours"

[act.expired]
type = "expired"

[act.expired.date]
value = "2019-03"
from = {place("ended in March 2019", "March 2019")}
"""
PROGRAM = f"""[program]
id = "tide-exchange"
source = "tide-paper"
sectors_status = "given"

[program.kind]
value = "working-programme"
from = {place("will go on", paragraph=3)}

[title.title-en]
language = "en"
title = "Exchange on tides"
basis = "ours"

[basis.new]
agreement = "tide-arrangement-2020"
from = {place("Exchange of experts", paragraph=3)}

[sector.tides]
from = {place("on tides", "tides")}

[activity.experts]
title = "Exchange of experts"
stated_state = "planned"
from = {place("Exchange of experts will", "Exchange of experts", paragraph=3)}
"""
FILES = {
    "reference/countries.tsv": COUNTRIES,
    "reference/country-aliases.tsv": ALIASES,
    "reference/sectors.tsv": SECTORS,
    "sources/tide-paper.toml": SOURCE,
    "agreements/tide-arrangement-2020.toml": NEW,
    "agreements/tide-arrangement-former.toml": FORMER,
    "programs/tide-exchange.toml": PROGRAM,
}


def write(folder: Path, **changes: str | None) -> Path:
    """Write the world below ``folder``, with files changed, added or (``None``) left out; names are given as stems."""
    files = dict(FILES)
    for stem, text in changes.items():
        name = next((n for n in files if Path(n).stem.replace("-", "_") == stem), f"{stem.replace('_', '-')}.toml")
        if text is None:
            files.pop(name)
        else:
            files[name] = text
    for old in folder.rglob("*.t*"):
        old.unlink()
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


def line_with(text: str, words: str) -> int:
    """Give the number of the one line that holds the words."""
    found = [number for number, line in enumerate(text.split("\n"), 1) if words in line]
    assert len(found) == 1, found
    return found[0]
