import type { DashboardVersionDefinition } from '@aws-sdk/client-quicksight';
import { inApiKeys } from './bundle/in-api-keys.ts';
import type { Dashboard, ReadDashboard } from './dashboard.ts';
import type { ReadDataSets } from './data-sets/read-data-sets.ts';
import { templateDataSets } from './data-sets/template-data-sets.ts';
import type { DashboardFinding } from './findings/dashboard-finding.ts';
import { documentWithin } from './json/document-within.ts';
import type { PlacedJson } from './json/placed-json.ts';
import type { RecognisedDefinition } from './recognise-definition.ts';
import { fitShape } from './shape/fit-shape.ts';
import { readSchema } from './shape/read-schema.ts';
import { shapeFinding } from './shape/shape-finding.ts';

/** What a dashboard is put together from. */
export interface DashboardParts {
  readonly card: Pick<Dashboard, 'id' | 'title' | 'description' | 'owner' | 'severities'>;
  readonly document: PlacedJson;
  readonly recognised: RecognisedDefinition;
  /** Finds the data sets of the declarations. */
  readonly dataSetsOf: (definition: DashboardVersionDefinition) => ReadDataSets;
  /** Where it looks for them. */
  readonly dataSetFolder: string;
  readonly findings: readonly DashboardFinding[];
}

/** Judges the definition's shape and puts the parts together. */
export function assembleDashboard(parts: DashboardParts): ReadDashboard {
  const { card, document, recognised, dataSetsOf, dataSetFolder, findings } = parts;
  const { structure, at, kind, keys } = recognised;
  const schema = { ...readSchema('dashboard-definition'), $ref: `#/$defs/${structure}` };
  const within = documentWithin(document, at);
  const inner = keys === 'of bundles' ? inApiKeys(within, schema) : within;
  const { value, problems, index } = fitShape(inner.value, schema, 'keep');
  const shape = problems.map((problem) => shapeFinding(problem, inner));
  if (typeof value !== 'object' || value === null) return { findings: [...findings, ...shape], recognised: kind };
  // The schema is made from the SDK's types. An analysis has a dashboard's members; a template declares data sets in its own way.
  const definition = value as DashboardVersionDefinition;
  const given = dataSetsOf(definition);
  const own = templateDataSets(value, inner);
  return {
    dashboard: {
      ...card,
      recognised: kind,
      definition: own === undefined ? definition : { ...definition, DataSetIdentifierDeclarations: own.declarations },
      index,
      dataSets: own === undefined ? given.dataSets : own.dataSets,
      dataSetFiles: own === undefined ? given.files : new Set(own.dataSets.keys()),
      dataSetFolder,
      readFindings: [...findings, ...shape, ...given.findings],
      placeOf: inner.placeOf,
      placeOfKey: inner.placeOfKey,
      placeInText: inner.placeInText,
    },
  };
}
