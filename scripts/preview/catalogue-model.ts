/** The catalogue tab: what is in the lake, and what reads what. */
export interface CatalogueModel {
  readonly datasets: readonly CatalogueDataset[];
  readonly tables: readonly CatalogueTable[];
  readonly dashboards: readonly {
    readonly id: string;
    readonly title: string;
    readonly visuals: readonly VisualReads[];
  }[];
}

export interface VisualReads {
  readonly sheet: string;
  readonly visual: string;
  readonly tables: readonly string[];
}

export interface CatalogueColumn {
  readonly name: string;
  /** Spark SQL type. */
  readonly type: string;
  readonly description: string | undefined;
  readonly unit: string | undefined;
  readonly sensitive: string | undefined;
}

export interface CatalogueDataset {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly owner: string;
  readonly licence: string;
  readonly source: string;
  /** What the schema promises (ISO 8601 duration), and what was last seen. */
  readonly freshness: string | undefined;
  readonly columns: readonly CatalogueColumn[];
  readonly files: readonly {
    readonly file: string;
    readonly status: 'clean' | 'failed';
    readonly stale: boolean;
    readonly rowsIn: number;
    readonly rowsClean: number;
    readonly rowsQuarantined: number;
  }[];
  readonly rowsIn: number;
  readonly rowsClean: number;
  readonly rowsQuarantined: number;
  /** Rejected rows by reason code. */
  readonly reasons: readonly { readonly code: string; readonly column: string | undefined; readonly rows: number }[];
  readonly readBy: readonly string[];
}

export interface CatalogueTable {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly owner: string;
  readonly columns: readonly CatalogueColumn[];
  readonly key: readonly string[];
  readonly partitions: readonly string[];
  readonly reads: readonly string[];
  /** `dashboard / sheet / visual`. */
  readonly readBy: readonly string[];
  readonly rows: number | undefined;
  readonly bytes: number | undefined;
  readonly status: 'built' | 'stale' | 'failed' | 'missing';
  readonly quality: readonly {
    readonly rule: string;
    readonly severity: 'fail' | 'warn';
    readonly passed: boolean;
    readonly message: string | undefined;
  }[];
}
