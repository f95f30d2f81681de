"""What schemathesis checks of this API besides its own checks; loaded by ``fuzz.toml``.

A request of the right form may be refused only for what no form can tell: whether the register holds a record of that
id, whether an instant is past, whether a cursor is one of its own, whether dates exist and stand in their order.
"""

from typing import Any

import jsonschema_rs
import schemathesis


def described(case: Any) -> dict[str, Any]:
    """Give the description of the operation that a case asks."""
    return dict(case.operation.schema.raw_schema["paths"][case.operation.path]["get"])


def bounded(case: Any) -> set[str]:
    """Name the parameters of which the description says every value: a code, or a number between two others."""
    rows = described(case)["parameters"]
    forms = {row["name"]: row["schema"].get("items", row["schema"]) for row in rows}
    # Relevance is an order only where words are sought.
    return {name for name, form in forms.items() if {"enum", "maximum"} & form.keys()} - {"ordering"}


@schemathesis.check
def a_refusal_names_what_no_form_can_tell(ctx: Any, response: Any, case: Any) -> None:
    """A well-formed request is refused for known reasons only, each parameter named with a sentence."""
    if response.status_code != 400 or case.meta is None or not case.meta.generation.mode.is_positive:
        return
    errors = response.json()["errors"]
    assert errors, "a refusal without a reason"
    assert all(error["message"] for error in errors), errors
    assert not {error["parameter"] for error in errors} & bounded(case), errors


@schemathesis.check
def an_answer_is_whole_unless_fields_were_asked_for(ctx: Any, response: Any, case: Any) -> None:
    """Without ``fields`` the answer has the whole shape, which the description offers as the first of two."""
    if response.status_code != 200 or (case.query or {}).get("fields"):
        return
    if not response.headers["content-type"][0].startswith("application/json"):
        return
    schema = described(case)["responses"]["200"]["content"]["application/json"]["schema"]
    if "anyOf" in schema:
        whole = {**schema["anyOf"][0], "components": case.operation.schema.raw_schema["components"]}
        jsonschema_rs.validator_for(whole).validate(response.json())


@schemathesis.check
def no_answer_carries_a_trace(ctx: Any, response: Any, case: Any) -> None:
    """Nothing that is answered shows how the server is made."""
    assert "Traceback" not in response.text
    assert "/site-packages/" not in response.text
