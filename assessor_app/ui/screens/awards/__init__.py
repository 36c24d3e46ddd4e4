"""Awards: the register, issuing, withdrawing, and renewals."""
