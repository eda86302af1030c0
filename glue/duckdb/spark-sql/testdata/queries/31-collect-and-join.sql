SELECT region, sort_array(collect_set(item)) AS items, size(collect_list(item)) AS n, concat_ws(',',
  sort_array(collect_set(lower(item)))) AS text,
  array_join(array_sort(collect_set(CAST(quantity AS STRING))), '|') AS q, array_contains(collect_set(item),
  'mouse') AS has_mouse
FROM sales_records GROUP BY region ORDER BY region
