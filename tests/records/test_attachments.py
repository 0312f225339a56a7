"""Evidence files are taken by their content, kept under their hash, and never half."""

import io
from pathlib import Path

import pytest
from sqlalchemy import select

from app.access.standing import operator
from app.extensions import db
from app.records import attachments
from app.records.attachments import Attachment, path_of, store
from app.records.problems import FieldError

PDF = b"%PDF-1.7\n" + b"x" * 200_000
CONTENTS = {
    "application/pdf": PDF,
    "image/jpeg": b"\xff\xd8\xff\xe0" + b"x" * 100,
    "image/png": b"\x89PNG\r\n\x1a\n" + b"x" * 100,
}


@pytest.fixture
def uploads(toy_app, tmp_path, monkeypatch):
    monkeypatch.setitem(toy_app.config, "UPLOAD_PATH", str(tmp_path / "uploads"))
    monkeypatch.setitem(toy_app.config, "UPLOAD_MOST_BYTES", 1 << 20)
    with toy_app.app_context(), operator("test"):
        yield tmp_path / "uploads"


def files(folder):
    return sorted(path for path in folder.rglob("*") if path.is_file())


@pytest.mark.parametrize("mime", CONTENTS)
def test_a_file_is_kept_whole_under_its_hash(uploads, mime):
    row = store(io.BytesIO(CONTENTS[mime]), "Quyết định.pdf", 7)
    db.session.flush()
    path = path_of(row.sha256)
    assert path.read_bytes() == CONTENTS[mime] and files(uploads) == [path]
    assert path == uploads / row.sha256[:2] / row.sha256[2:4] / row.sha256
    assert (row.mime, row.size, row.sent_by, row.original_name) == (mime, len(CONTENTS[mime]), 7, "Quyết định.pdf")
    assert path.stat().st_mode & 0o077 == 0


def test_the_same_content_is_kept_once_and_each_sending_has_its_own_row(uploads):
    first, second = (store(io.BytesIO(PDF), name, user) for name, user in (("a.pdf", 1), ("b.pdf", 2)))
    db.session.flush()
    assert first.sha256 == second.sha256 and first.token != second.token and len(files(uploads)) == 1
    assert len(first.token) == 43


@pytest.mark.parametrize(
    "content", [b"", b"MZ\x90\x00", b"<html><script>", b" %PDF-1.7", b"PK\x03\x04", b"%PD", b"GIF89a"]
)
def test_what_is_no_pdf_jpeg_or_png_is_refused_whatever_it_is_called(uploads, content):
    with pytest.raises(FieldError):
        store(io.BytesIO(content), "quyet_dinh.pdf", 7)
    assert files(uploads) == []
    with db.session.no_autoflush:
        assert list(db.session.new) == []


def test_a_file_that_is_too_large_is_refused_before_it_fills_the_disk(uploads):
    class Endless(io.RawIOBase):
        sent = 0

        def read(self, size=-1):
            self.sent += size
            return b"%PDF-".ljust(size, b"x")

    endless = Endless()
    with pytest.raises(FieldError, match="1 MB"):
        store(endless, "a.pdf", 7)
    assert files(uploads) == [] and endless.sent <= (1 << 20) + 2 * attachments.CHUNK


def test_a_connection_that_breaks_leaves_nothing(uploads):
    class Broken(io.RawIOBase):
        pieces = [PDF[:1000]]

        def read(self, size=-1):
            if self.pieces:
                return self.pieces.pop()
            raise ConnectionResetError

    with pytest.raises(ConnectionResetError):
        store(Broken(), "a.pdf", 7)
    assert files(uploads) == []


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("../../etc/passwd", "passwd"),
        ("/abs/quyết định.pdf", "quyết định.pdf"),
        ("C:\\Users\\an\\qd.pdf", "qd.pdf"),
        ("", "tep"),
        ("..", "tep"),
        ("qu\u0065\u0302\u0301t.pdf", "quết.pdf"),
        ("a\r\nSet-Cookie: x.pdf", "a Set-Cookie: x.pdf"),
        ("x" * 300 + ".pdf", "x" * 196 + ".pdf"),
    ],
)
def test_the_name_is_only_a_name(uploads, given, kept):
    assert store(io.BytesIO(PDF), given, 7).original_name == kept


def test_the_path_of_a_file_stays_in_the_folder(uploads):
    row = store(io.BytesIO(PDF), "a.pdf", 7)
    assert path_of(row.sha256).is_relative_to(Path(uploads))


def test_a_file_without_a_change_has_no_scope(uploads):
    store(io.BytesIO(PDF), "a.pdf", 7)
    db.session.flush()
    table = Attachment.__table__
    row = db.session.execute(select(table)).mappings().one()
    assert [row[name] for name in ("scope_id", "managing_id", "subject_id", "change_id")] == [None] * 4
