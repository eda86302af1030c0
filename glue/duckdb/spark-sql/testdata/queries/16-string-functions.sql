SELECT
  movie_id, title,
  initcap(lower(title)) AS nice,
  lpad(CAST(movie_id AS STRING), 6, '0') AS code,
  rpad(substring(title, 1, 5), 8, '.') AS short,
  substring_index(title, ' ', 2) AS two_words,
  length(title) AS len, instr(title, 'the') AS at_the, locate('a', title, 2) AS at_a,
  concat_ws(' / ', title, genre, distributor) AS label,
  translate(title, 'aeiou', '*****') AS masked,
  reverse(title) AS rev, left(title, 3) AS l3, right(title, 3) AS r3,
  upper(title) AS up, repeat('*', CAST(imdb_rating AS INT)) AS stars,
  replace(title, ' ', '') AS nosp, ascii(title) AS a, title LIKE 'The %' AS the_film
FROM movies
ORDER BY movie_id
