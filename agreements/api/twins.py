"""What the twins of list pages have in common: ``/agreements.csv`` asks what ``/agreements/`` asks (contract, "Pages").

They have the manners of the API (validators, CORS, the limit of requests, problem documents) at the addresses of pages:
so the language is that of the address, or of ``lang``, and the format is that of the address whatever ``Accept`` says.
What a file cannot say in its rows is said in headers: both clocks, the number of the reading, the licence, and the
address under which the same rows can be had for ever.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar, Final

from django.conf import settings
from django.db.models import QuerySet
from django.utils.translation import get_language
from rest_framework.negotiation import BaseContentNegotiation
from rest_framework.request import Request

from agreements.api.views import PublicView, base_of
from agreements.register.changes import READERS, one_way
from agreements.register.keyset import page_of
from agreements.register.listing import Asked, ListKind, read_question
from agreements.register.moments import write_instant
from agreements.register.problems import BadParametersError, BadValueError, ParameterProblem
from agreements.register.query import Query, names_checked, once_only
from agreements.register.reading import Reading, open_reading
from agreements.register.values import Reader, sequence_number

CLOCK_HEADERS = ("Register-As-Of", "Register-Known-At", "Register-Publication")

#: The parameters of the sequence of publications: those of the API's list, and the page's way back.
SEQUENCE: Final[dict[str, Reader]] = {**READERS, "before": sequence_number}


@dataclass(frozen=True, slots=True)
class TwinnedList:
    """A list that has twins: its ``name`` in addresses, and the types of the records that its rows are about.

    ``kind`` is None for the sequence of changes, which is read by numbers. ``page_takes`` names the parameters of
    a page that shows less than its twins can be asked for; None where it takes what they take.
    """

    name: str
    kind: ListKind | None
    record_types: tuple[str, ...]
    page_takes: frozenset[str] | None = None

    @property
    def listed(self) -> ListKind:
        """Give the kind of a list that has one."""
        assert self.kind is not None, "a list without filters is read by its own twins"
        return self.kind

    @property
    def record_type(self) -> str:
        """Name the type of the records that the rows are, empty where rows are about records of several types."""
        return self.record_types[0] if len(self.record_types) == 1 else ""

    @property
    def of_a_day(self) -> bool:
        """Say whether the rows depend on the day that is read."""
        return self.kind is not None and "as_of" in self.kind.single


class ByAddress(BaseContentNegotiation):
    """The address names the format."""

    def select_renderer(self, request: Request, renderers: Any, format_suffix: str | None = None) -> Any:
        """Give the view's own renderer, which writes problem documents."""
        return renderers[0], renderers[0].media_type


