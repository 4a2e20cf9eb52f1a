"""The archive of a review, chosen as a file and opened with care."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from reviews import archive_files

MOST_BYTES = 50_000_000


class ArchiveForm(forms.Form):
    file = forms.FileField(
        label=_("Archive (ZIP)"),
        max_length=200,
        widget=forms.FileInput(attrs={"accept": ".zip,application/zip"}),
        error_messages={"required": _("Choose a file first."), "empty": _("This file is empty.")},
    )

    def clean_file(self) -> dict[str, Any]:
        upload: UploadedFile[bytes] = self.cleaned_data["file"]
        if (upload.size or 0) > MOST_BYTES:
            raise forms.ValidationError(_("This file is larger than 50 MB. Is it the right one?"))
        try:
            data, comments = archive_files.opened(upload)
        except archive_files.BadArchive as error:
            raise forms.ValidationError(str(error)) from None
        return {"data": data, "comments": comments, "packed": archive_files.trimmed(upload), "name": upload.name or ""}
