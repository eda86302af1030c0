import type { SheetTextBox } from '@aws-sdk/client-quicksight';
import type { SheetPlan } from '../plan/plan.ts';

/** Characters in a line of a text box that is as wide as the sheet, and the most that is taken of a description. */
const lineLength = 150;
const mostText = 3 * lineLength;

/** What a sheet is about, above all else: the table's title, unless it is the dashboard's too, and its description. */
export function aboutText(
  { title, description }: Pick<SheetPlan, 'title' | 'description'>,
  id: string,
  hasHeading: boolean,
): { box: SheetTextBox; height: number } {
  const text = firstSentences(description);
  const isHeaded = hasHeading || text === '';
  const heading = !isHeaded
    ? ''
    : `  <block align="left">\n    <inline font-size="24px">\n      <b>${escaped(title)}</b>\n    </inline>\n  </block>\n`;
  const rest = text === '' ? '' : `  <block align="left">\n    ${escaped(text)}\n  </block>\n`;
  const lines = Math.ceil(text.length / lineLength);
  return {
    box: { SheetTextBoxId: id, Content: `<text-box>\n${heading}${rest}</text-box>` },
    height: (isHeaded ? 2 : 1) + Math.max(1, lines),
  };
}

/** As many whole sentences as have room. */
function firstSentences(description: string): string {
  const text = description.replaceAll(/\s+/g, ' ').trim();
  if (text.length <= mostText) return text;
  const cut = text.slice(0, mostText);
  const end = cut.lastIndexOf('. ');
  return end > 0 ? cut.slice(0, end + 1) : `${cut.slice(0, cut.lastIndexOf(' '))} …`;
}

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
