-- Every film counts once, with the year that the source states. Ratings are summed as decimals, so that the mean does not
-- depend on the order of the rows.
SELECT
  COALESCE(genre, 'Not stated') AS genre,
  year,
  COUNT(*) AS movies,
  SUM(worldwide_gross) AS worldwide_gross_usd,
  CAST(SUM(CAST(imdb_rating AS DECIMAL(4, 1))) AS DOUBLE) / NULLIF(COUNT(imdb_rating), 0) AS average_imdb_rating
FROM movies
GROUP BY COALESCE(genre, 'Not stated'), year
