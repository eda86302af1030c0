WITH steps AS (
  SELECT user_id, to_date(timestamp) AS day,
    MIN(CASE WHEN action = 'login' THEN timestamp END) AS login_at,
    MIN(CASE WHEN action = 'add_to_cart' THEN timestamp END) AS cart_at,
    MIN(CASE WHEN action = 'purchase' THEN timestamp END) AS buy_at
  FROM user_logs GROUP BY user_id, to_date(timestamp)
)
SELECT date_trunc('week', day) AS week, COUNT(login_at) AS logins,
  COUNT(CASE WHEN cart_at > login_at THEN 1 END) AS carts,
  COUNT(CASE WHEN buy_at > cart_at THEN 1 END) AS buys, AVG(unix_timestamp(buy_at) - unix_timestamp(login_at)) AS secs,
  CAST(COUNT(buy_at) AS DOUBLE) / COUNT(login_at) AS conversion
FROM steps GROUP BY 1 ORDER BY 1
