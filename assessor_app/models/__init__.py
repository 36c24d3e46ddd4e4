"""The store: journal of operations, heads, projected tables, blobs."""
