"""Final tables as Iceberg v2: shape, a branch to build on, publishing, and what keeps them small."""
