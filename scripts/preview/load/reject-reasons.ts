import type { CatalogueDataset } from '../model.ts';
import type { Lake } from './open-lake.ts';

/** Rejected rows by dataset and reason, most first: counted in the lake's own dataset `_rejects`, if it has one. */
export async function rejectReasons(lake: Lake): Promise<ReadonlyMap<string, CatalogueDataset['reasons']>> {
  const reasons = new Map<string, CatalogueDataset['reasons'][number][]>();
  if (lake.views.get('_rejects') === undefined) return reasons;
  const reader = await lake.engine.connection.runAndReadAll(
    `SELECT dataset, code, "column" AS place, count(*)::DOUBLE AS many
     FROM "_rejects" GROUP BY ALL ORDER BY many DESC, code, place NULLS FIRST`,
  );
  for (const row of reader.getRowObjectsJS()) {
    const { dataset, code, place, many } = row;
    if (typeof dataset !== 'string' || typeof code !== 'string') continue;
    const list = reasons.get(dataset) ?? [];
    list.push({ code, column: typeof place === 'string' ? place : undefined, rows: Number(many) });
    reasons.set(dataset, list);
  }
  return reasons;
}
