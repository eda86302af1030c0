select movie_id, title, genre, release_date, year(release_date) as year, worldwide_gross, imdb_rating
from {{ ref('movies') }} where title is not null
