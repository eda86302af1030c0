SELECT genre, filter(ys, y -> y > 2005) AS late, transform(ys, y -> y - 1900) AS short, aggregate(ys,
  CAST(0 AS BIGINT), (a, y) -> a + y) AS total,
  exists(ys, y -> y = 1999) AS has99, slice(ys, 1, 2) AS head, element_at(ys, -1) AS last, ys[0] AS first,
  array_max(ys) AS mx, array_distinct(array(1,1,2)) AS d
FROM (SELECT genre, array_sort(collect_set(year)) AS ys FROM movies_by_genre_year
  WHERE year BETWEEN 1990 AND 2012 GROUP BY genre)
ORDER BY genre
