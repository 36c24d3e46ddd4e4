"""PDF files of others, before they are shown."""
