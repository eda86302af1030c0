import type { ReasonCount } from '../file-report.ts';
import { csvField } from './csv-line.ts';

/** What the reasons of one code and column have in common. */
export interface ReasonKind {
  readonly code: string;
  readonly column: string | null;
  /** The beginning of such a reason as JSON, up to its message. */
  readonly json: string;
  /** Code and column as fields of CSV. */
  readonly csv: string;
  /** Rows that have such a reason. */
  rows: number;
  /** The last of them. */
  lastRow: number;
}

const order = (left: string, right: string): number => (left < right ? -1 : left > right ? 1 : 0);

/** The kinds of reasons that one file's records were given, and how many records each. */
export class ReasonKinds {
  readonly #kinds = new Map<string, Map<string | null, ReasonKind>>();

  of(code: string, column: string | null): ReasonKind {
    const known = this.#kinds.get(code)?.get(column);
    if (known !== undefined) return known;
    const json = `{"code":${JSON.stringify(code)},"column":${JSON.stringify(column)},"message":`;
    const kind = { code, column, json, csv: `${csvField(code)},${csvField(column)}`, rows: 0, lastRow: 0 };
    const columns = this.#kinds.get(code);
    if (columns === undefined) this.#kinds.set(code, new Map([[column, kind]]));
    else columns.set(column, kind);
    return kind;
  }

  /** By code, then column. */
  counts(): ReasonCount[] {
    return [...this.#kinds.values()]
      .flatMap((columns) => [...columns.values()])
      .map(({ code, column, rows }) => ({ code, column, rows }))
      .sort((a, b) => order(a.code, b.code) || order(a.column ?? '', b.column ?? ''));
  }
}
