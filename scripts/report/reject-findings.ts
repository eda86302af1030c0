import { join } from 'node:path';
import { readProcessedCsv } from '../../glue/duckdb/sources/processed-csv.ts';
import { readManifests } from '../../glue/duckdb/sources/read-manifests.ts';
import type { Project } from '../lake/project.ts';
import type { SampleFinding } from './report-model.ts';

/** As lambda/clean writes them. */
const columns = [
  ...['dataset', 'file'].map((name) => [name, 'VARCHAR'] as const),
  ...['line', 'row'].map((name) => [name, 'BIGINT'] as const),
  ...['code', 'column', 'message'].map((name) => [name, 'VARCHAR'] as const),
  ['_row', 'BIGINT'] as const,
];

/**
 * Why rows of some files are in quarantine: a finding for each reason and column of a dataset, at the first row that has it, with how
 * many have. Read from what the lake keeps beside each file (its part of `_rejects`), which holds no value of a sensitive column.
 * @param files raw keys
 */
export async function rejectFindings(project: Project, files: ReadonlySet<string>): Promise<SampleFinding[]> {
  if (files.size === 0) return [];
  const manifests = await readManifests(project.lake.processed);
  const parts = manifests.flatMap(({ file, rejects }) =>
    files.has(file) && rejects !== undefined ? [rejects.key] : [],
  );
  if (parts.length === 0) return [];
  const { openEngine } = await import('../../glue/duckdb/engine.ts');
  const engine = await openEngine();
  try {
    const paths = parts.map((key) => join(project.lake.processed, ...key.split('/')));
    const rejects = readProcessedCsv(paths, columns, '_path');
    const reader = await engine.connection.runAndReadAll(
      `SELECT code, "column" AS subject, count(*)::DOUBLE AS many, arg_min(file, spot) AS file,
         arg_min(line, spot)::DOUBLE AS line, arg_min(message, spot) AS message
       FROM (SELECT *, (file, "row") AS spot FROM ${rejects})
       WHERE "row" IS NOT NULL
       GROUP BY dataset, code, subject ORDER BY many DESC, code, subject NULLS FIRST`,
    );
    return reader.getRowObjectsJS().flatMap((row): SampleFinding[] => {
      const { code, subject, many, file, line, message } = row;
      if (typeof code !== 'string' || typeof file !== 'string' || typeof message !== 'string') return [];
      return [
        {
          code,
          severity: 'warn',
          place: { file: `datasets/${file}`, line: typeof line === 'number' ? line : undefined },
          subject: typeof subject === 'string' ? subject : undefined,
          expected: message.replace(/^expected /, ''),
          rows: Number(many),
        },
      ];
    });
  } finally {
    engine.close();
  }
}
