/** What a JSON file holds a definition in: as the API gives it, takes it, or the definition alone. */
export interface RecognisedDefinition {
  /** As a message calls it: `the output of describe-dashboard-definition`. */
  readonly kind: string;
  /** The structure that the definition is judged by. */
  readonly structure: 'DashboardVersionDefinition' | 'AnalysisDefinition' | 'TemplateVersionDefinition';
  /** Keys from the file's root to the definition. */
  readonly at: readonly string[];
  readonly title: string | undefined;
}

type Fields = Readonly<Record<string, unknown>>;

const resources = [
  { id: 'DashboardId', structure: 'DashboardVersionDefinition', word: 'dashboard' },
  { id: 'AnalysisId', structure: 'AnalysisDefinition', word: 'analysis' },
  { id: 'TemplateId', structure: 'TemplateVersionDefinition', word: 'template' },
] as const;

/**
 * Finds the definition in a file: a DashboardVersionDefinition (or an analysis's or a template's) as it is, or as the output of
 * describe-*-definition and the input of create-* and update-* hold it.
 * @returns the file itself, as a dashboard's definition, when it is nothing that is known
 */
export function recogniseDefinition(value: unknown): RecognisedDefinition {
  if (!isFields(value)) return bare('DashboardVersionDefinition', 'dashboard');
  const { Definition: inner } = value;
  if (isFields(inner) && !('Sheets' in value)) {
    const template = 'DataSetConfigurations' in inner;
    const { structure, word } = resources.find(({ id }) => id in value) ?? resources[template ? 2 : 0];
    const described = ['RequestId', 'Status', 'ResourceStatus', 'Errors'].some((key) => key in value);
    const kind = described ? `the output of describe-${word}-definition` : `the input of create-${word}`;
    const name = value['Name'];
    return { kind, structure, at: ['Definition'], title: typeof name === 'string' ? name : undefined };
  }
  return 'DataSetConfigurations' in value
    ? bare('TemplateVersionDefinition', 'template')
    : bare('DashboardVersionDefinition', 'dashboard');
}

function bare(structure: RecognisedDefinition['structure'], word: string): RecognisedDefinition {
  return { kind: `a ${word}'s definition`, structure, at: [], title: undefined };
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
