SELECT get_json_object(j, '$.a.b') AS ab, get_json_object(j, '$.list[1]') AS l1, get_json_object(j, '$.missing') AS mi,
  get_json_object(j, '$.a') AS a, get_json_object(j, '$.n') AS n
FROM (SELECT concat('{"a":{"b":"', region, '"},"list":[1,', CAST(quantity AS STRING), '],"n":1.50}') AS j,
  transaction_id FROM sales_records ORDER BY transaction_id LIMIT 20)
ORDER BY transaction_id
