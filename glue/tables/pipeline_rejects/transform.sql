SELECT
  dataset,
  file,
  code,
  COALESCE(`column`, '(record)') AS `column`,
  COUNT(DISTINCT `row`) AS `rows`
FROM _rejects
GROUP BY dataset, file, code, COALESCE(`column`, '(record)')
