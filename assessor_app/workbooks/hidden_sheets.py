"""What people need not see: the lists behind the drop-downs, and the manifest, kept in two places."""

from collections.abc import Mapping, Sequence

from openpyxl import Workbook
from openpyxl.packaging.custom import CustomPropertyList, StringProperty
from openpyxl.utils import get_column_letter
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.worksheet import Worksheet

from assessor_app.domain.scheme.edition import Scheme
from assessor_app.workbooks.choices import EVIDENCE_KINDS, NATIONS, level_list, settings_of
from assessor_app.workbooks.layout import FIELDS, LISTS_SHEET, MANIFEST_SHEET, READ_ME, strand_label
from assessor_app.workbooks.read_me_sheet import FIRST_FIELD_ROW


def add_lists(workbook: Workbook, scheme: Scheme) -> None:
    """A hidden sheet with one list a column, each under a defined name.

    Drop-downs refer to the name: Excel stores a direct reference to another sheet as an extension that other
    programs drop.
    """
    sheet = workbook.create_sheet(LISTS_SHEET)
    lists: dict[str, Sequence[str]] = {
        **{level_list(scheme, scale): [level.name for level in levels] for scale, levels in scheme.levels_in_use},
        "qm_kinds": EVIDENCE_KINDS,
        "qm_strands": [strand_label(scheme, strand) for strand in scheme.strands],
        "qm_nations": list(NATIONS.values()),
        "qm_settings": list(settings_of(scheme).values()),
    }
    for position, (name, entries) in enumerate(lists.items(), 1):
        for row, entry in enumerate(entries, 1):
            sheet.cell(row, position, entry).data_type = "s"
        letter = get_column_letter(position)
        _define(workbook, name, f"{LISTS_SHEET}!${letter}$1:${letter}${len(entries)}")
    for row, field in enumerate(FIELDS, FIRST_FIELD_ROW):
        _define(workbook, f"qm_{field.id}", f"'{READ_ME}'!$C${row}")
    sheet.sheet_state = "hidden"


def _define(workbook: Workbook, name: str, target: str) -> None:
    workbook.defined_names[name] = DefinedName(name, attr_text=target)


def add_manifest(workbook: Workbook, scheme: Scheme, manifest: Mapping[str, str]) -> None:
    """Say which edition and which workbook this is: in a very hidden sheet and in the document's properties.

    Neither survives everything: copying sheets to a new file loses both, Google Sheets loses the properties.
    """
    sheet: Worksheet = workbook.create_sheet(MANIFEST_SHEET)
    # the type stubs lack this attribute
    properties: CustomPropertyList[StringProperty] = workbook.custom_doc_props  # type: ignore[attr-defined]
    for row, (key, value) in enumerate(manifest.items(), 1):
        sheet.cell(row, 1, key)
        sheet.cell(row, 2, value).data_type = "s"
        properties.append(StringProperty(name=f"qm_{key}", value=value))
    for row, strand in enumerate(scheme.strands, 1):
        sheet.cell(row, 4, strand.id)
        sheet.cell(row, 5, f"{scheme.aspect_of(strand.id).title} / {strand.title}")
    sheet.sheet_state = "veryHidden"
    workbook.properties.keywords = f"qm;{scheme.id};{scheme.edition}"
    workbook.properties.identifier = manifest["submission_id"]
