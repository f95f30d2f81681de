"""Plan an import: what every row of a file would do to the register. Nothing is written, and no number is taken."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from django.db.models import Exists, OuterRef

from agreements.importing.mapping.mapper import Mapper
from agreements.importing.parties import Parties
from agreements.importing.planning.comparing import Compared, Silence, compare
from agreements.importing.planning.gathering import Gathered, Heard, gather
from agreements.importing.planning.identifying import identify, own_records
from agreements.importing.planning.linking import circles, link
from agreements.importing.planning.recording import record_of, source_of
from agreements.importing.profile.profiles import Profile
from agreements.importing.reading.opening import open_table
from agreements.importing.reports import Outcome, Report, RowReport
from agreements.loading.collecting import few_collections
from agreements.loading.errors import Fault, Faults
from agreements.loading.records import GivenRecord
from agreements.models import Agreement, Institution, LoadedRecord, Sector


@dataclass(slots=True)
class ImportPlan:
    """A plan: ``compared`` is to be written, ``report`` says what that does, row by row."""

    profile: Profile
    compared: Compared
    report: Report
    of_record: dict[str, RowReport] = field(default_factory=dict)

    @property
    def refused(self) -> bool:
        """Whether a row is refused, so that the import as a whole is, unless it is partial."""
        return any(True for _row in self.report.of(Outcome.REFUSED))


@few_collections()
def plan_import(file: str | Path, profile: Profile, heard: Heard | None = None) -> ImportPlan:
    """Plan the import of a file by a profile.

    Raises ``Faults`` where the profile does not fit the file or the register, ``Unreadable`` where the file as a whole
    cannot be read.
    """
    path = Path(file)
    table = open_table(path, profile.format)
    profile.check_columns(table.columns)
    parties = Parties(profile.aliases, file=profile.file, lines=profile.alias_lines)
    _check_names(profile, parties)
    _check_source(profile)
    gathered = gather(table, Mapper(profile, parties), heard)
    scheme = profile.register.scheme
    own = own_records(scheme)
    institutions = parties.institution_records(_institutions(gathered))
    identify(gathered, own, {record.id for record in institutions}, scheme)
    refused = {row.key for row in gathered.rows if row.outcome == Outcome.REFUSED and row.key}
    addresses = {key: record.address for key, record in own.items()}
    left = link(gathered.drafts, addresses, refused, _deleted(scheme))
    for key, note in circles(gathered.drafts.values()):
        report_of_row = gathered.of_key[key]
        report_of_row.notes = (*report_of_row.notes, note)
    records = [*_named(institutions, gathered)]
    drafts = gathered.drafts.values()
    if gathered.drafts:
        records.append(source_of(profile, table.name, table.sha256, (draft.place for draft in drafts)))
    records += [record_of(draft, profile, table.name) for draft in drafts]
    if heard is not None:
        heard("planned", len(records))
    unread = {addresses[key] for key in refused if key in addresses}
    compared = compare(records, scheme, Silence(unread, gathered.silent, profile.register.edition))
    report = Report(profile.name, table.name, profile.source.slug, profile.register.publish, gathered.rows, left)
    report.unresolved = list(parties.unresolved())
    named = {column for column, _line in profile.named}
    report.unread = [column for column in table.columns if column not in named]
    report.gone = _gone(scheme, {record.id for record in records}, gathered)
    plan = ImportPlan(profile, compared, report)
    _tell(plan, gathered)
    return plan


def _check_names(profile: Profile, parties: Parties) -> None:
    """Refuse a profile that names a sector or an institution that is nowhere."""
    profile.check_records("sector", Sector.objects.values_list("slug", flat=True))
    named = profile.institution_lines
    known = set(Institution.objects.filter(slug__in=list(named)).values_list("slug", flat=True))
    known |= {record.id for record in parties.institution_records(named)}
    if set(named) - known:
        profile.check_records("institution", {*known, *Institution.objects.values_list("slug", flat=True)})


def _check_source(profile: Profile) -> None:
    """Refuse a source that another register's import brought: its rows are not this file's."""
    slug, scheme = profile.source.slug, profile.register.scheme
    loaded = LoadedRecord.objects.filter(record_type="source", record_id=slug)
    if (other := loaded.exclude(origin=scheme).values_list("origin", flat=True).first()) is not None:
        why = f"the source '{slug}' came with '{other}'; give [source] a slug of its own."
        raise Faults([Fault(profile.file, 0, why)])


def _institutions(gathered: Gathered) -> list[str]:
    """Return the institutions that drafts name, each once, in the order of the file."""
    found: dict[str, None] = {}
    for draft in gathered.drafts.values():
        for row, values in draft.rows.items():
            if row[0] == "party" and values.get("institution"):
                found.setdefault(str(values["institution"]))
    return list(found)


def _named(institutions: list[GivenRecord], gathered: Gathered) -> list[GivenRecord]:
    """Return those institutions that a row still names after some were refused."""
    named = set(_institutions(gathered))
    return [record for record in institutions if record.id in named]


def _deleted(scheme: str) -> set[str]:
    """Return the addresses of earlier loads at which no record stands any more."""
    loaded = LoadedRecord.objects.filter(origin=scheme, record_type="agreement")
    there = Agreement.objects.filter(slug=OuterRef("record_id"))
    return set(loaded.filter(~Exists(there)).values_list("record_id", flat=True))


def _gone(scheme: str, given: set[str], gathered: Gathered) -> list[str]:
    """Return the agreements of earlier loads that stand there and that the file has no row for any more."""
    rows = LoadedRecord.objects.filter(origin=scheme, record_type="agreement").values_list("record_id", flat=True)
    still = {row.record for row in gathered.rows if row.record}
    refused = {row.key for row in gathered.rows if row.outcome == Outcome.REFUSED}
    if "" in refused:
        return []  # a row of which not even the key could be read may be any of them
    held = {record.address for key, record in own_records(scheme).items() if key in refused}
    return sorted(set(rows) - given - still - held - _deleted(scheme))


def _tell(plan: ImportPlan, gathered: Gathered) -> None:
    """Give the rows that are still open their outcomes."""
    compared = plan.compared
    new = {record.id for record in compared.new if record.shape.kind == "agreement"}
    changed = compared.changed
    for draft in gathered.drafts.values():
        report = gathered.of_key[draft.key]
        name = ("agreement", draft.slug)
        report.record = draft.slug
        plan.of_record[draft.slug] = report
        report.kept = compared.kept.get(name, ())
        report.changes = compared.changes.get(name, ())
        if draft.slug in new:
            report.outcome = Outcome.CREATED
        else:
            report.outcome = Outcome.CHANGED if name in changed else Outcome.UNCHANGED
    for row in plan.report.rows:
        if row.outcome == Outcome.COPY and row.copy_of is not None:
            row.record = next((r.record for r in (gathered.of_key.get(row.key),) if r is not None), "")
