import { sqlName } from '../../../glue/duckdb/sql-text.ts';
import type { Readable } from '../../access/may-read.ts';
import { type Asked, askAthena, isKeptAway } from '../../aws/ask-athena.ts';
import type { Check } from '../check.ts';
import type { ExpectedRow } from '../expected-row.ts';
import { findings, type SmokeFinding } from '../findings.ts';
import { type SmokePlan, showsRow } from '../plan-smoke.ts';
import { rowQuery } from '../row-query.ts';
import { isSameValue } from '../same-value.ts';
import type { Smoke } from '../smoke-context.ts';

/** Each audience asks for the file's rows: who may see them does, who may not does not. */
export const rows: Check = {
  name: 'rows',
  expects:
    'each audience to see the rows and columns that schemas let it see, through its own workgroup, and no others',
  needs: ['run'],
  goesOn: true,
  async run(smoke) {
    const { environment, plan } = smoke;
    if (smoke.state.run === undefined) {
      const skipped = 'no run has read the file';
      return { says: skipped, findings: [], skipped };
    }
    const found: SmokeFinding[] = [];
    const count = { seen: 0, kept: 0 };
    // What does not stand is kept from everybody, and proves nothing.
    const tables = new Set(plan.expected.map(({ table }) => table.name));
    for (const name of tables)
      if (!smoke.state.standing.includes(name))
        found.push(findings.callRefused(name, `a table that ${smoke.state.run} left standing`, 'none in its record'));
    for (const audience of Object.keys(environment.audiences)) {
      const [first] = plan.expected;
      const silent = first === undefined ? [] : await new Asking(smoke, audience, first).shouldAnswer();
      found.push(...silent);
      if (silent.length > 0) continue;
      const asked = new Set<string>();
      for (const row of tellingRows(plan, audience)) {
        if (!smoke.state.standing.includes(row.table.name)) continue;
        smoke.say(`${audience}: ${row.table.name}`);
        const sight = plan.sights.get(row.table.name)?.get(audience);
        const asking = new Asking(smoke, audience, row);
        found.push(...(await asking.shouldSee(sight)));
        // Of a table that shows one row and keeps another, columns are asked for once.
        if (!asked.has(row.table.name)) found.push(...(await asking.shouldNotSee(sight)));
        asked.add(row.table.name);
        count.seen += asking.seen;
        count.kept += asking.kept;
      }
    }
    const audiences = Object.keys(environment.audiences).length;
    return { says: `${audiences} audiences: ${count.seen} values seen, ${count.kept} kept from them`, findings: found };
  },
};

/** Of each table the last row that the audience sees, and the last that a condition keeps from it: one is as good as another. */
function tellingRows({ expected, sights }: SmokePlan, audience: string): ExpectedRow[] {
  const told = new Map<string, ExpectedRow>();
  for (const row of expected) {
    const sight = sights.get(row.table.name)?.get(audience);
    told.set(`${row.table.name} ${sight === undefined || showsRow(sight, row)}`, row);
  }
  return [...told.values()];
}

class Asking {
  seen = 0;
  kept = 0;
  readonly #smoke: Smoke;
  readonly #audience: string;
  readonly #row: ExpectedRow;

  constructor(smoke: Smoke, audience: string, row: ExpectedRow) {
    this.#smoke = smoke;
    this.#audience = audience;
    this.#row = row;
  }

  /** A workgroup that answers nothing would keep everything away. */
  async shouldAnswer(): Promise<SmokeFinding[]> {
    const answer = await this.#ask('SELECT 1');
    if (!('failed' in answer)) return [];
    const workgroup = this.#smoke.names.workgroup(this.#audience);
    return [findings.callRefused(this.#role, `${workgroup} to answer SELECT 1`, answer.failed)];
  }

  async shouldSee(sight: Readable | undefined): Promise<SmokeFinding[]> {
    const { table, values } = this.#row;
    const columns = sight?.columns ?? [];
    const sql = rowQuery(this.#row, columns, this.#smoke.plan.tokens);
    if (sight === undefined || sql === undefined) return [];
    const answer = await this.#ask(sql);
    if ('failed' in answer) return [findings.audienceSeesNot(this.#role, table.name, 'its row', answer.failed)];
    const isThere = answer.rows.length > 0;
    if (!showsRow(sight, this.#row))
      return isThere
        ? [findings.audienceSees(this.#role, `a row of ${table.name} that its row condition keeps away`, 'the row')]
        : this.#keptOne();
    if (!isThere) return [findings.audienceSeesNot(this.#role, table.name, 'its row', 'no row')];
    this.seen += columns.length;
    const [got = []] = answer.rows;
    return columns.flatMap((name, index) => {
      const column = table.columns.find((one) => one.name === name);
      const [expected, value] = [values.get(name) ?? null, got[index] ?? null];
      if (column === undefined || this.#smoke.plan.tokens.has(name) || isSameValue(column.type, expected, value))
        return [];
      return [findings.audienceDiffers(this.#role, `${table.name}.${name}`, expected ?? 'null', value ?? 'null')];
    });
  }

  async shouldNotSee(sight: Readable | undefined): Promise<SmokeFinding[]> {
    const { table } = this.#row;
    const hidden =
      sight === undefined
        ? ['*']
        : table.columns.map(({ name }) => name).filter((name) => !sight.columns.includes(name));
    const found: SmokeFinding[] = [];
    for (const column of hidden) {
      const what = column === '*' ? table.name : `${table.name}.${column}`;
      const answer = await this.#ask(
        `SELECT ${column === '*' ? '*' : sqlName(column)} FROM ${sqlName(table.name)} LIMIT 1`,
      );
      if (!('failed' in answer)) found.push(findings.audienceSees(this.#role, what, 'an answer'));
      else if (!isKeptAway(answer.failed))
        found.push(findings.callRefused(this.#role, `${what} to be kept from it`, answer.failed));
      else this.#keptOne();
    }
    return found;
  }

  #keptOne(): [] {
    this.kept += 1;
    return [];
  }

  get #role(): string {
    return this.#smoke.names.role(`reader-${this.#audience}`);
  }

  async #ask(sql: string): Promise<Asked> {
    const { names, signal, state, timeout } = this.#smoke;
    const { athena } = await this.#smoke.as(`reader-${this.#audience}`);
    const workgroup = names.workgroup(this.#audience);
    const answer = await askAthena(
      athena,
      { workgroup, database: names.databases.final, sql },
      { most: Math.min(timeout, 300), signal },
    );
    const prefix = `s3://${names.bucket('results')}/`;
    if (answer.location.startsWith(prefix)) state.answers.push(answer.location.slice(prefix.length));
    return answer;
  }
}
