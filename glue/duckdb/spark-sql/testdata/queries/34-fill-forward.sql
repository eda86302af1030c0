SELECT sensor_id, timestamp, temperature,
  LAST_VALUE(temperature) IGNORE NULLS OVER (PARTITION BY sensor_id ORDER BY timestamp ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS filled,
  last(temperature, true) OVER (PARTITION BY sensor_id ORDER BY timestamp) AS filled2,
  LAG(temperature) IGNORE NULLS OVER (PARTITION BY sensor_id ORDER BY timestamp) AS before
FROM iot_sensor_data WHERE sensor_id IN ('cold-02', 'roof-01') ORDER BY sensor_id, timestamp
