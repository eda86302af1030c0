-- Hours are UTC. Values are summed as decimals, so that a mean does not depend on the order of the rows. Battery voltage is
-- left out.
SELECT
  sensor_id,
  REGEXP_EXTRACT(sensor_id, '^([a-z]+)-', 1) AS zone,
  DATE_TRUNC('HOUR', timestamp) AS hour,
  COUNT(*) AS readings,
  COUNT(*) - COUNT(temperature) AS temperature_missing,
  CAST(SUM(CAST(temperature AS DECIMAL(8, 2))) AS DOUBLE) / NULLIF(COUNT(temperature), 0) AS temperature_avg_c,
  MIN(temperature) AS temperature_min_c,
  MAX(temperature) AS temperature_max_c,
  CAST(SUM(CAST(humidity AS DECIMAL(8, 2))) AS DOUBLE) / NULLIF(COUNT(humidity), 0) AS humidity_avg_pct,
  YEAR(timestamp) AS year,
  MONTH(timestamp) AS month,
  DAY(timestamp) AS day
FROM iot_sensor_data
GROUP BY sensor_id, DATE_TRUNC('HOUR', timestamp), YEAR(timestamp), MONTH(timestamp), DAY(timestamp)
