WITH firsts AS (SELECT user_id, MIN(date_trunc('WEEK', timestamp)) AS cohort FROM user_logs GROUP BY user_id)
SELECT CAST(f.cohort AS DATE) AS cohort, CAST(datediff(date_trunc('WEEK', l.timestamp),
  f.cohort) / 7 AS INT) AS week_no, COUNT(DISTINCT l.user_id) AS users
FROM user_logs l JOIN firsts f USING (user_id)
GROUP BY f.cohort, CAST(datediff(date_trunc('WEEK', l.timestamp), f.cohort) / 7 AS INT) ORDER BY 1, 2
