"""A scheme owner's template: what it changes is read, and every mistake is told with file, line and key."""

import io
import json
from string import Formatter

import pytest
from PIL import Image

from assessor_app.domain.paper_colours import COLOURS, contrast
from assessor_app.domain.scheme.template import PLAIN, Template
from assessor_app.errors import Refused
from assessor_app.paths import resources
from assessor_app.reports.page.words import catalogue
from assessor_app.schemes.loading import installed_schemes, load_shipped
from assessor_app.schemes.template import load_template, template_problems
from assessor_app.schemes.template_texts import replaceable


@pytest.fixture(scope="module")
def pdqm():
    return load_shipped("pdqm")


def logo(mode="RGB", size=(46, 20), kind="PNG"):
    out = io.BytesIO()
    Image.new(mode, size).save(out, kind)
    return out.getvalue()


def template(folder, text, scheme=None):
    (folder / "template.yaml").write_text(text, encoding="utf-8")
    return load_template(folder, scheme)


def test_without_a_file_or_with_an_empty_one_nothing_is_changed(tmp_path):
    assert load_template(tmp_path) == PLAIN
    assert template(tmp_path, "# nothing yet\n") == PLAIN


def test_everything_a_template_says_is_read(tmp_path, pdqm):
    (tmp_path / "logo.png").write_bytes(logo())
    text = """
logo: logo.png
check_at: example.org/awards
colours: {main: "#7A1F5C", light: "#F3DDEB"}
awards:
  gold: {ink: "#5C4300", soft: "#FFF3D0"}
sections: [summary, action-plan, aspects]
texts:
  cover.formats: Ask the trust for this report in large print.
  letters.dear: {en-GB: "Good morning {name}"}
"""
    assert template(tmp_path, text, pdqm) == Template(
        logo=logo(),
        logo_name="logo.png",
        check_at="example.org/awards",
        colours={"level": "#7A1F5C", "heat3": "#7A1F5C", "heat1": "#F3DDEB", "gold": "#5C4300", "gold_soft": "#FFF3D0"},
        sections=("summary", "action-plan", "aspects"),
        texts={
            "en-GB": {
                "cover.formats": "Ask the trust for this report in large print.",
                "letters.dear": "Good morning {name}",
            }
        },
    )


