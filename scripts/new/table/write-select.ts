import type { Link } from './link.ts';
import type { PlannedSelect } from './planned-select.ts';
import { sparkName } from './spark-name.ts';

const width = 125;

/** transform.sql of a plan, laid out like those in glue/tables. */
export function writeSelect({ columns, root, links, leftOut }: PlannedSelect): string {
  const comment = [`One row for each row of ${root.name}.`];
  if (links.length > 0)
    comment.push('Lookups are LEFT JOINs on what is unique there, so that no row is lost and none comes twice.');
  if (leftOut.length > 0) comment.push(`Left out: ${leftOut.join(', ')}.`);
  const items = columns.map(({ name, sql }) => (isBareName(sql, name) ? `  ${sql}` : `  ${sql} AS ${sparkName(name)}`));
  return [
    ...wrap(comment.join(' ')).map((line) => `-- ${line}`),
    'SELECT',
    items.join(',\n'),
    `FROM ${sparkName(root.name)}`,
    ...links.map(joinSql),
    '',
  ].join('\n');
}

const isBareName = (sql: string, name: string): boolean =>
  sql === sparkName(name) || sql.endsWith(`.${sparkName(name)}`);

function joinSql({ from, to, pairs, folded }: Link): string {
  const value = (name: string) => (folded ? `LOWER(${name})` : name);
  const equal = pairs.map(
    ([own, other]) =>
      `${value(`${sparkName(to.name)}.${sparkName(other)}`)} = ${value(`${sparkName(from.name)}.${sparkName(own)}`)}`,
  );
  return `LEFT JOIN ${sparkName(to.name)} ON ${equal.join(' AND ')}`;
}

function wrap(text: string): string[] {
  const lines: string[] = [''];
  for (const word of text.split(' ')) {
    const last = lines.at(-1) ?? '';
    if (last === '') lines[lines.length - 1] = word;
    else if (last.length + word.length < width) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}
