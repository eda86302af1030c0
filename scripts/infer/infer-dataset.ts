import { count as counted } from '../../lambda/clean/findings.ts';
import type { Finding } from '../../lambda/schema/finding.ts';
import { parseDatasetSchema } from '../../lambda/schema/parse-dataset-schema.ts';
import { composeSchema, type SchemaJson } from './compose-schema.ts';
import { chooseKey, combinationsOf, type KeyDraft, keyCandidates, nearKey } from './decide/choose-key.ts';
import { choosePartition } from './decide/choose-partition.ts';
import type { ColumnDraft } from './decide/column-draft.ts';
import type { DateOrder } from './decide/date-patterns.ts';
import { decideColumn } from './decide/decide-column.ts';
import { settledOrders } from './decide/decide-date.ts';
import { mayMeanNull } from './decide/null-tokens.ts';
import type { PointMeaning } from './decide/number-formats.ts';
import { pointMeaning } from './decide/point-meaning.ts';
import type { Evidence } from './evidence/column-evidence.ts';
import { CombinedKeys } from './evidence/combined-keys.ts';
import { findings, mostRejected } from './findings.ts';
import type { InputFile } from './input-file.ts';
import { type SeenColumn, type SeenFiles, seeFiles } from './seen-files.ts';
import { type Verdict, verifyDraft } from './verify-draft.ts';

/** What a person may have settled. */
export interface InferOptions {
  readonly name: string;
  /** Where dataset.schema.json lies, as seen from the schema. */
  readonly metaSchema: string;
  /** The order of day and month where a file leaves it open. */
  readonly dateOrder?: DateOrder | undefined;
  readonly timeZone?: string | undefined;
  /** Asks a person about a column whose days and months may be either way round. @returns undefined: it stays text */
  readonly askOrder?: ((column: string, example: string) => Promise<DateOrder | undefined>) | undefined;
  readonly say: (text: string) => void;
}

/** A draft, proven on the files that it was made from. */
export interface Inferred {
  readonly schema: SchemaJson;
  /** Composes it once more, with other words for what is personal and for where files come from. */
  readonly compose: (
    change: Partial<Pick<Parameters<typeof composeSchema>[0], 'columns' | 'source' | 'declared'>>,
  ) => SchemaJson;
  readonly columns: readonly ColumnDraft[];
  readonly key: KeyDraft | undefined;
  /** The column by whose days or months tables may be partitioned. */
  readonly partition: string | undefined;
  readonly rows: number;
  readonly verdict: Verdict;
  /** About the files as a whole, and not one column. */
  readonly lookAt: readonly string[];
}

interface Draft {
  readonly columns: readonly ColumnDraft[];
  readonly parts: Parameters<typeof composeSchema>[0];
}

const longestRounds = 4;
/** Rows of a table in which keys of several columns are looked for: each combination is remembered. */
const mostCombined = 500_000;

/** Orders that some column settles; a separator that two columns read differently settles nothing. */
function sharedOrders(all: readonly Evidence[], forced: DateOrder | undefined): Map<string, DateOrder> {
  const found = new Map<string, DateOrder | undefined>();
  for (const evidence of all)
    for (const [separator, order] of settledOrders(evidence))
      found.set(separator, found.has(separator) && found.get(separator) !== order ? undefined : order);
  const orders = new Map<string, DateOrder>();
  for (const separator of ['/', '-', '.', ' ', '_', ', ']) {
    const order = found.get(separator) ?? forced;
    if (order !== undefined) orders.set(separator, order);
  }
  return orders;
}

/** The column that only counts rows, which has no name: pandas and R write it. */
function isRowNumber(
  { headers, path }: SeenColumn,
  index: number,
  { numbers, isUnique, values }: Evidence,
  rows: number,
): boolean {
  const isCount =
    numbers.whole === values && isUnique && values === rows && (numbers.least === 0 || numbers.least === 1);
  return (
    index === 0 && path === undefined && headers.length === 0 && isCount && numbers.most - numbers.least === rows - 1
  );
}

