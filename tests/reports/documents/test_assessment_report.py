import io
import re
import shutil
import subprocess
from dataclasses import replace

import pikepdf
import pytest

from assessor_app.domain.assessment.assessment import Institution, SignedReport
from assessor_app.domain.scheme.edition import Aspect, Wording
from assessor_app.reports.documents.assessment_report import assessment_report, made_report
from assessor_app.reports.preview import page_picture
from tests.reports.sample import content_of, pages, with_levels, with_strand, words

CULTURE = "evaluating-impact.culture"


def page_of(made, printed, key):
    return printed[made.starts[key] - 1]


def section(made, printed, key, until):
    return " ".join(printed[made.starts[key] - 1 : made.starts[until] - 1])


def test_the_same_content_gives_the_same_bytes(content, made):
    assert assessment_report(content) == made.pdf


def test_the_cover_says_whose_report_it_is(printed):
    for said in (
        "Professional Development Quality Mark",
        "Assessment report",
        "Hollin Bank Community School, Leeds",
        "Visit on 14 November 2026. Recommendation to the award panel of 28 November 2026.",
        "Assessor Amara Okafor",
        "Verifier David Llewellyn",
        "PD Quality Mark, edition 3.1. England, primary.",
        "PDQM-2026-0187, version 1, final",
    ):
        assert said in printed[0]


def test_the_contents_name_the_page_of_every_section(made, printed):
    for title, key in (("Summary", "summary"), ("Evidence register", "register"), ("Sign-off", "sign-off")):
        assert f"{title} {made.starts[key]}" in printed[0]


def test_every_page_carries_reference_version_fingerprint_and_its_number(printed):
    for number, text in enumerate(printed, start=1):
        assert "PDQM-2026-0187 version 1 data 3F9A 61C2 0B7E" in text
        assert f"Page {number} of {len(printed)}" in text


def test_a_draft_says_so_on_every_page(content):
    printed = pages(assessment_report(replace(content, draft=3)))
    assert "draft 3, not signed" in printed[0]
    assert all("Draft 3, not signed" in text for text in printed[1:])


def test_a_final_report_never_says_draft(printed):
    assert "draft" not in " ".join(printed).lower()


def test_the_summary_answers_award_gap_and_what_would_change_it_on_one_page(made, printed):
    summary = page_of(made, printed, "summary")
    for said in (
        "We recommend Silver award",
        "Every aspect has at least 3 of its 4 strands at Enhancing or above.",
        "The school is 1 strand short of Gold.",
        "The panel decides the award on 28 November 2026.",
        "Gold needs 3 Embedded strands in every aspect; Evaluating impact has 2.",
        "If either 3.2 Culture or 3.4 Best value were Embedded, the outcome would be Gold.",
        "No single strand judged one level lower would lose Silver.",
        "Strengths",
        "Priorities",
    ):
        assert said in summary
    assert made.starts["detail"] == made.starts["summary"] + 1


@pytest.mark.parametrize(
    "text", ["One long sentence without an end " * 60, "A sentence of six words here. " * 200, "x" * 9000]
)
def test_the_summary_stays_one_page_and_the_rest_of_it_follows(content, text):
    made = made_report(content_of(content.scheme, replace(content.assessment, summary=text)))
    assert made.starts["detail"] == made.starts["summary"] + 1
    printed = pages(made.pdf)
    following = section(made, printed, "detail", "aspect-leadership")
    assert "More of the summary" in following
    said = words(made.pdf)
    assert sum(said.count(word) for word in ("without", "six")) >= text.count("without") + text.count("six")


def test_long_strengths_and_priorities_leave_the_summary_one_page(content):
    wordy = content
    for strand in content.scheme.strands:
        wordy = with_strand(wordy, strand.id, strengths="A strength told at length. " * 30, develop="To be done. " * 60)
    made = made_report(wordy)
    assert made.starts["detail"] == made.starts["summary"] + 1


