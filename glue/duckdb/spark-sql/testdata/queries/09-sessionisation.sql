WITH gaps AS (
  SELECT user_id, timestamp, action,
    CASE WHEN unix_timestamp(timestamp) - unix_timestamp(LAG(timestamp) OVER (PARTITION BY user_id ORDER BY timestamp)) > 1800
      OR LAG(timestamp) OVER (PARTITION BY user_id ORDER BY timestamp) IS NULL THEN 1 ELSE 0 END AS is_new
  FROM user_logs
), sessions AS (
  SELECT *, SUM(is_new) OVER (PARTITION BY user_id ORDER BY timestamp ROWS UNBOUNDED PRECEDING) AS session_no FROM gaps
)
SELECT user_id, session_no, MIN(timestamp) AS started, MAX(timestamp) AS ended, COUNT(*) AS events,
  timestampdiff(SECOND, MIN(timestamp), MAX(timestamp)) AS seconds
FROM sessions
GROUP BY user_id, session_no
ORDER BY user_id, session_no
