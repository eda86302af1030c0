SELECT location,
  COUNT(*) FILTER (WHERE action = 'purchase') AS purchases,
  COUNT_IF(action = 'login') AS logins,
  SUM(CASE WHEN device_type = 'mobile' THEN 1 ELSE 0 END) AS mobile,
  SUM(IF(action = 'purchase', duration_s, 0.0)) AS purchase_s,
  COUNT(DISTINCT user_id) AS users,
  MAX(duration_s) FILTER (WHERE action <> 'logout') AS longest,
  ROUND(COUNT(*) FILTER (WHERE action = 'purchase') / COUNT(*), 4) AS rate,
  BOOL_OR(action = 'search') AS searched,
  EVERY(duration_s > 1) AS all_long
FROM user_logs GROUP BY location
ORDER BY location NULLS FIRST
