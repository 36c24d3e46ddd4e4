"""The documents, one module each; their sections and sheets have folders of their own."""
