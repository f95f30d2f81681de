"""The text of a source from a field or a file: kept byte for byte, its sum computed here and nowhere else.

A file is read before anything else looks at the request and put in the field's place, so that it lives through an error
elsewhere in the form, a preview and a conflict like anything that was typed. Of control characters only NUL is refused
in a text: form feeds and the like are the document's own. A text of which only the sum is known is refused where it has
another sum, unless the editor says that it replaces the recorded one.
"""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from agreements.admin.sources.line_ends import ends_of, with_ends, with_unix_ends
from agreements.quoting.taking import MOST_BYTES, NotText, form_with_sum, sum_of, text_of

_FORMS = {
    "bom": pgettext_lazy("form of a text", "without its byte order mark"),
    "lf": pgettext_lazy("form of a text", "with Unix line ends"),
    "crlf": pgettext_lazy("form of a text", "with Windows line ends"),
    "end": pgettext_lazy("form of a text", "with a line end at its end"),
    "no-end": pgettext_lazy("form of a text", "without white space at its end"),
    "nfc": pgettext_lazy("form of a text", "in Unicode form NFC"),
    "nfd": pgettext_lazy("form of a text", "in Unicode form NFD"),
}


def take_file(request: HttpRequest) -> None:
    """Put the text of a file that was sent in the place of what the field held; one at fault stays for the form."""
    file = request.FILES.get("text_file") if request.method == "POST" else None
    if file is None or file.size is None or file.size > MOST_BYTES:
        return
    try:
        text = text_of(file.read())
    except NotText:
        file.seek(0)
        return
    post = request.POST.copy()
    post["text"], post["text_ends"] = text, ends_of(text)
    post.pop("keep_text", None)
    request.POST = post  # type: ignore[assignment]  # Django lets it be set
    request.FILES.pop("text_file")


class SourceTextField(forms.CharField):
    """A text as it stands: nothing is cut off its ends, and other line ends are no change."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{**kwargs, "strip": False})

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Whether somebody typed into it."""
        return with_unix_ends(initial or "") != with_unix_ends(data or "")


class SourceTextMixin:
    """What a form of a source does with its text; the fields are declared by the form."""

    def __init__(self: Any, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        source = self.instance
        #: The text and the sum before the form; the passages are held against what becomes of them.
        source.text_before, source.sum_before = source.text, source.sha256
        source.text_in_doubt = False
        self.initial["text_ends"] = ends_of(source.text)

    def clean_text_file(self: Any) -> Any:
        """Say why a file was not taken."""
        file = self.cleaned_data.get("text_file")
        if not file:
            return None
        try:
            text_of(file.read(MOST_BYTES + 1) if file.size <= MOST_BYTES else b" " * (MOST_BYTES + 1))
        except NotText as error:
            raise ValidationError(
                {
                    "utf-8": _("The file is not UTF-8 text: byte %(byte)s cannot be read."),
                    "nul": _("The file holds a NUL (byte %(byte)s), so it is not a text."),
                    "long": _("The file has %(bytes)s bytes; a text has at most %(most)s."),
                }[error.fault],
                code="no-text",
                params={"byte": error.byte, "bytes": file.size, "most": MOST_BYTES},
            ) from error
        return file

    def clean(self: Any) -> dict[str, Any]:
        """Take the text, and work out its sum."""
        cleaned: dict[str, Any] = super().clean()  # type: ignore[misc]
        if "text" in cleaned and "text" in self.fields:
            self._take(cleaned)
        self.instance.text_in_doubt = bool({"text", "text_file"} & set(self.errors))
        return cleaned

    def _take(self: Any, cleaned: dict[str, Any]) -> None:
        source = self.instance
        before, recorded = source.text_before, source.sum_before
        if cleaned.get("keep_text"):
            text = before
        else:
            text = _as_sent(cleaned["text"], cleaned.get("text_ends", ""), before, recorded)
        if text != before and len(text.encode()) > MOST_BYTES:
            most = _("The text has %(bytes)s bytes; a text has at most %(most)s.")
            self.add_error("text", ValidationError(most, params={"bytes": len(text.encode()), "most": MOST_BYTES}))
            return
        total = sum_of(text) if text else recorded
        if not before and recorded and total != recorded and not cleaned.get("replaces_text"):
            self.add_error("text", _another(text, total, recorded))
            return
        cleaned["text"] = text
        source.sha256 = total


def _as_sent(typed: str, ends: str, before: str, recorded: str) -> str:
    """Return the text that was meant by what a browser sent."""
    plain = with_unix_ends(typed)
    if plain == with_unix_ends(before):
        return before
    if not plain.strip():
        return ""
    text = with_ends(typed, ends)
    if not before and recorded and sum_of(text) != recorded:
        crlf = plain.replace("\n", "\r\n")
        return next((form for form in (plain, crlf) if sum_of(form) == recorded), text)
    return text


def _another(text: str, total: str, recorded: str) -> list[str]:
    found = [
        _(
            "This is another text than the one that the source stands for. Recorded sum: %(recorded)s; sum of this "
            "text: %(total)s. Tick “This replaces the recorded text” if it is meant."
        )
        % {"recorded": recorded, "total": total}
    ]
    if form := form_with_sum(text, recorded):
        found.append(_("It would be the recorded text %(form)s.") % {"form": _FORMS[form]})
    return found


FILE_LABEL = gettext_lazy("text from a file")
FILE_HELP = gettext_lazy("A plain text in UTF-8, taken byte for byte; it takes the place of the text above.")
REPLACES_LABEL = gettext_lazy("This replaces the recorded text")
REPLACES_HELP = gettext_lazy("Only needed where the sum of a text is recorded and this is another text.")
KEEP_LABEL = gettext_lazy("Keep the text as it was")
