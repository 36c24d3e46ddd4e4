import io
import re

import pikepdf

from assessor_app.reports.tagging.finishing import Attachment

from .small import small_document

RESULTS = Attachment("results.json", b'{"levels": {}}', "application/json", "The results, for programs")


def test_files_are_attached_as_data_of_the_document():
    with pikepdf.open(io.BytesIO(small_document(attachments=[RESULTS]).pdf)) as pdf:
        assert pdf.attachments["results.json"].get_file().read_bytes() == RESULTS.content
        (said,) = pdf.Root.AF
        assert (str(said.AFRelationship), str(said.Desc)) == ("/Data", RESULTS.says)


def test_a_document_with_files_says_that_it_is_of_the_third_part():
    for attachments, part in (([], b"2"), ([RESULTS], b"3")):
        with pikepdf.open(io.BytesIO(small_document(attachments=attachments).pdf)) as pdf:
            assert b"<pdfaid:part>%s<" % part in pdf.Root.Metadata.read_bytes()


def test_attaching_depends_on_no_clock():
    assert small_document(attachments=[RESULTS]).pdf == small_document(attachments=[RESULTS]).pdf


def test_every_stream_ends_on_a_line_of_its_own():
    pdf = small_document().pdf
    assert not re.search(rb"[^\r\n]endstream", pdf)


def test_no_code_of_a_face_means_nothing():
    with pikepdf.open(io.BytesIO(small_document().pdf)) as pdf:
        faces = list(pdf.pages[0].Resources.Font.values())
        assert len(faces) > 1
        for face in faces:
            mapping = face.ToUnicode.read_bytes()
            assert b"<0000>" not in mapping
            assert int(re.search(rb"(\d+) beginbfchar", mapping)[1]) == len(
                re.findall(rb"(?m)^<\w\w> <\w{4}>$", mapping)
            )
