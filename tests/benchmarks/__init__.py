"""The benchmarks, at sizes that prove nothing but that they still run."""
