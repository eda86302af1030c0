import type { Finding } from '../../lambda/schema/finding.ts';
import type { Infrastructure } from '../deploy/infra-plan.ts';
import type { OpenDraft } from '../infer/draft-open-datasets.ts';

/**
 * What a pull request does to the lake: everything that the comment and the page say. Plain JSON, written as report.json.
 * No value of a sensitive column is in it.
 */
export interface ReportModel {
  readonly format: 1;
  /** As asked for, and the commit that was compared with. */
  readonly base: { readonly ref: string; readonly sha: string };
  readonly verdict: Verdict;
  readonly scoreboard: Scoreboard;
  /** Those in which something changed, worst first. */
  readonly datasets: readonly DatasetReport[];
  /** Schemas for folders that have files and none. */
  readonly drafts: readonly OpenDraft[];
  /** Breaking ones first. */
  readonly schemaChanges: readonly SchemaChangeReport[];
  /** Tables that were not built, or hold rows that are not those of today's files. */
  readonly staleTables: readonly StaleTable[];
  /** Findings about the files of tables, of schema changes excepted. */
  readonly tableFindings: Findings;
  /** Dashboards that changed, or show a changed table, and have something to say; those with errors first. */
  readonly dashboards: readonly DashboardReport[];
  /** `not-compared`: what a deploy sends changed, and no deploy was planned to say how. Undefined: neither. */
  readonly infrastructure: Infrastructure | 'not-compared' | undefined;
  /** What is wrong elsewhere, and was not this change's doing as far as is known. */
  readonly elsewhere: Findings;
  /** Commands that show more, on a laptop. */
  readonly commands: readonly { readonly command: string; readonly what: string }[];
}

/** `failed`: an error; `attention`: a warning, a breaking change, something removed, a deploy that destroys or opens up, or infrastructure that was not compared; otherwise `fine`. */
export interface Verdict {
  readonly level: 'failed' | 'attention' | 'fine';
  /** One line, without the level's own word. */
  readonly text: string;
}

export interface Scoreboard {
  /** Data files: a renamed one is an added and a removed one. */
  readonly files: Readonly<Record<'added' | 'changed' | 'removed', number>>;
  /** Of the datasets in which something changed. */
  readonly rows: { readonly head: RowCounts; readonly base: RowCounts | undefined };
  readonly tables: Touched;
  readonly dashboards: Touched;
  readonly findings: Readonly<Record<'errors' | 'warnings', number>>;
}

/** rowsIn = rowsClean + rowsQuarantined. */
export interface RowCounts {
  readonly rowsIn: number;
  readonly rowsClean: number;
  readonly rowsQuarantined: number;
}

export interface Touched {
  /** Names of those whose own files changed, and that are still there. */
  readonly changed: readonly string[];
  /** Names of those that are gone. */
  readonly removed: readonly string[];
  /** Names of those that read something changed, at first or second hand. */
  readonly downstream: readonly string[];
}

/** At most three, one of a kind, worst first, and how many there are in all. */
export interface Findings {
  readonly samples: readonly SampleFinding[];
  readonly total: number;
  readonly errors: number;
}

export interface SampleFinding extends Finding {
  /** Rows in quarantine for this reason; undefined: it is about no single rows. */
  readonly rows?: number | undefined;
  /** Other findings of this code about the same subject, which are no samples of their own. */
  readonly alike?: number | undefined;
}

export interface DatasetReport {
  readonly name: string;
  readonly status: 'added' | 'changed' | 'removed';
  readonly schemaChanged: boolean;
  readonly files: Scoreboard['files'];
  /** Files that were refused as a whole. */
  readonly failedFiles: number;
  readonly head: RowCounts;
  /** By this engine, so that only data and schema make a difference; undefined: too much to clean again for a report. */
  readonly base: RowCounts | undefined;
  readonly findings: Findings;
}

export interface SchemaChangeReport {
  readonly class: 'breaking' | 'compatible';
  /** `movies.title`: dataset or table, and column. */
  readonly subject: string;
  readonly what: string;
  /** What it reaches, in words. */
  readonly reaches: string;
  readonly place: Finding['place'];
  /** Refused: something that people look at would break. */
  readonly refused: boolean;
}

export interface StaleTable {
  readonly name: string;
  /** `missing`: there are no rows at all. */
  readonly status: 'stale' | 'missing';
  /** What it reads is stale, it was itself built. */
  readonly inherited: boolean;
  readonly touched: boolean;
}

export interface DashboardReport {
  readonly id: string;
  readonly title: string;
  /** Its own files changed. */
  readonly changed: boolean;
  /** The page has it: its folder holds a definition. */
  readonly drawn: boolean;
  readonly findings: Findings;
  /** Visuals that could not be computed, and what the page does not draw: by name. */
  readonly notShown: readonly string[];
  readonly staleTables: readonly string[];
}
