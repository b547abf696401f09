"""Files made for tests of the importers: small PDF and Word documents, archives, tables."""

from __future__ import annotations

import io
import zipfile

_TYPES = (
    '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Override PartName="/word/document.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/>'
    '<Override PartName="/word/styles.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"/></Types>'
)
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_RELS = '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{}</Relationships>'
_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_STYLES = "".join(
    f'<w:style w:type="paragraph" w:styleId="H{n}"><w:name w:val="heading {n}"/></w:style>' for n in (1, 2)
)


def archive(files: dict[str, str | bytes]) -> bytes:
    """An archive of files by their names."""
    memory = io.BytesIO()
    with zipfile.ZipFile(memory, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in files.items():
            packed.writestr(name, content)
    return memory.getvalue()


def word(*paragraphs: tuple[str, str] | list[list[str]], prolog: str = "") -> bytes:
    """A Word file of paragraphs (style "", "H1" or "H2", and text) and tables (rows of cells)."""
    body = "".join(_word_table(part) if isinstance(part, list) else _word_paragraph(*part) for part in paragraphs)
    return archive(
        {
            "[Content_Types].xml": _TYPES,
            "_rels/.rels": _RELS.format(
                f'<Relationship Id="r1" Type="{_OFFICE}/officeDocument" Target="word/document.xml"/>'
            ),
            "word/_rels/document.xml.rels": _RELS.format(
                f'<Relationship Id="r2" Type="{_OFFICE}/styles" Target="styles.xml"/>'
            ),
            "word/styles.xml": f"<w:styles {_W}>{_STYLES}</w:styles>",
            "word/document.xml": f"{prolog}<w:document {_W}><w:body>{body}</w:body></w:document>",
        }
    )


def _word_paragraph(style: str, text: str) -> str:
    named = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f'<w:p>{named}<w:r><w:t xml:space="preserve">{text}</w:t></w:r></w:p>'


def _word_table(rows: list[list[str]]) -> str:
    cells = ["".join(f"<w:tc>{_word_paragraph('', cell)}</w:tc>" for cell in row) for row in rows]
    return "<w:tbl>" + "".join(f"<w:tr>{row}</w:tr>" for row in cells) + "</w:tbl>"


def pdf(
    lines: list[tuple[float, float, float, str]], boxes: list[tuple[float, float, float, float]] | None = None
) -> bytes:
    """A PDF of one page: lines (x, y from below, size, text) and ruled boxes (x, y, width, height)."""
    texts = [f"BT /F1 {size} Tf {x} {y} Td ({text}) Tj ET" for x, y, size, text in lines]
    ruled = [f"{x} {y} {width} {height} re S" for x, y, width, height in boxes or []]
    stream = "\n".join([*texts, *ruled]).encode("cp1252")
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R "
        b"/Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        b"<< /ModDate (D:20260301120000Z) /Title (Eigenschaften) >>",
    ]
    return _pdf_file(objects)


def _pdf_file(objects: list[bytes]) -> bytes:
    content = b"%PDF-1.4\n"
    offsets: list[int] = []
    for number, body in enumerate(objects, 1):
        offsets.append(len(content))
        content += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    start = len(content)
    count = len(objects) + 1
    trailer = b"trailer << /Size %d /Root 1 0 R /Info 6 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (count, start)
    return content + b"xref\n0 %d\n0000000000 65535 f \n" % count + table + trailer
