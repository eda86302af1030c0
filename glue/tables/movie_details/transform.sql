-- One row a film. running_time_min, source, creative_type and us_dvd_sales are left out: too few films have them.
WITH films AS (
  SELECT
    movie_id,
    title,
    COALESCE(genre, 'Not stated') AS genre,
    year,
    release_date,
    COALESCE(mpaa_rating, 'Not Rated') AS mpaa_rating,
    director,
    distributor,
    us_gross AS us_gross_usd,
    worldwide_gross AS worldwide_gross_usd,
    production_budget AS production_budget_usd,
    imdb_rating,
    imdb_votes,
    rotten_tomatoes_rating
  FROM movies
)
SELECT
  movie_id,
  title,
  genre,
  year,
  year - year % 10 AS decade,
  release_date,
  mpaa_rating,
  director,
  distributor,
  us_gross_usd,
  worldwide_gross_usd,
  production_budget_usd,
  CAST(worldwide_gross_usd AS DOUBLE) / NULLIF(production_budget_usd, 0) AS gross_per_budget,
  imdb_rating,
  imdb_votes,
  rotten_tomatoes_rating,
  CASE
    WHEN worldwide_gross_usd IS NOT NULL
      THEN RANK() OVER (PARTITION BY genre ORDER BY worldwide_gross_usd DESC NULLS LAST)
  END AS rank_in_genre
FROM films
