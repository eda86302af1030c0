import type { DashboardVersionDefinition } from '@aws-sdk/client-quicksight';
import type { VisualReads } from '../model.ts';
import { plainText } from './text/rich-text.ts';
import { dataSetsOf } from './visuals/visual-columns.ts';
import { visualBody, visualKinds } from './visuals/visual-kinds.ts';

/**
 * Which visual reads which table, for the catalogue. Nothing is computed.
 * @param tableOf the table behind a DataSetIdentifier, undefined: none
 */
export function visualReads(
  definition: DashboardVersionDefinition,
  tableOf: (dataSetIdentifier: string) => string | undefined,
): readonly VisualReads[] {
  return (definition.Sheets ?? []).flatMap((sheet) =>
    (sheet.Visuals ?? []).flatMap((visual) => {
      const known = visualBody(visual);
      if (known === undefined) return [];
      const { PlainText: plain, RichText: rich } = known.body.Title?.FormatText ?? {};
      const title = plain ?? (rich === undefined ? '' : plainText(rich, (name) => `\${${name}}`));
      const found = dataSetsOf(known.body.ChartConfiguration);
      const dataSets = found.length === 0 ? [known.body.DataSetIdentifier].filter((id) => id !== undefined) : found;
      const tables = dataSets.map(tableOf);
      return [
        {
          sheet: sheet.Name ?? sheet.Title ?? sheet.SheetId ?? '',
          visual: title.trim() === '' ? visualKinds[known.kind] : title.trim(),
          tables: [...new Set(tables.filter((table) => table !== undefined))],
        },
      ];
    }),
  );
}
