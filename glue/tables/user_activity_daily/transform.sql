-- An event that was logged twice (same user, action and moment) counts once: the first by file and row.
WITH numbered AS (
  SELECT
    user_id,
    action,
    timestamp,
    LOWER(device_type) AS device,
    LOWER(location) AS city,
    ROW_NUMBER() OVER (PARTITION BY user_id, action, timestamp ORDER BY _file, _row) AS occurrence
  FROM user_logs
),

events AS (
  SELECT
    CAST(timestamp AS DATE) AS day,
    user_id,
    action,
    city,
    CASE
      WHEN device IN ('mobile', 'iphone', 'android') THEN 'mobile'
      WHEN device IN ('desktop', 'tablet') THEN device
      ELSE 'unknown'
    END AS device_type
  FROM numbered
  WHERE occurrence = 1
)

SELECT
  events.day,
  COALESCE(regions.name, 'Unknown') AS location,
  regions.country,
  regions.latitude,
  regions.longitude,
  events.action,
  events.device_type,
  COUNT(*) AS events,
  COUNT(DISTINCT events.user_id) AS users
FROM events
LEFT JOIN regions ON LOWER(regions.name) = events.city
GROUP BY
  events.day,
  COALESCE(regions.name, 'Unknown'),
  regions.country,
  regions.latitude,
  regions.longitude,
  events.action,
  events.device_type
