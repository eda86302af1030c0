WITH y AS (
  SELECT year, genre, SUM(movies) AS movies, SUM(worldwide_gross_usd) AS gross
  FROM movies_by_genre_year GROUP BY year, genre
)
SELECT a.genre, a.year, a.movies, b.movies AS movies_before,
       ROUND((a.gross - b.gross) / NULLIF(b.gross, 0) * 100, 1) AS pct
FROM y a LEFT JOIN y b ON a.genre = b.genre AND a.year = b.year + 1
WHERE a.year BETWEEN 1995 AND 2010
ORDER BY a.genre, a.year
