select coalesce(genre, 'Not stated') as genre, year, count(*) as movies, sum(worldwide_gross) as gross, avg(imdb_rating) as rating
from {{ ref('movie_details') }} group by all
