SELECT 'us' AS region, CAST(1 AS DECIMAL(14,2)) AS amount, CAST(1 AS BIGINT) AS orders
