SELECT movie_id,
  CAST(imdb_rating AS INT) AS i, CAST(imdb_rating AS STRING) AS s, CAST(imdb_rating AS DECIMAL(3,1)) AS d,
  TRY_CAST(title AS INT) AS numeric_title, CAST(release_date AS TIMESTAMP) AS ts,
  CAST(CAST(movie_id AS STRING) AS BIGINT) AS back,
  CAST(us_gross AS DOUBLE) AS dbl, CAST(us_gross AS STRING) AS txt, CAST(us_gross > 1000000 AS INT) AS flag,
  CAST(true AS STRING) AS t,
  TRY_CAST('2026-02-30' AS DATE) AS no_date, int(imdb_rating) AS fi, double(us_gross) AS fd, string(year) AS fs
FROM movies ORDER BY movie_id
