"""Files of the record, encrypted, by the hash of their content."""
