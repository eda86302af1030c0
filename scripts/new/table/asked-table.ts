/** What a person asked for: a table of datasets and tables, or of a SELECT. */
export type AskedTable =
  | { readonly name: string; readonly from: readonly string[] }
  | {
      readonly name: string;
      readonly from?: undefined;
      readonly sql: { readonly text: string; readonly file: string };
    };
