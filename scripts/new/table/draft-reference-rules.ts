import type { DraftedRule } from './draft-rules.ts';
import { text } from './draft-rules.ts';
import type { Link } from './link.ts';
import type { PlannedSelect } from './planned-select.ts';
import { sparkName } from './spark-name.ts';

/** What DQDL calls the table that is judged: a source of that name can't be told from it in a rule. */
export const judged = 'primary';

/** Rules about what a draft looks up: as many rows as the root has, and as large a share found as today. */
export function draftReferenceRules({ root, links, columns }: PlannedSelect): DraftedRule[] {
  if (links.length === 0) return [];
  const same = `SELECT (SELECT COUNT(*) FROM primary) - (SELECT COUNT(*) FROM ${sparkName(root.name)})`;
  const named = (link: Link, own: string) =>
    columns.find(({ from }) => from?.source === link.from && from.column.name === own);
  const references = links.flatMap((link): DraftedRule[] => {
    if (link.to.name === judged) return [];
    const own = link.pairs.flatMap(([name]) => named(link, name) ?? []);
    const share = Math.floor((link.tried === 0 ? 1 : link.exact / link.tried) * 100) / 100;
    if (own.length < link.pairs.length || share < 0.5) return [];
    const there = link.pairs.map(([, name]) => name).join(', ');
    const isFilled = own.filter(({ required }) => !required).map(({ name }) => `${sparkName(name)} IS NOT NULL`);
    const where = isFilled.length === 0 ? '' : ` where ${text(isFilled.join(' AND '))}`;
    const condition = share === 1 ? '= 1.0' : `>= ${share}`;
    const names = own.map(({ name }) => name).join(',');
    return [
      {
        text: `ReferentialIntegrity ${text(names)} ${text(`${link.to.name}.{${there}}`)} ${condition}${where}`,
        severity: 'warn',
      },
    ];
  });
  const counted: DraftedRule[] =
    root.name === judged ? [] : [{ text: `CustomSql ${text(same)} = 0`, severity: 'error' }];
  return [...counted, ...references];
}
