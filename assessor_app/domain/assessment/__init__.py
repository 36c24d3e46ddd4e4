"""One institution, one mark, one round, as people see it."""
