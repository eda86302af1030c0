SELECT title, regexp_extract_all(title, '([A-Z])', 1) AS caps, size(split(title, ' ')) AS words,
  array_join(transform(split(lower(title), ' '), w -> concat(upper(substring(w, 1, 1)), substring(w, 2))),
  ' ') AS tc, filter(split(title, ' '), w -> length(w) > 6) AS longw, array_position(split(title, ' '), 'the') ap,
  reverse(split(title, ' ')) rv, sort_array(split(title, ' '), false) sd FROM movies WHERE title IS NOT NULL
  ORDER BY movie_id
