SELECT event_id, sequence * 100000 AS s FROM app_events ORDER BY event_id
