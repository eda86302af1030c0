SELECT window.start AS started, window.end AS ended, sensor_id, AVG(temperature) AS t
FROM iot_sensor_data
GROUP BY window(timestamp, '30 minutes'), sensor_id
ORDER BY started, sensor_id
