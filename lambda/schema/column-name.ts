/** Longest name that every engine takes. */
const longest = 128;
const snakeCase = /^_?[a-z][a-z0-9_]*$/;

/** Whether the name is one that a column may have. */
export const isColumnName = (name: string): boolean => snakeCase.test(name) && name.length <= longest;

/**
 * The snake_case name nearest to a header or key: `Sold At` and `soldAt` give `sold_at`, `Größe` gives `groesse`.
 * @returns undefined when no letter or digit of the Latin alphabet is left
 */
export function toColumnName(text: string): string | undefined {
  const words = text
    .replaceAll(/[äöüÄÖÜ]/g, (letter) => `${letter.normalize('NFD')[0] ?? ''}e`)
    .replaceAll('ß', 'ss')
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1_$2')
    .replaceAll(/([A-Z]+)([A-Z][a-z])/g, '$1_$2')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '_')
    .replaceAll(/^_+|_+$/g, '');
  if (words === '') return undefined;
  const name = (/^\d/.test(words) ? `n_${words}` : words).slice(0, longest);
  return name.replace(/_+$/, '');
}
