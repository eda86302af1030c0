select * from {{ ref('sales_records') }}
qualify row_number() over (partition by transaction_id order by updated_at desc, _row desc) = 1
