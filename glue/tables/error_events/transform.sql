-- Cleaning has flattened the nested JSON: error.code is error_code, context.host is context_host.
SELECT
  event_id,
  timestamp AS occurred_at,
  CAST(timestamp AS DATE) AS day,
  UPPER(level) AS level,
  service,
  COALESCE(error_code, 'UNCODED') AS code,
  COALESCE(error_message, message, 'no message') AS message,
  context_host AS host,
  context_version AS version,
  error_retryable AS retryable,
  duration_ms
FROM app_events
WHERE UPPER(level) IN ('ERROR', 'FATAL')
