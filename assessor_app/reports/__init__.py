"""Values to PDF pages."""