class Twin(PublicView):
    """One twin of one list. A subclass names the format, and reads the parameters that only its format takes."""

    schema: Any = None
    content_negotiation_class: Any = ByAddress
    suffix: ClassVar[str]
    content_type: ClassVar[str]
    #: Parameters of this format alone, each with its reader.
    own: ClassVar[dict[str, Reader]] = {}
    of: TwinnedList = None  # type: ignore[assignment]

    def tongues(self, request: Request) -> str:
        """Give the language of the address."""
        return address_language()

    def read(self, request: Request, query: Query) -> tuple[Asked, dict[str, Any]]:
        """Read the list's question and the format's own parameters; ``BadParametersError`` naming all that is wrong."""
        values, problems = self.own_values(query)
        try:
            asked = read_question(
                self.of.listed, query.without(*self.own), accept_language=self.tongues(request), base=base_of(request)
            )
        except BadParametersError as error:
            raise BadParametersError([*problems, *error.problems]) from None
        if problems:
            raise BadParametersError(problems)
        return asked, values

    def own_values(self, query: Query) -> tuple[dict[str, Any], list[ParameterProblem]]:
        """Read the format's own parameters, None where one is absent, and say what is wrong with them."""
        problems: list[ParameterProblem] = []
        values: dict[str, Any] = {}
        for name, reader in self.own.items():
            given = [text for key, text in query.pairs if key == name and text.strip()]
            if len(given) > 1:
                problems.append(once_only(name))
            try:
                values[name] = reader(given[0]) if given else None
            except BadValueError as error:
                problems.append(error.of(name))
        return values, problems

    def read_sequence(self, request: Request, query: Query) -> tuple[Reading, dict[str, Any]]:
        """Read a question about the sequence of publications, whose own parameters say from where it goes on."""
        values, problems = self.own_values(query)
        given, wrong = names_checked(query.without(*self.own), {"as_of", "known_at", "lang"}, ())
        problems += wrong
        try:
            reading = open_reading(given, accept_language=self.tongues(request), base=base_of(request))
        except BadParametersError as error:
            raise BadParametersError([*problems, *error.problems]) from None
        if values.get("after") is not None and values.get("before") is not None:
            problems.append(one_way())
        if problems:
            raise BadParametersError(problems)
        return reading, values

    def page_rows(self, asked: Asked) -> list[Any]:
        """Give the rows of the page that is asked for, as the register holds them."""
        steering = asked.steering
        page = page_of(asked.found, asked.order, steering.size, steering.cursor, asked.reading, asked.question)
        return list(page.rows)

    def record_ids(self, asked: Asked, record_type: str = "", *, paged: bool) -> QuerySet[Any] | list[str]:
        """Give the ids of the records that the question keeps, of one type; with ``paged`` those of its page only."""
        many = len(self.of.record_types) > 1
        if paged:
            rows = self.page_rows(asked)
            return [row.record_id for row in rows if not many or row.record_type == record_type]
        found = asked.found.filter(record_type=record_type) if many else asked.found
        return found.order_by().values("record_id")

    def headers_of(self, request: Request, query: Query, reading: Reading) -> dict[str, str]:
        """Give the headers of a twin: what it is called as a file, both clocks, licence and permanent address."""
        name = f"{self.of.name}-as-of-{reading.as_of.isoformat()}-publication-{reading.number}.{self.suffix}"
        found = {
            "Content-Disposition": f'attachment; filename="{name}"',
            "Register-As-Of": reading.as_of.isoformat(),
            "Register-Publication": str(reading.number),
            "Link": ", ".join(f'<{url}>; rel="{rel}"' for rel, url in self.links(request, query, reading)),
        }
        if reading.known_at is not None:
            found["Register-Known-At"] = write_instant(reading.known_at)
        return found

    def links(self, request: Request, query: Query, reading: Reading) -> list[tuple[str, str]]:
        """Give the links of a twin as relation and address: licence, the page, and this very answer for good."""
        here, page = f"{base_of(request)}{request.path}", self.page_address(request, query)
        fixed = query.having(as_of=reading.as_of.isoformat()) if self.of.of_a_day else query
        if reading.known_at is not None:
            fixed = fixed.having(known_at=write_instant(reading.known_at))
        licence = getattr(settings, "REGISTER_LICENCE_URL", "")
        return [
            *([("license", licence)] if licence else []),
            ("alternate", page),
            ("bookmark", f"{here}?{fixed.encoded()}"),
        ]

    def page_address(self, request: Request, query: Query) -> str:
        """Give the address of the page whose twin this is."""
        path = f"{request.path.removesuffix(f'.{self.suffix}')}/"
        asked = query.without("bom", "lang")
        if self.of.page_takes is not None:
            asked = Query(tuple(pair for pair in asked.pairs if pair[0] in self.of.page_takes))
        return f"{base_of(request)}{path}" + (f"?{asked.encoded()}" if asked.pairs else "")

    def finalize_response(self, request: Request, response: Any, *args: Any, **kwargs: Any) -> Any:
        """Let scripts of other origins read the headers of twins too."""
        found = super().finalize_response(request, response, *args, **kwargs)
        exposed = [found.headers["Access-Control-Expose-Headers"], *CLOCK_HEADERS, "Content-Disposition"]
        found.headers["Access-Control-Expose-Headers"] = ", ".join(exposed)
        return found


def address_language() -> str:
    """Give the language that the address of a page or twin names."""
    return (get_language() or settings.LANGUAGE_CODE).lower()


def is_page(query: Query) -> bool:
    """Say whether one page of a list is asked for; without, a file has all rows."""
    return query.one("page_size") is not None or query.one("cursor") is not None
