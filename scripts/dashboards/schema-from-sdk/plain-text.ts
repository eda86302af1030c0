const entities: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

/**
 * The SDK's documentation (HTML) as text that an editor shows on hover: one line a paragraph, `-` before list items.
 * @returns '' for undocumented members
 */
export function plainText(html: string): string {
  return html
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/<li>/g, '\n- ')
    .replaceAll(/<\/p>|<br ?\/?>/g, '\n')
    .replaceAll(/<\/?code>/g, '`')
    .replaceAll(/<[^>]*>/g, '')
    .replaceAll(/&(lt|gt|amp|quot|apos);/g, (whole, name: string) => entities[name] ?? whole)
    .split('\n')
    .map((line) => line.trim())
    .join('\n')
    .replaceAll(/- \s+/g, '- ')
    .replaceAll(/\n{2,}/g, '\n')
    .trim();
}
