SELECT transaction_id, timestamp,
  timestamp + INTERVAL 2 HOURS AS later, timestamp - INTERVAL '1' DAY AS earlier,
  CAST(timestamp AS DATE) - INTERVAL 1 MONTH AS month_ago, day + 1 AS tomorrow, day - 7 AS wk,
  datediff(updated_at, timestamp) AS days, timestampdiff(MINUTE, timestamp, updated_at) AS tm, timestampdiff(MONTH,
  timestamp, updated_at) AS tmo,
  (unix_timestamp(updated_at) - unix_timestamp(timestamp)) / 60 AS minutes,
  hour(timestamp) AS h, minute(timestamp) AS mi, second(timestamp) AS s,
  date_trunc('HOUR', timestamp) AS hh, timestampadd(DAY, 7, timestamp) AS week_later, dateadd(MONTH, 1,
  timestamp) AS ml,
  date_trunc('DAY', timestamp) = CAST(day AS TIMESTAMP) AS same,
  timestamp BETWEEN '2026-03-01' AND '2026-03-31' AS in_march, to_date(timestamp) AS dd,
  CAST(timestamp AS STRING) AS text, timestamp > DATE '2026-06-01' AS af
FROM (SELECT *, CAST(timestamp AS DATE) AS day FROM sales_records) ORDER BY transaction_id LIMIT 40
