SELECT movie_id, CAST(title AS INT) AS n FROM movies ORDER BY movie_id
