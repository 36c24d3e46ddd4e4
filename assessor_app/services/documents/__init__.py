"""Documents: the report and others, their signatures, seals and time stamps, and checking any of them."""
