"""Rows of processed: what manifests name, read, settled and typed."""