def test_the_profile_and_the_panels_count_what_was_judged(content, made, printed):
    summary = page_of(made, printed, "summary")
    for aspect in content.outlook.aspects:
        assert f"{aspect.reached} of {aspect.strands}" in summary
        assert f"{aspect.reached} of {aspect.strands} Embedded" in page_of(made, printed, "detail")
        opening = page_of(made, printed, f"aspect-{aspect.aspect}")
        assert f"{aspect.reached} of {aspect.strands} strands are Embedded." in opening


def test_every_strand_has_its_level_reason_and_the_same_six_rows(content, made, printed):
    said = section(made, printed, "aspect-leadership", "debriefs")
    for strand in content.scheme.strands:
        record = content.assessment.strand(strand.id)
        level = content.scheme.level(content.levels[strand.id]).name
        assert f"{strand.number} {strand.title} {level} {level} because {record.reason}" in said
    for label in ("What we saw", "Evidence", "Effect", "To develop", "School\N{RIGHT SINGLE QUOTATION MARK}s view"):
        assert said.count(f" {label} ") == 16
    assert said.count(" Strength ") + said.count(" Strengths ") == 16


def test_no_text_of_a_strand_is_lost(content, printed):
    said = " ".join(printed)
    for record in content.assessment.strands:
        for text in (record.reason, record.saw, record.effect, record.strengths, record.develop):
            for line in text.splitlines():
                assert " ".join(line.split()) in said


def test_what_is_private_or_the_schools_own_account_is_not_printed(content):
    secret = with_strand(content, CULTURE, working_notes="Ask Noor about the log.", school_text="Our own long account.")
    said = words(assessment_report(secret))
    assert "Ask Noor" not in said
    assert "Our own long account" not in said


def test_evidence_of_strands_is_in_the_register_and_the_register_points_back(content, made, printed):
    strands = section(made, printed, "aspect-leadership", "debriefs")
    register = page_of(made, printed, "register")
    named = set(re.findall(r"\bE\d+\b", strands))
    assert named
    for code in named:
        assert re.search(rf"\b{code} \w", register)
    assert "E1 " in register
    assert " 1.1, " in register


def test_references_link_to_the_register_and_headings_are_bookmarks(content, made):
    with pikepdf.open(io.BytesIO(made.pdf)) as pdf:
        register = pdf.pages[made.starts["register"] - 1].objgen
        strand = pdf.pages[made.starts["aspect-leadership"] - 1]
        targets = [link.Dest[0].objgen for link in strand.Annots if link.Subtype == "/Link"]
        with pdf.open_outline() as outline:
            top = [item.title for item in outline.root]
            below = [child.title for item in outline.root for child in item.children]
    assert len(targets) > 5
    assert set(targets) == {register}
    assert top[:3] == ["Assessment report", "Summary", "The judgements in detail"]
    assert top[3:7] == [aspect.title for aspect in content.scheme.aspects]
    assert top[7:] == [
        "What we said on the day",
        "Action plan",
        "How we reached these judgements",
        "Evidence register",
        "Questions, complaints and appeals",
        "Sign-off",
    ]
    assert {f"{strand.number} {strand.title}" for strand in content.scheme.strands} <= set(below)


def test_the_agreement_with_the_school_is_counted_in_heading_and_table(content, made, printed):
    detail = page_of(made, printed, "detail")
    differing = [
        strand
        for strand in content.scheme.strands
        if content.assessment.strand(strand.id).school_level != content.levels[strand.id]
    ]
    assert f"The school judged {16 - len(differing)} of 16 strands as we did" in detail
    for strand in differing:
        short = content.scheme.aspect_of(strand.id).short
        assert f"{strand.number} {short}: {strand.title}" in detail


def test_a_missing_judgement_of_the_school_is_counted_apart(content):
    said = words(assessment_report(with_strand(content, CULTURE, school_level=None)))
    assert "of 15 strands as we did It gave no judgement on 1." in said
    assert "The school gave no judgement." in said


