SELECT movie_id, COALESCE(mpaa_rating, 'none') AS rating, NVL(genre, '?') AS g, NVL2(director, 'yes',
  'no') AS has_director,
  IFNULL(imdb_votes, 0) AS votes, NULLIF(us_gross, 0) AS us, ISNULL(distributor) AS isn,
  distributor IS NOT NULL AS isnn,
  director <=> NULL AS eqn, GREATEST(us_gross, worldwide_gross) AS g2, LEAST(running_time_min, 90) AS l2,
  NOT (imdb_rating > 5) AS low, nanvl(imdb_rating, 0) AS nv, COALESCE(imdb_rating, rotten_tomatoes_rating / 10) AS score
FROM movies ORDER BY movie_id
