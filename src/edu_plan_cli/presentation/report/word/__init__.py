"""Circular → Word document: what GB/T 9704-2012 党政机关公文格式 says of type, pages and tables; the only modules but ``features/importing/docx_reader.py`` that know python-docx."""