@pytest.mark.parametrize(
    ("text", "where", "what"),
    [
        ("check_at: a\nlogo: none.png\n", "2: logo", "a PNG or JPEG was expected"),
        ("check_at: a\n\nlogos: x\n", "3: logos", "Did you mean logo"),
        ("check_at: a\nlogo: [a, b]\n", "2: logo", "Text was expected, not a list"),
        ("check_at: 4\n", "1: check_at", "put the value in quotes"),
        ("check_at: a\nlogo: ../../etc/passwd.png\n", "2: logo", "without a folder"),
        ("check_at: a\nlogo: template.yaml\n", "2: logo", "PNG or JPEG"),
        ("- a\n", "1: the whole file", "A group of keys was expected"),
        ("a: 'b\n", "2", "This is not YAML"),
        (f"check_at: {'x' * 61}\n", "1: check_at", "At most 60 characters"),
        ("colours:\n  main: teal\n", "2: colours.main", 'A colour as "#RRGGBB"'),
        ("colours:\n  mian: '#0E6B62'\n", "2: colours.mian", "Did you mean main"),
        ("colours:\n  main: '#9AD1C9'\n", "2: colours.main", "contrast of text in it on white paper is 1.7"),
        ("colours:\n  light: '#0E6B62'\n", "2: colours.light", "contrast of dark text on it"),
        ("colours:\n  panel: '#777777'\n", "2: colours.panel", "at least 4.5 was expected"),
        ("awards:\n  platinum: {ink: '#333333', soft: '#FFFFFF'}\n", "2: awards.platinum", "is no award of this mark"),
        ("awards:\n  gold: {ink: '#333333'}\n", "2: awards.gold.soft", "This key is missing"),
        ("awards:\n  gold: {ink: '#B59410', soft: '#FBEFC8'}\n", "2: awards.gold.ink", "on white paper"),
        ("sections:\n- summary\n- figures\n", "3: sections[2]", "'figures' is no section"),
        ("sections:\n- aspects\n- aspects\n", "3: sections[2]", "a second time"),
        ("sections:\n- aspects\n- summary\n", "3: sections[2]", "begins with the summary"),
        ("texts:\n  cover.format: x\n", "2: texts.'cover.format'", "Did you mean cover.formats"),
        ("texts:\n  notes.model_wording: Ours\n", "2: texts.'notes.model_wording'", "not known"),
        ("texts:\n  letters.dear: Dear {nmae}\n", "2: texts.'letters.dear'", "{nmae} is filled in by nobody"),
        ("texts:\n  letters.dear: Dear {name.__class__}\n", "2: texts.'letters.dear'", "filled in by nobody"),
        ("texts:\n  letters.dear: Dear {name\n", "2: texts.'letters.dear'", "brace is not closed"),
        ("texts:\n  letters.dear: {xx: Hei}\n", "2: texts.'letters.dear'.xx", "No words are known in 'xx'"),
        ("texts:\n  letters.dear: 5\n", "2: texts.'letters.dear'", "put the value in quotes"),
        ("check_at: a\ncheck_at: b\n", "2: 'check_at (again)'", "second time"),
    ],
)
def test_a_mistake_is_refused_with_file_line_key_and_what_was_expected(tmp_path, pdqm, text, where, what):
    with pytest.raises(Refused) as refusal:
        template(tmp_path, text, pdqm)
    said = refusal.value.sentence
    assert said.startswith(f"template.yaml:{where.split(': ')[0]}: ")
    assert what in said
    assert said.endswith("Nothing was made; mend the template.")
    (problem, *_) = template_problems(tmp_path / "template.yaml", pdqm)
    assert problem.message in said


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (b"", "cannot"),
        (b"\x89PNG\r\n\x1a\n and no more", "cannot"),
        (logo()[:-20], "cannot"),
        (b"GIF89a" + bytes(20), "cannot"),
        (logo(size=(5000, 5000)), "at most 16 million"),
        (logo("CMYK", kind="JPEG"), "save it in RGB or grey"),
        (b"\x89PNG\r\n\x1a\n" + bytes(5 << 20), "larger than 4 MB"),
    ],
    ids=["empty", "cut short", "half", "another kind", "huge", "CMYK", "heavy"],
)
def test_an_unsafe_logo_is_refused(tmp_path, content, what):
    (tmp_path / "logo.png").write_bytes(content)
    words = "is not a PNG or JPEG that can be read to its end" if what == "cannot" else what
    with pytest.raises(Refused, match=rf"template\.yaml:1: logo: logo\.png .*{words}"):
        template(tmp_path, "logo: logo.png\n")


def test_a_logo_that_leads_elsewhere_is_refused(tmp_path):
    (tmp_path / "real.png").write_bytes(logo())
    (tmp_path / "logo.png").symlink_to(tmp_path / "real.png")
    with pytest.raises(Refused, match=r"There is no file 'logo\.png' beside the template"):
        template(tmp_path, "logo: logo.png\n")


def test_a_template_is_no_edition(tmp_path):
    (tmp_path / "pdqm").mkdir()
    (tmp_path / "pdqm" / "template.yaml").write_text("check_at: a\n")
    assert installed_schemes(tmp_path) == ()


def test_the_published_schema_knows_every_text_that_may_be_replaced():
    schema = json.loads((resources() / "schemes" / "template.schema.json").read_text(encoding="utf-8"))
    texts = schema["properties"]["texts"]["properties"]
    assert set(texts) == set(replaceable()) < set(catalogue("en-GB"))
    assert {key: each["description"] for key, each in texts.items()} == {
        key: catalogue("en-GB")[key] for key in replaceable()
    }
    english = catalogue("en-GB")
    used = {
        key: frozenset(place for _, place, _, _ in Formatter().parse(english[key]) if place) for key in replaceable()
    }
    assert used == replaceable()


def test_what_ships_keeps_its_own_contrast():
    assert contrast("#FFFFFF", "#000000") == pytest.approx(21)
    assert contrast(COLOURS["level"], COLOURS["paper"]) == pytest.approx(6.4, abs=0.05)
    assert contrast(COLOURS["text2"], COLOURS["bg"]) == pytest.approx(7.3, abs=0.05)
