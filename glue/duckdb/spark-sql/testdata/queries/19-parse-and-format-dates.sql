SELECT DISTINCT
  to_date(concat(year, '-', lpad(month, 2, '0'), '-01')) AS from_text,
  to_timestamp('2026-03-04 10:11:12') AS ts,
  to_date('04/03/2026', 'dd/MM/yyyy') AS uk,
  date_format(day, 'dd MMM yyyy') AS shown,
  make_date(CAST(year AS INT), CAST(month AS INT), 1) AS made,
  from_unixtime(0) AS epoch,
  CAST(day AS STRING) AS text
FROM sales_daily ORDER BY from_text, shown
