SELECT item, region, timestamp AS valid_from, LEAD(timestamp, 1,
  TIMESTAMP '9999-12-31 00:00:00') OVER (PARTITION BY item, region ORDER BY timestamp, transaction_id) AS valid_to,
  ROW_NUMBER() OVER (PARTITION BY item, region ORDER BY timestamp DESC, transaction_id DESC) = 1 AS is_current
  FROM sales_records ORDER BY item, region, timestamp, transaction_id