def test_not_enough_evidence_is_said_and_listed(content):
    said = words(assessment_report(with_levels(content, leadership__culture="not-enough")))
    assert "Not enough evidence yet: learning from one another" in said
    assert "There was not enough evidence for 1.2 Culture." in said
    assert "We did not see enough to agree or differ." in said


def test_the_debrief_lists_what_was_said_the_reply_and_who_heard(made, printed):
    debriefs = page_of(made, printed, "debriefs")
    assert "We met senior leaders and all staff on 14 November 2026." in debriefs
    assert "did not name an award" in debriefs
    assert "What they said The headteacher agrees" in debriefs
    assert "Helen Whitaker (headteacher), Joseph Adeyemi" in debriefs


def test_a_point_that_was_not_said_is_not_printed(content):
    debrief = content.assessment.debriefs[0]
    unsaid = replace(debrief.points[0], said=False, text="We kept this to ourselves.")
    changed = replace(debrief, points=(unsaid, *debrief.points[1:]))
    record = replace(content.assessment, debriefs=(changed, *content.assessment.debriefs[1:]))
    assert "We kept this to ourselves" not in words(assessment_report(content_of(content.scheme, record)))


def test_the_method_gives_levels_rule_and_the_notice_of_model_wording(content, made, printed):
    method = page_of(made, printed, "method")
    assert "At least 3 of the 4 strands in every aspect are" in method
    assert "Gold Embedded Not yet: 3 aspects of 4" in method
    assert "Silver Enhancing or above Reached in all 4 aspects" in method
    assert content.scheme.model_wording_notice in method
    assert "judged 16 strands. Both agreed on 16 of them." in method


def test_a_mark_in_its_own_words_carries_no_notice(content):
    own = replace(
        content.scheme,
        levels=tuple(replace(level, wording=Wording.SOURCE) for level in content.scheme.levels),
        debriefs=tuple(replace(session, wording=Wording.SOURCE) for session in content.scheme.debriefs),
    )
    said = words(assessment_report(replace(content, scheme=own)))
    assert content.scheme.model_wording_notice not in said


def test_the_sign_off_names_who_signs_and_how_to_check(printed):
    assert "By signing, we say that these judgements are ours" in printed[-1]
    assert "Assessor Amara Okafor" in printed[-1]
    assert "Verifier David Llewellyn" in printed[-1]
    assert "compare the version and the data fingerprint" in printed[-1]


def test_a_second_version_lists_the_first(content):
    first = SignedReport(
        1, "ab" * 32, "0000 0000 0000", "2026-11-15T16:12:00Z", "P-1", "Amara Okafor", "7F2C 19A4", "x"
    )
    said = words(assessment_report(content_of(content.scheme, replace(content.assessment, reports=(first,)))))
    assert "Version 2 22 November 2026 Replaces version 1" in said
    assert "Version 1 15 November 2026 First signed version Amara Okafor" in said


def test_nothing_recorded_prints_words_instead_of_gaps(content):
    record = replace(
        content.assessment,
        strands=(),
        evidence=(),
        actions=(),
        debriefs=(),
        summary="",
        verifier="",
        verifier_name="",
        visit_on=None,
        panel_on=None,
    )
    said = words(assessment_report(content_of(content.scheme, record, draft=1)))
    for phrase in (
        "No outlook yet Judge 3 strands in every aspect to see one.",
        "Verifier Not yet named",
        "What we saw Not written yet. Evidence None listed. Effect Not written yet. Strength None seen. "
        "To develop Nothing from this visit. School\N{RIGHT SINGLE QUOTATION MARK}s view The school gave no judgement.",
        "No debrief recorded.",
        "None recorded.",
        "None listed.",
        "No verifier is named yet.",
    ):
        assert phrase in said


