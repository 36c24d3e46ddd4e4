from assessor_app.reports.tagging.artifacts import Marked, with_artifacts


def marked(*code: str) -> list[str]:
    return list(with_artifacts(code))


def test_what_paints_is_marked_with_the_colours_it_needs():
    assert marked("1 0 0 rg", "n 0 0 5 5 re f") == ["/Artifact BMC", "1 0 0 rg", "n 0 0 5 5 re f", "EMC"]


def test_what_only_sets_colours_or_clips_is_left_as_it_is():
    assert marked("1 0 0 rg", "n 0 0 5 5 re W n", "", " ") == ["1 0 0 rg", "n 0 0 5 5 re W n", "", " "]


def test_marks_do_not_reach_over_saved_states():
    assert marked("q", "n 0 0 m 5 5 l S", "Q") == ["q", "/Artifact BMC", "n 0 0 m 5 5 l S", "EMC", "Q"]


def test_what_is_marked_already_is_no_artifact():
    words = Marked("/P <</MCID 0>> BDC\nBT (x) Tj ET\nEMC")
    assert marked(words, "n 0 0 m 5 5 l S") == [words, "/Artifact BMC", "n 0 0 m 5 5 l S", "EMC"]
