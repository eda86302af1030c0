SELECT tag, COUNT(*) AS n, MIN(event_id) AS first_event
FROM app_events
LATERAL VIEW explode(from_json(tags, 'array<string>')) t AS tag
GROUP BY tag ORDER BY n DESC, tag
