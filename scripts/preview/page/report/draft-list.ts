import type { ReportModel } from '../../../report/report-model.ts';
import { section } from '../catalogue/facts.ts';
import { element } from '../element.ts';

/** Drafts of schemas that are missing, to be copied; nothing where none is. */
export function draftList(drafts: ReportModel['drafts']): HTMLElement | undefined {
  if (drafts.length === 0) return undefined;
  const parts = drafts.flatMap(({ dataset, text, lookAt }) => {
    const path = `datasets/${dataset}/schema.json`;
    return [
      element('p', {}, element('code', {}, path), ' is missing. A draft of it, proven on its files:'),
      lookAt.length === 0
        ? undefined
        : element('ul', { class: 'draft-remarks' }, ...lookAt.map((remark) => element('li', {}, remark))),
      element('pre', { class: 'draft-text', tabindex: '0', 'aria-label': `Draft of ${path}` }, text),
    ];
  });
  return section('Schemas to write', ...parts);
}