def test_the_highest_award_has_no_next(content):
    gold = with_levels(content, **{strand.id.replace(".", "__"): "embedded" for strand in content.scheme.strands})
    said = words(assessment_report(gold))
    assert "We recommend Gold award" in said
    assert "This is the highest award." in said
    assert "Nothing needs to change for this award." in said
    assert "Every aspect reaches the Gold standard" in said
    assert "would like to try for" not in said


def test_a_mark_with_uneven_aspects_lists_every_strand_once_more(content):
    first, *others = content.scheme.aspects
    extra = replace(first.strands[0], id="leadership.extra", number="1.5", title="Something further")
    longer = replace(first, strands=(*first.strands, extra))
    scheme = replace(content.scheme, aspects=(longer, *others))
    made = made_report(content_of(scheme, content.assessment))
    printed = pages(made.pdf)
    assert made.starts["detail"] == made.starts["summary"] + 1
    assert "Every judgement" in section(made, printed, "detail", "aspect-leadership")
    assert "1.5 Something further Not judged Not judged" in " ".join(printed)


def test_complaints_and_appeals_are_the_owners_steps(content, made, printed):
    page = page_of(made, printed, "appeals")
    for procedure in (content.scheme.complaints, content.scheme.appeals):
        for number, step in enumerate(procedure.steps, start=1):
            assert f"{number} {step.text}" in page
    assert content.scheme.appeals.admissible in page


def test_a_mark_without_procedures_says_whom_to_ask_on_the_last_page(content):
    bare = replace(content.scheme, complaints=None, appeals=None)
    assert (
        "Put questions about this report to Amara Okafor."
        in pages(assessment_report(replace(content, scheme=bare)))[-1]
    )


def test_long_names_are_printed_whole_somewhere_and_stay_on_the_page(content):
    name = "Ysgol Uwchradd Gymunedol Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch " * 6
    record = replace(content.assessment, institution=Institution("i", name, "Ynys Môn"), lead_name="Angharad " * 60)
    printed = pages(assessment_report(content_of(content.scheme, record)))
    assert " ".join(name.split()) in printed[0]
    assert "Angharad Angharad" in printed[-1]


def test_all_fonts_are_embedded(made, tmp_path):
    if not shutil.which("pdffonts"):
        pytest.skip("needs pdffonts")
    (tmp_path / "report.pdf").write_bytes(made.pdf)
    listed = subprocess.run(["pdffonts", "report.pdf"], cwd=tmp_path, capture_output=True, check=True, text=True)
    rows = listed.stdout.splitlines()[2:]
    assert len(rows) >= 6
    assert all(row.split()[-5] == "yes" for row in rows)


def test_title_author_subject_language_and_date_are_in_the_metadata(made):
    with pikepdf.open(io.BytesIO(made.pdf)) as pdf:
        info = pdf.docinfo
        assert info.Title == "Assessment report: Hollin Bank Community School"
        assert info.Author == "Amara Okafor"
        assert info.Subject == "Professional Development Quality Mark, edition 3.1"
        assert info.Keywords == "PDQM-2026-0187"
        assert str(info.CreationDate).startswith("D:20261122")
        assert pdf.Root.Lang == "en-GB"
        assert pdf.Root.ViewerPreferences.DisplayDocTitle


def test_a_cover_that_is_too_full_runs_on_to_a_plain_page(content):
    strand = content.scheme.aspects[0].strands[0]
    more = tuple(
        Aspect(f"more-{n}", f"{n}", f"Aspect number {n}", f"More {n}", (replace(strand, id=f"more-{n}.one"),))
        for n in range(5, 17)
    )
    scheme = replace(content.scheme, aspects=(*content.scheme.aspects, *more))
    made = made_report(content_of(scheme, content.assessment))
    assert made.starts["summary"] == 3
    assert page_picture(made.pdf, 1, 100).bgra[:3] == b"\xff\xff\xff"


def test_no_page_but_the_last_of_an_aspect_or_section_is_nearly_empty(printed):
    assert all(len(text.split()) > 60 for text in printed)
