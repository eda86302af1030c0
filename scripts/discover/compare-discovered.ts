import { toColumnName } from '../../lambda/schema/column-name.ts';
import type { DatasetSchema } from '../../lambda/schema/dataset-schema.ts';
import { compareColumns } from './compare-columns.ts';
import { type DiscoveredTable, type Origin, originOf } from './discovered-table.ts';
import { type DraftSchema, describeDraft, draftSchema } from './draft-schema.ts';
import { type DiscoverFinding, findings } from './findings.ts';

/** What a crawl says beside the repository's schemas. */
export interface Compared {
  readonly findings: readonly DiscoverFinding[];
  /** For each prefix of raw without a schema, in code-point order. */
  readonly drafts: readonly { readonly prefix: string; readonly schema: DraftSchema }[];
}

/** What the lake itself keeps in processed: no dataset. */
const own = /^_(manifests|reports|schemas|quicksight)$/;

/**
 * Compares what the crawler found with what the schemas say: prefixes of raw without a schema, and columns and types of processed. Pure.
 * @param tables of the database `discovered`, in any order
 * @param schemas of the repository
 * @param buckets names of the environment's buckets; tables elsewhere are left alone
 */
export function compareDiscovered(
  tables: readonly DiscoveredTable[],
  schemas: readonly DatasetSchema[],
  buckets: Readonly<Record<Origin['bucket'], string>>,
): Compared {
  const known = new Map(schemas.map((schema) => [schema.name, schema]));
  const found: DiscoverFinding[] = [];
  const strangers = new Map<string, DiscoveredTable[]>();
  for (const table of [...tables].sort((a, b) => (a.location < b.location ? -1 : 1))) {
    const origin = originOf(table.location, buckets);
    if (origin === undefined || own.test(origin.dataset)) continue;
    const { bucket, dataset } = origin;
    const schema = known.get(dataset);
    if (dataset === '') found.push(findings.outside(table.location));
    else if (schema !== undefined) found.push(...(bucket === 'raw' ? [] : compareColumns(schema, table)));
    else if (bucket === 'processed') found.push(findings.orphan(dataset, `s3://${buckets.processed}/${dataset}/`));
    else strangers.set(dataset, [...(strangers.get(dataset) ?? []), table]);
  }
  const drafts = [...strangers].map(([prefix, of]) => ({ prefix, schema: draftSchema(prefix, of) }));
  const withoutSchema = drafts.map(({ prefix, schema }) =>
    findings.withoutSchema(`s3://${buckets.raw}/${prefix}/`, prefix, toColumnName(prefix), describeDraft(schema)),
  );
  return { findings: distinct([...withoutSchema, ...found]), drafts };
}

/** Several tables of one dataset say the same. */
function distinct(all: readonly DiscoverFinding[]): DiscoverFinding[] {
  return [...new Map(all.map((one) => [JSON.stringify(one), one])).values()];
}
