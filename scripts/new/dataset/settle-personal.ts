import { CommandError } from '../../cli/command-error.ts';
import type { Effects } from '../../cli/effects.ts';
import { usageError } from '../../cli/parse-arguments.ts';
import type { ColumnDraft, Personal } from '../../infer/decide/column-draft.ts';
import type { NewDatasetOptions } from './options.ts';

/** What becomes of personal columns, and of the files that hold them. */
export interface PersonalDecision {
  readonly columns: readonly ColumnDraft[];
  readonly declared: 'public' | 'synthetic' | undefined;
  /** `upload`: the files stay out of the repository. */
  readonly source: 'repository' | 'upload';
}

const answers: ReadonlyMap<string, Personal['sensitive'] | 'keep'> = new Map([
  ['m', 'mask'],
  ['t', 'tokenise'],
  ['d', 'drop'],
  ['k', 'keep'],
]);

const without = ({ personal: _personal, ...column }: ColumnDraft): ColumnDraft => ({ ...column, personal: undefined });

async function askFor(column: ColumnDraft, ask: NonNullable<Effects['ask']>): Promise<ColumnDraft> {
  const { personal, name, type } = column;
  if (personal === undefined) return column;
  const choices = `[m]ask, ${type === 'string' ? '[t]okenise, ' : ''}[d]rop, or [k]eep it as it is`;
  for (;;) {
    const question = `${name} looks like ${personal.what} (${personal.why}). ${choices}? [${personal.sensitive.charAt(0)}] `;
    const answer = (await ask(question)).trim().toLowerCase().charAt(0);
    const chosen = answer === '' ? personal.sensitive : answers.get(answer);
    if (chosen === 'keep') return without(column);
    if (chosen !== undefined && (chosen !== 'tokenise' || type === 'string'))
      return { ...column, personal: { ...personal, sensitive: chosen } };
  }
}

async function askDeclared(ask: NonNullable<Effects['ask']>): Promise<Pick<PersonalDecision, 'declared' | 'source'>> {
  for (;;) {
    const answer = await ask(
      'Files with such columns are committed only if they are [p]ublic or [s]ynthetic; otherwise they stay out of the repository, to be [u]ploaded. Which? [u] ',
    );
    const first = answer.trim().toLowerCase().charAt(0);
    if (first === '' || first === 'u') return { declared: undefined, source: 'upload' };
    if (first === 'p') return { declared: 'public', source: 'repository' };
    if (first === 's') return { declared: 'synthetic', source: 'repository' };
  }
}

function refuse(name: string, personal: readonly ColumnDraft[]): CommandError {
  const found = personal
    .map((column) => `${column.name} (${column.personal?.what}: ${column.personal?.why})`)
    .join('; ');
  const message = `${name}: expected a word on personal data before files are copied into the repository, got ${found}; add --declared public or --declared synthetic, --source upload to keep the files out, or --not-personal COLUMN`;
  return new CommandError('personal-data', 'usage', message);
}

/** @throws CommandError `usage` where `--not-personal` names a column that is not there: a slip would leave the right one masked, or refused */
export function expectColumns({ notPersonal }: NewDatasetOptions, drafted: readonly ColumnDraft[]): void {
  const names = drafted.map(({ name }) => name);
  const unknown = notPersonal.find((name) => !names.includes(name));
  if (unknown === undefined) return;
  throw usageError('new dataset', `--not-personal with one of ${names.slice(0, 20).join(', ')}`, `"${unknown}"`);
}

/**
 * Settles what becomes of columns that look personal before a file is copied: by options, or by asking.
 * @throws CommandError `personal-data` where nobody can be asked and nothing was said
 */
export async function settlePersonal(
  drafted: readonly ColumnDraft[],
  { declared, upload, notPersonal, name, dryRun }: NewDatasetOptions,
  effects: Pick<Effects, 'ask'>,
): Promise<PersonalDecision> {
  const columns = drafted.map((column) => (notPersonal.includes(column.name) ? without(column) : column));
  const source = upload ? 'upload' : 'repository';
  const personal = columns.filter((column) => column.personal !== undefined);
  if (personal.length === 0 || declared !== undefined || upload || dryRun) return { columns, declared, source };
  const { ask } = effects;
  if (ask === undefined) throw refuse(name, personal);
  const settled: ColumnDraft[] = [];
  for (const column of columns) settled.push(await askFor(column, ask));
  if (settled.every((column) => column.personal === undefined)) return { columns: settled, declared, source };
  return { columns: settled, ...(await askDeclared(ask)) };
}
