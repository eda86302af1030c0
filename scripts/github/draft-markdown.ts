import type { OpenDraft } from '../infer/draft-open-datasets.ts';
import { codeMarkdown, escapeMarkdown, jsonBlock } from './markdown.ts';

const mostRemarks = 12;
const mostText = 300;

/** A drafted schema, ready to copy, and what to do with it. Text of files is escaped. */
export function draftMarkdown({ dataset, text, lookAt }: OpenDraft): string {
  const path = `datasets/${dataset}/schema.json`;
  const shown = lookAt
    .slice(0, mostRemarks)
    .map((remark) => `- ${escapeMarkdown(Array.from(remark).slice(0, mostText).join(''))}\n`);
  const left = lookAt.length - shown.length;
  const more = left > 0 ? `- and ${left} more: npx sluice new dataset ${dataset} --dry-run\n` : '';
  const remarks = shown.length === 0 ? '' : `Look at:\n\n${shown.join('')}${more}\n`;
  const how = `Add file, Create new file, ${codeMarkdown(path)}: paste this, commit it to the branch of this change. In a terminal ${codeMarkdown(`npx sluice new dataset ${dataset}`)} writes it.`;
  // A block by indentation right behind a list would be a paragraph of its last item.
  const block = `The schema:\n${jsonBlock(text)}`;
  return `<details><summary>A draft of ${codeMarkdown(path)}, proven on its files</summary>\n\n${how}\n\n${remarks}${block}\n</details>\n`;
}