function dialectOf({ layouts, byPlace, isLatin }: SeenFiles, drops: boolean): Record<string, unknown> {
  const [first] = layouts;
  if (first === undefined) return {};
  const isSame = layouts.every((one) => one.delimiter === first.delimiter);
  const positional = byPlace && !drops;
  const header = first.header !== undefined && !positional;
  const skip = first.skipLines + (first.header !== undefined && positional ? first.headerLines : 0);
  return {
    ...(isSame ? { delimiter: first.delimiter } : {}),
    ...(isLatin ? { encoding: 'latin1' } : {}),
    ...(first.quote === '"' ? {} : { quote: first.quote }),
    header,
    ...(first.comment === undefined ? {} : { comment: first.comment }),
    ...(header || skip === 0 ? {} : { skipLines: skip }),
  };
}

/** Columns of which clean refuses more than slips, and what is said of that. */
function tooMany({ reasons, rows, examples }: Verdict, columns: readonly ColumnDraft[]): [string, string][] {
  const byColumn = Map.groupBy(reasons, ({ column }) => column ?? '');
  return columns.flatMap(({ name, type, facts }): [string, string][] => {
    const refused = (byColumn.get(name) ?? []).reduce((sum, { rows: count }) => sum + count, 0);
    if (type === 'string' || refused <= Math.max(facts.misfits, rows * 0.01)) return [];
    const first = examples.find(({ message }) => message.startsWith(`${name}: `));
    const where = first === undefined ? '' : ` (${first.file}:${first.line}: ${first.message.slice(name.length + 2)})`;
    return [[name, `${counted(refused, 'value')} ${refused === 1 ? 'is' : 'are'} no ${type}${where}: it stays text`]];
  });
}

/** The tolerance that a file with so many bad rows needs; undefined: the usual 5 % will do. */
function toleranceFor({ quarantined, rows }: Verdict): number | undefined {
  const share = quarantined / rows;
  return share > 0.04 ? Math.ceil(share * 1.25 * 100) / 100 : undefined;
}

/**
 * Drafts a schema from whole files: reads every value, decides column by column, and proves the draft by cleaning the files with it.
 * @returns the draft, or findings: why there can't be one
 */
export async function inferDataset(
  files: readonly InputFile[],
  options: InferOptions,
): Promise<{ readonly inferred: Inferred } | { readonly findings: readonly Finding[] }> {
  const read = await seeFiles(files, options.say);
  if ('findings' in read) return read;
  const { seen } = read;
  const evidence = seen.columns.map((column) => column.evidence.close(({ text }) => mayMeanNull(text)));
  const index = seen.columns.findIndex((column, at) => {
    const own = evidence[at];
    return own !== undefined && isRowNumber(column, at, own, seen.rows);
  });
  const others = seen.columns.filter(
    (column, at) => at !== index && column.headers.length === 0 && column.path === undefined,
  );
  const drops =
    index >= 0 && others.length === 0 && seen.layouts.every(({ header }) => header !== undefined) && !hasTwins(seen);
  return await new Drafting(seen, evidence, drops ? index : -1, files, options).run();
}

/** Whether two headers mean the same name. */
const hasTwins = ({ columns, layouts }: SeenFiles): boolean =>
  layouts.some(
    ({ header = [] }) =>
      new Set(header.filter((name) => name !== '')).size < header.filter((name) => name !== '').length,
  ) ||
  columns.some(
    ({ name, headers }) => headers.length > 0 && /_\d+$/.test(name) && !headers.some((header) => /\d/.test(header)),
  );

/** A proof throws its rows away: what is personal is left out of them, since tokens take longer to make than all the rest. */
const hidden = (column: ColumnDraft): ColumnDraft =>
  column.personal === undefined ? column : { ...column, personal: { ...column.personal, sensitive: 'drop' } };

