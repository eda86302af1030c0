SELECT movie_id AS id, CAST(imdb_rating AS DECIMAL(4,1)) AS value, 'rating' AS kind FROM movies WHERE movie_id < 500
UNION ALL
SELECT movie_id, running_time_min, 'minutes' FROM movies WHERE movie_id < 500
UNION ALL
SELECT 0, 1.25, NULL
ORDER BY id, kind NULLS FIRST, value NULLS FIRST
