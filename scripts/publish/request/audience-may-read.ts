/** Which rows an audience may read: all, or those in which each named column has one of its values. */
export type AudienceRows = 'all' | Readonly<Record<string, readonly string[]>>;

/** What one audience may read of a table. */
export interface AudienceMayRead {
  readonly columns: readonly string[];
  readonly rows: AudienceRows;
}

/** Of each final table: what each audience may read of it, and how many columns it has. */
export type Readers = ReadonlyMap<
  string,
  { readonly may: ReadonlyMap<string, AudienceMayRead>; readonly columns: number }
>;
