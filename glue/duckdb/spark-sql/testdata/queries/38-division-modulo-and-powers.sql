SELECT movie_id, us_gross, us_gross / 1000 AS k, us_gross DIV 1000 AS kd, us_gross % 1000 AS r, mod(us_gross,
  -7) AS mneg, -us_gross % 7 AS neg, pmod(-us_gross, 7) AS pm, imdb_votes / production_budget AS per,
  power(imdb_rating, 2) AS sq, sqrt(imdb_votes) AS sr, ln(imdb_votes) AS l, log10(imdb_votes) AS l10, exp(1) AS e,
  try_add(us_gross, 9223372036854775807) AS ovf
FROM movies WHERE production_budget <> 0 ORDER BY movie_id
