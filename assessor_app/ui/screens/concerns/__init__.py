"""Appeals and complaints: two paths of one look, step by step to the answer."""
