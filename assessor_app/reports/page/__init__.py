"""What every page is made of: type, lines, prose, tables, and the tagged file round them."""
