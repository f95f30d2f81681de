"""What the pages of imports ask: a file with or without a profile, and the text of a profile."""

from __future__ import annotations

from pathlib import PurePath
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest
from django.utils.formats import date_format
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from agreements.desk.models import ImportRun
from agreements.importing.profile.loading import shipped

VIEW = "desk.view_importrun"
#: What an import writes as drafts; whoever may not write one of these by hand may not import it either.
NEEDED = (
    "desk.add_importrun",
    *(f"agreements.{verb}_{model}" for model in ("agreement", "source", "institution") for verb in ("add", "change")),
)
#: A profile longer than this is none.
LONGEST_PROFILE = 200_000
#: So many earlier imports are offered as patterns.
EARLIER = 20
SHIPPED, EARLIER_ONE = "shipped:", "run:"


def may_import(request: HttpRequest) -> bool:
    """Whether this user may import records as drafts."""
    return request.user.has_perms(NEEDED)


def ask_to_view(request: HttpRequest) -> None:
    """Raise ``PermissionDenied`` for those who may not look at imports."""
    if not request.user.has_perm(VIEW):
        raise PermissionDenied


def ask_to_import(request: HttpRequest) -> None:
    """Raise ``PermissionDenied`` for those who may not import."""
    if not may_import(request):
        raise PermissionDenied


class ProfileText(forms.CharField):
    """The text of a profile, as it was typed; line ends become those of a file."""

    def __init__(self, **options: Any) -> None:
        area = forms.Textarea(attrs={"rows": 24, "spellcheck": "false", "autocapitalize": "off", "dir": "ltr"})
        super().__init__(strip=False, max_length=LONGEST_PROFILE, widget=area, **options)

    def to_python(self, value: Any) -> str:
        """Return the text with line feeds."""
        return str(super().to_python(value) or "").replace("\r\n", "\n").replace("\r", "\n")


class UploadForm(forms.Form):
    """A file, and where its profile comes from."""

    error_css_class = "errors"
    file = forms.FileField(
        label=gettext_lazy("File"),
        allow_empty_file=True,
        help_text=gettext_lazy("CSV, XLSX, JSON or NDJSON."),
        error_messages={"required": gettext_lazy("Choose the file of the register.")},
    )
    profile = forms.ChoiceField(
        label=gettext_lazy("Profile"),
        required=False,
        help_text=gettext_lazy("A profile says what the columns mean. Without one you are shown the columns first."),
    )
    own = forms.FileField(
        label=gettext_lazy("Or a profile of your own"),
        required=False,
        allow_empty_file=True,
        help_text=gettext_lazy("A TOML file. You can also write it on the next page."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        runs = ImportRun.objects.exclude(profile_text="").defer("report")[:EARLIER]
        earlier = [
            (f"{EARLIER_ONE}{run.pk}", f"{run.profile_name or run.file_name} ({date_format(run.at, 'Y-m-d')})")
            for run in runs
        ]
        field: Any = self.fields["profile"]
        field.choices = [
            ("", _("None yet: show me the columns")),
            (_("Profiles of this register"), [(f"{SHIPPED}{name}", name) for name in shipped()]),
            *([(_("As in an earlier import"), earlier)] if earlier else []),
        ]

    def clean_file(self) -> UploadedFile[Any]:
        """Refuse what is empty or too large."""
        given: UploadedFile[Any] = self.cleaned_data["file"]
        most = settings.IMPORT_MEGABYTES
        if not given.size:
            raise ValidationError(_("The file is empty."))
        if given.size > most * 1_000_000:
            raise ValidationError(
                _("The file has more than %(most)d MB. Import it with the command import_agreements.") % {"most": most}
            )
        return given

    def clean_own(self) -> str:
        """Read the profile given as a file."""
        given: UploadedFile[Any] | None = self.cleaned_data["own"]
        if given is None:
            return ""
        if (given.size or 0) > LONGEST_PROFILE:
            raise ValidationError(_("This is too long for a profile."))
        try:
            text: str = given.read().decode("utf-8-sig")
        except UnicodeDecodeError:
            raise ValidationError(_("The profile is not a text in UTF-8.")) from None
        if "\x00" in text:
            raise ValidationError(_("The profile holds a NUL character."))
        self.cleaned_data["own_name"] = slugify(PurePath(given.name or "").stem, allow_unicode=True)[:80]
        return text

    def clean(self) -> dict[str, Any]:
        """Refuse two profiles at once."""
        super().clean()
        if self.cleaned_data.get("own") and self.cleaned_data.get("profile"):
            self.add_error("own", _("Choose a profile from the list or give one of your own, not both."))
        return self.cleaned_data


class ProfileForm(forms.Form):
    """The text of the profile of one run."""

    profile = ProfileText(
        label=gettext_lazy("Profile"),
        error_messages={
            "required": gettext_lazy("Write what the columns mean: without a profile nothing can be planned.")
        },
    )
