/** A CSV object in the processed bucket. Keys are relative to the bucket. */
export interface Part {
  readonly key: string;
  readonly rows: number;
  readonly bytes: number;
  readonly sha256: string;
}

/** The four values that say whether an output is still today's (design: a manifest carries them; any difference cleans again). */
export interface Provenance {
  readonly rawVersion: string;
  readonly schemaHash: string;
  readonly engineVersion: string;
  readonly tokenKeyId: string;
}

/**
 * What is clean of one raw object: written last and conditionally, at `_manifests/<dataset>/<file>.json` in processed.
 * A reader counts only the parts that manifests name. It holds no clock value.
 */
export interface Manifest extends Provenance {
  readonly format: 1;
  readonly dataset: string;
  /** Raw key: `<dataset>/<path below the dataset's folder>`. */
  readonly file: string;
  /** `failed`: this version was refused as a whole; `parts` are then the last good version's, and `stale` is true. */
  readonly status: 'clean' | 'failed';
  readonly stale: boolean;
  /** Rows of this version: rowsIn = rowsClean + rowsQuarantined, always. */
  readonly rowsIn: number;
  readonly rowsClean: number;
  readonly rowsQuarantined: number;
  /** The clean rows: the schema's columns in order, then `_row` (1-based ordinal of the record in the file). */
  readonly parts: readonly Part[];
  /** One row per reason, columns as in datasets/_rejects/schema.json; part of the dataset `_rejects`. */
  readonly rejects: Part | undefined;
  /** One row, columns as in datasets/_runs/schema.json; part of the dataset `_runs`: the only place with clock values. */
  readonly run: Part;
  /** Raw records that failed, NDJSON, in the quarantine bucket. */
  readonly quarantine: { readonly key: string; readonly rows: number } | undefined;
  /** The file's report, in processed. */
  readonly report: string;
}
