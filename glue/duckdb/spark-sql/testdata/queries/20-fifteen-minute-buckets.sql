SELECT sensor_id, timestamp_seconds(floor(unix_timestamp(timestamp) / 900) * 900) AS bucket,
  COUNT(*) AS n, ROUND(AVG(temperature), 2) AS mean_c
FROM iot_sensor_data GROUP BY 1, 2
ORDER BY 1, 2
