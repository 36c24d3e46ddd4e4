"""The sections of the assessment report, one module each."""