/** The way from evidence to a draft that clean agrees with. */
class Drafting {
  readonly #seen: SeenFiles;
  readonly #evidence: readonly Evidence[];
  readonly #dropped: number;
  readonly #files: readonly InputFile[];
  readonly #options: InferOptions;
  /** Columns that stay text, and why. */
  readonly #texts = new Map<string, string>();
  readonly #point: PointMeaning | undefined;
  readonly #orders: Map<string, DateOrder>;

  constructor(
    seen: SeenFiles,
    evidence: readonly Evidence[],
    dropped: number,
    files: readonly InputFile[],
    options: InferOptions,
  ) {
    this.#seen = seen;
    this.#evidence = evidence;
    this.#dropped = dropped;
    this.#files = files;
    this.#options = options;
    this.#orders = sharedOrders(evidence, options.dateOrder);
    this.#point = pointMeaning(
      seen.columns.flatMap(({ name }, at) => (evidence[at] === undefined ? [] : [{ name, evidence: evidence[at] }])),
      seen.layouts.map(({ delimiter }) => delimiter),
    );
  }

  async run(): Promise<{ readonly inferred: Inferred } | { readonly findings: readonly Finding[] }> {
    let columns = await this.#askOrders(this.#decide());
    for (let round = 1; ; round++) {
      const single = chooseKey(columns);
      const isShort = this.#seen.rows <= mostCombined;
      const combinations = single === undefined && isShort ? combinationsOf(keyCandidates(columns)) : [];
      const draft = this.#compose(columns, single?.columns ?? [], undefined);
      const parsed = parseDatasetSchema(
        JSON.stringify(composeSchema({ ...draft.parts, columns: columns.map(hidden) })),
        {
          name: this.#options.name,
          file: `datasets/${this.#options.name}/schema.json`,
        },
      );
      if ('findings' in parsed) return { findings: parsed.findings };
      const written = parsed.schema.columns.filter(({ sensitive }) => sensitive !== 'drop');
      const places = new Map(written.map(({ name }, at) => [name, at]));
      const keys =
        combinations.length === 0
          ? undefined
          : new CombinedKeys(
              written.length,
              combinations.map((one) => one.map((name) => places.get(name) ?? 0)),
            );
      this.#options.say(round === 1 ? 'proving the draft by cleaning with it' : 'proving a looser draft');
      const verdict = await verifyDraft({ ...parsed.schema, tolerance: 1 }, this.#files, keys);
      if (verdict.findings.length > 0) return { findings: verdict.findings };
      const loose = tooMany(verdict, columns);
      if (loose.length > 0 && round < longestRounds) {
        for (const [name, why] of loose) this.#texts.set(name, why);
        columns = this.#decide();
        continue;
      }
      return this.#finish(columns, single, keys?.found === undefined ? undefined : combinations[keys.found], verdict);
    }
  }

  #decide(): ColumnDraft[] {
    const { columns, rows } = this.#seen;
    return columns.flatMap(({ name, headers, path, isCompound }, at) => {
      const evidence = this.#evidence[at];
      if (evidence === undefined || at === this.#dropped) return [];
      const context = {
        name,
        headers,
        hints: this.#orders,
        timeZone: this.#options.timeZone,
        // Numbers of JSON have their point from JSON.
        point: path === undefined ? this.#point : ('decimal' as const),
        isText: this.#texts.has(name) || isCompound,
        refused: this.#texts.get(name),
      };
      return [{ ...decideColumn(context, evidence, rows), path, isCompound }];
    });
  }

  /** Asks about what is open, once for each column. */
  async #askOrders(columns: ColumnDraft[]): Promise<ColumnDraft[]> {
    const { askOrder } = this.#options;
    if (askOrder === undefined || !columns.some(({ openOrder }) => openOrder)) return columns;
    for (const column of columns.filter(({ openOrder }) => openOrder)) {
      const at = this.#seen.columns.findIndex(({ name }) => name === column.name);
      const example = this.#evidence[at]?.frequent[0]?.text ?? '';
      const order = await askOrder(column.name, example);
      const separator = /[^\dA-Za-z]/.exec(example)?.[0];
      if (order !== undefined && separator !== undefined) this.#orders.set(separator, order);
    }
    return this.#decide();
  }

  #compose(columns: readonly ColumnDraft[], key: readonly string[], tolerance: number | undefined): Draft {
    const { name, metaSchema } = this.#options;
    const seen = new Map(this.#seen.columns.map((column) => [column.name, column]));
    const isJson = this.#seen.columns.some(({ path }) => path !== undefined);
    const paths = new Map(columns.map((column) => [column.name, seen.get(column.name)?.path ?? [column.name]]));
    const positional = this.#seen.byPlace && this.#dropped < 0;
    return {
      columns,
      parts: {
        name,
        metaSchema,
        format: this.#seen.format,
        columns,
        byPlace: positional,
        paths: isJson ? paths : undefined,
        compounds: new Set(this.#seen.columns.flatMap((column) => (column.isCompound ? [column.name] : []))),
        key,
        dialect: dialectOf(this.#seen, this.#dropped >= 0),
        tolerance,
        dropsUnknown: this.#dropped >= 0,
        source: 'repository',
        declared: undefined,
      },
    };
  }

  #finish(
    columns: readonly ColumnDraft[],
    single: KeyDraft | undefined,
    combined: readonly string[] | undefined,
    verdict: Verdict,
  ): { readonly inferred: Inferred } | { readonly findings: readonly Finding[] } {
    const [first] = this.#files;
    if (verdict.quarantined > verdict.rows * mostRejected) {
      const [most] = [...verdict.reasons].sort((a, b) => b.rows - a.rows);
      const why =
        verdict.examples.find(({ message }) => message.endsWith(`[${most?.code}]`))?.message ?? most?.code ?? '';
      return { findings: [findings.draftRejects(first?.name ?? '', verdict.quarantined, verdict.rows, why)] };
    }
    const key =
      single ??
      (combined === undefined || verdict.rows < 10
        ? undefined
        : {
            columns: combined,
            because: `no two rows have the same ${combined.join(', ')}`,
            lookAt: [`${combined.join(' and ')} are the key because no two rows have the same: is that so by nature?`],
          });
    const tolerance = toleranceFor(verdict);
    const draft = this.#compose(columns, key?.columns ?? [], tolerance);
    return {
      inferred: {
        schema: composeSchema(draft.parts),
        compose: (change) => composeSchema({ ...draft.parts, ...change }),
        columns: draft.parts.columns,
        key,
        partition: choosePartition(columns),
        rows: verdict.rows,
        verdict,
        lookAt: this.#remarks(columns, key, verdict, tolerance),
      },
    };
  }

  #remarks(
    columns: readonly ColumnDraft[],
    key: KeyDraft | undefined,
    verdict: Verdict,
    tolerance: number | undefined,
  ): string[] {
    const { layouts, byPlace } = this.#seen;
    const remarks: string[] = [...this.#seen.lookAt];
    if (this.#seen.isLatin) remarks.push('its bytes are no UTF-8: read as windows-1252; look at letters with accents');
    if (this.#dropped >= 0) remarks.push('the first column has no name and counts the rows: it is left out');
    else if (layouts.some(({ header }) => header === undefined))
      remarks.push('no header was found: columns are read by their places; name them');
    else if (byPlace)
      remarks.push(
        'some headers are empty or come twice: columns are read by their places, so a file with another order would be read wrongly; better mend the header',
      );
    const near = key === undefined ? nearKey(columns) : undefined;
    if (near !== undefined) remarks.push(near);
    if (key !== undefined) remarks.push(...key.lookAt);
    if (verdict.quarantined > 0)
      remarks.push(`${verdict.quarantined} of ${verdict.rows} rows go to quarantine by this draft`);
    if (tolerance !== undefined)
      remarks.push(`"tolerance" is ${tolerance}, since so many rows are bad: mend them, and take it out`);
    return remarks;
  }
}
