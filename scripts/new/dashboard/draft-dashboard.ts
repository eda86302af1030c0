import type { DashboardVersionDefinition } from '@aws-sdk/client-quicksight';
import type { NewFile } from '../new-folder.ts';
import { sheetOf, type TakeId } from './definition/sheet.ts';
import { slug } from './plan/count-of-rows.ts';
import type { DraftTable } from './plan/draft-table.ts';
import type { SheetPlan } from './plan/plan.ts';
import { planSheet } from './plan/plan-sheet.ts';

/** A dashboard that is not yet written. */
export interface DraftDashboard {
  readonly title: string;
  readonly files: readonly NewFile[];
  readonly sheets: readonly SheetPlan[];
  /** What a person should look at: a sentence each. */
  readonly remarks: readonly string[];
}

/**
 * Drafts a dashboard: a sheet and a data set a table. Pure: the same tables give the same bytes.
 * @param tables at least one, each name once
 * @param options title: as the person wants it, else the first table's; now: what is later leads no figure
 */
export function draftDashboard(
  tables: readonly [DraftTable, ...DraftTable[]],
  options: { readonly title?: string | undefined; readonly now: Date },
): DraftDashboard {
  const sheets = tables.map((table) => planSheet(table, options.now));
  const [first] = tables;
  const title = options.title ?? first.contract.title;
  const definition = definitionOf(sheets, title);
  const card = {
    $schema: '../../scripts/dashboards/schema/dashboard.schema.json',
    title,
    description: tables.map(({ contract }) => contract.description).join(' '),
    owner: logicalName(first.contract.owner),
  };
  return {
    title,
    sheets,
    files: [
      file('dashboard.json', card),
      file('definition.json', definition),
      ...sheets.map((sheet) => file(`data-sets/${sheet.table}.json`, dataSetOf(sheet))),
    ],
    remarks: [...sheets.flatMap(({ remarks }) => remarks), ...ownerRemark(tables)],
  };
}

const file = (path: string, content: object): NewFile => ({ path, text: `${JSON.stringify(content, undefined, 2)}\n` });

function definitionOf(sheets: readonly SheetPlan[], title: string): DashboardVersionDefinition {
  const takeId = idTaker();
  const made = sheets.map((sheet) => sheetOf(sheet, { title, takeId }));
  return {
    DataSetIdentifierDeclarations: sheets.map(({ table }) => ({
      Identifier: table,
      DataSetArn: `arn:aws:quicksight:us-east-1:000000000000:dataset/${table}`,
    })),
    Sheets: made.map(({ sheet }) => sheet),
    CalculatedFields: [],
    ParameterDeclarations: [],
    FilterGroups: made.flatMap(({ filterGroups }) => filterGroups),
    ColumnConfigurations: [],
    AnalysisDefaults: {
      DefaultNewSheetConfiguration: {
        InteractiveLayoutConfiguration: {
          Grid: { CanvasSizeOptions: { ScreenCanvasSizeOptions: { ResizeOption: 'RESPONSIVE' } } },
        },
        SheetContentType: 'INTERACTIVE',
      },
    },
    Options: { WeekStart: 'MONDAY' },
  };
}

function idTaker(): TakeId {
  const taken = new Set<string>();
  return (wished, sheet) => {
    const names = [wished, ...(sheet === '' ? [] : [`${sheet}-${wished}`])];
    let id = names.find((name) => !taken.has(name));
    for (let number = 2; id === undefined; number++) {
      const next = `${names.at(-1)}-${number}`;
      if (!taken.has(next)) id = next;
    }
    taken.add(id);
    return id;
  };
}

function dataSetOf({ table, roles, calculated }: SheetPlan) {
  const columns = Object.fromEntries([...roles].map(([name, role]) => [name, { role }]));
  return {
    $schema: '../../../scripts/dashboards/schema/data-set.schema.json',
    table,
    mode: 'SPICE',
    ...(roles.size === 0 ? {} : { columns }),
    ...(calculated.length === 0 ? {} : { calculatedColumns: calculated }),
  };
}

/** An owner as dashboard.json names teams, which each environment maps to its groups: `Sales Team` is `sales-team`. */
const logicalName = (owner: string): string => slug(owner);

function ownerRemark(tables: readonly [DraftTable, ...DraftTable[]]): readonly string[] {
  const owners = [...new Set(tables.map(({ contract }) => contract.owner))];
  const [own] = tables;
  const { owner } = own.contract;
  const name = logicalName(owner);
  const said =
    owners.length > 1
      ? `dashboard.json: the owner is ${name}, as of the first table; ${owners.slice(1).join(', ')} own others. Say under "viewers" who sees it`
      : `dashboard.json: only its owner ${name} sees it once it is published; say under "viewers" who else does`;
  const renamed = `dashboard.json: the owner is ${name} for "${owner}", since teams have names of small letters, digits and hyphens there; is that its name in infra/environments?`;
  return name === owner ? [said] : [said, renamed];
}
