select sensor_id, date_trunc('hour', "timestamp") as hour, count(*) as readings,
  avg(temperature) as temperature_avg, min(temperature) as temperature_min, max(temperature) as temperature_max, avg(humidity) as humidity_avg
from {{ ref('iot_sensor_data') }} group by all
