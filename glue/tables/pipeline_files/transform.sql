-- cleaned_at and seconds are left out: what a clock says would make every build another one.
SELECT
  dataset,
  file,
  status,
  stale,
  bytes,
  rows_in,
  rows_clean,
  rows_quarantined,
  COALESCE(CAST(rows_quarantined AS DOUBLE) / NULLIF(rows_in, 0), 0) AS quarantined_share
FROM _runs
