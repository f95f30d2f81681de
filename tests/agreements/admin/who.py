"""Who may open each page of the desk and the accounts: the roles as agreed, by name of address."""

from __future__ import annotations

import re

from django.contrib import admin

ROLES = ("stranger", "outsider", "editor", "reviewer", "administrator")
EDITOR, REVIEWER, ADMINISTRATOR, NOBODY = 2, 3, 4, 9
"""The least of ``ROLES`` that opens a page."""
ANYBODY = 0

#: Pages of one kind of record. Editors read and write working records; whatever the public sees afterwards is the
#: reviewers' (publish, withdraw, restore), and so is merging, of two drafts as well. The page of a merger is read by
#: editors; that only reviewers take it back is tested with the page.
RECORD_PAGES = {
    **dict.fromkeys(("changelist", "add", "change", "history", "delete"), EDITOR),
    **dict.fromkeys(("preview", "preview_new", "review", "copy", "evidence", "disagreements"), EDITOR),
    **dict.fromkeys(("compare", "duplicates", "all_duplicates", "mergers", "merger"), EDITOR),
    **dict.fromkeys(("history_compare", "history_restore"), EDITOR),
    **dict.fromkeys(("deleted", "deleted_", "deleted_compare", "deleted_restore"), EDITOR),
    **dict.fromkeys(("publish", "withdraw", "restore", "merge"), REVIEWER),
}
#: Countries, sectors and sources have no evidence of their own.
UNPROVED = RECORD_PAGES | dict.fromkeys(("evidence", "disagreements"), NOBODY)
#: Countries and sectors are reference data of which each is one of a kind: nobody merges two of them.
NEVER_MERGED = UNPROVED | dict.fromkeys(("compare", "duplicates", "merge"), NOBODY)
#: Kinds of rows with other rules than most records, by app and model.
OTHER_KINDS = {
    "agreements_country": NEVER_MERGED,
    "agreements_sector": NEVER_MERGED,
    "agreements_source": UNPROVED,
    "agreements_loadedrecord": dict.fromkeys(("changelist", "change", "history"), ADMINISTRATOR)
    | dict.fromkeys(("add", "delete"), NOBODY),
    "reports_report": dict.fromkeys(("changelist", "change", "history"), EDITOR)
    | {"delete": ADMINISTRATOR, "add": NOBODY},
    "auth_user": dict.fromkeys(("changelist", "add", "change", "history", "delete", "password_change"), ADMINISTRATOR),
    "auth_group": dict.fromkeys(("changelist", "add", "change", "history", "delete"), ADMINISTRATOR),
}
#: What is read by more people than may write it.
WRITTEN_BY = {
    "admin:reports_report_change": ADMINISTRATOR,
    "admin:agreements_loadedrecord_change": NOBODY,
    "desk-findings-run": ADMINISTRATOR,
    "desk-measure": ADMINISTRATOR,
}
#: Pages whose forms decide about a record: who may, depends on the record as well (nobody on what they made), and
#: what stands where; that is tested with the pages.
DECIDING = ("_review", "_history_restore", "_deleted_restore", "_duplicates", "_merge", "_merger")
#: Pages of the desk that belong to no kind. They show each person what that person may see.
DESK_PAGES = dict.fromkeys(
    ("admin:index", "admin:app_list", "admin:autocomplete", "admin:jsi18n",
     "admin:password_change", "admin:password_change_done", "admin:", "", "desk-echo", "desk-findings",
     "desk-findings-run", "desk-measure",
     "desk-imports", "desk-import", "desk-import-names", "desk-import-profile"),
    EDITOR,
)  # fmt: skip
#: Ways in, and the choice of language, are open to all.
OPEN_PAGES = {
    *(
        "admin:login",
        "admin:logout",
        "desk-language",
        "account_login",
        "account_signup",
        "account_inactive",
        "account_logout",
    ),
    *("account_reset_password", "account_reset_password_done", "account_reset_password_from_key"),
    *("account_reset_password_from_key_done", "mfa_login_webauthn", "mfa_authenticate"),
}
#: Whoever is logged in, at the desk or not, looks after the own account.
OWN_PAGES = re.compile(r"account_(home|reauthenticate|(change|set)_password)|mfa_\w+|usersessions_list")

TO_LOGIN = ("/admin/login/?next=", "/accounts/login/?next=", "/accounts/reauthenticate/?next=")


def model_pages() -> dict[str, dict[str, int]]:
    """Return the rules of every kind that is registered at the desk; rows within records follow their records."""
    kinds = {f"{m._meta.app_label}_{m._meta.model_name}": m for m in admin.site._registry}
    return {
        kind: OTHER_KINDS.get(kind) or (RECORD_PAGES if m._meta.app_label in ("agreements", "programs") else {})
        for kind, m in kinds.items()
    }


def least_role(name: str) -> int | None:
    """Return the least role for a page; none where no rule is stated."""
    if name in OPEN_PAGES:
        return ANYBODY
    if name in DESK_PAGES:
        return DESK_PAGES[name]
    if OWN_PAGES.fullmatch(name):
        return ROLES.index("outsider")
    for kind, pages in model_pages().items():
        if name.startswith(f"admin:{kind}_"):
            return pages.get(name.removeprefix(f"admin:{kind}_"))
    return None
