"""Saves that truly run at once: one wins, the other is stopped, nobody meets an error or waits for ever."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection, connections
from django.test import Client
from django.urls import reverse

import tests.factories as factories
from agreements.admin.agreement import AgreementAdmin
from agreements.models import Agreement, Relation
from tests.agreements.admin.desk import fields_of

pytestmark = [pytest.mark.thorough, pytest.mark.django_db(transaction=True)]


def desk(name: str) -> Client:
    client = Client(raise_request_exception=False)
    client.force_login(factories.SuperuserFactory(username=name))
    return client


def change(record: Any) -> str:
    return reverse("admin:agreements_agreement_change", args=[record.pk])


def at_once(*calls: Callable[[], Any]) -> list[Any]:
    """Run the calls in threads that start together, each with a connection of its own; return what they returned."""
    barrier = threading.Barrier(len(calls))
    answers: list[Any] = [None] * len(calls)

    def run(number: int) -> None:
        try:
            barrier.wait()
            answers[number] = calls[number]()
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=(number,)) for number in range(len(calls))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answers


def test_of_saves_at_once_exactly_one_wins_and_the_others_are_stopped() -> None:
    record = factories.publishable_agreement()
    clients = [desk(f"editor-at-once-{n}") for n in range(3)]
    for trial in range(4):
        forms = [fields_of(client, change(record)) for client in clients]
        revision = Agreement.objects.get(pk=record.pk).revision

        def save(n: int, forms: Any = forms, trial: int = trial) -> Any:
            typed = {"summary": f"{trial} by {n}", "acts-0-place": f"{trial}-{n}"}
            return clients[n].post(change(record), {**forms[n], **typed})

        answers = at_once(*(lambda n=n: save(n) for n in range(3)))
        codes = sorted(answer.status_code for answer in answers)
        assert codes == [302, 409, 409]
        winner = next(n for n in range(3) if answers[n].status_code == 302)
        record.refresh_from_db()
        assert (record.summary, record.acts.get().place) == (f"{trial} by {winner}", f"{trial}-{winner}")
        assert record.revision == revision + 2
        for n in {0, 1, 2} - {winner}:
            assert f"{trial} by {n}" in answers[n].text
            assert f"editor-at-once-{winner}" in answers[n].text


def crosswise(trials: int) -> list[int]:
    """Two related agreements, each replaced by the other's neighbour, saved at once by two editors."""
    first, second = factories.publishable_agreement("first"), factories.publishable_agreement("second")
    factories.RelationFactory(subject=first, object=second, code="amends")
    factories.RelationFactory(subject=second, object=first, code="amends")
    clients = [desk("crossing-one"), desk("crossing-two")]
    codes = []
    for trial in range(trials):
        forms = [fields_of(clients[0], change(first)), fields_of(clients[1], change(second))]

        def save(n: int, forms: Any = forms, trial: int = trial) -> Any:
            day = f"20{10 + trial}-0{n + 1}-01"
            return clients[n].post(change((first, second)[n]), {**forms[n], "acts-0-date": day})

        codes += [answer.status_code for answer in at_once(lambda: save(0), lambda: save(1))]
    return codes


def test_editors_who_save_related_records_crosswise_both_save() -> None:
    assert crosswise(6) == [302] * 12


def test_a_deadlock_that_no_order_prevents_is_tried_again(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the common order, each holds its own record and waits for the other's: the database ends one of them."""
    met = threading.Barrier(2, timeout=5)
    seen: list[int] = []

    def nothing_more(self: Any, request: Any, key: Any) -> tuple[()]:
        return ()

    original = AgreementAdmin.save_related

    def both_hold_theirs(self: Any, request: Any, *args: Any) -> None:
        seen.append(1)
        if len(seen) <= 2:
            met.wait()
        original(self, request, *args)

    monkeypatch.setattr(AgreementAdmin, "changed_with", nothing_more)
    monkeypatch.setattr(AgreementAdmin, "save_related", both_hold_theirs)
    assert crosswise(1) == [302, 302]
    assert len(seen) == 3, "one of them was ended by the database and went again"
    assert Relation.objects.count() == 2
    assert connection.in_atomic_block is False
