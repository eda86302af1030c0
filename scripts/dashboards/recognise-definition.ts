/** What a JSON file holds a definition in: as the API gives it, takes it, or the definition alone. */
export interface RecognisedDefinition {
  /** As a message calls it: `the output of describe-dashboard-definition`. */
  readonly kind: string;
  /** The structure that the definition is judged by. */
  readonly structure: 'DashboardVersionDefinition' | 'AnalysisDefinition' | 'TemplateVersionDefinition';
  /** Keys from the file's root to the definition. */
  readonly at: readonly string[];
  /** Whether the definition's keys begin with small letters. */
  readonly keys?: 'of bundles';
  readonly title: string | undefined;
}

type Fields = Readonly<Record<string, unknown>>;

const resources = [
  { id: 'DashboardId', structure: 'DashboardVersionDefinition', word: 'dashboard', article: 'a' },
  { id: 'AnalysisId', structure: 'AnalysisDefinition', word: 'analysis', article: 'an' },
  { id: 'TemplateId', structure: 'TemplateVersionDefinition', word: 'template', article: 'a' },
] as const;

/**
 * Finds the definition in a file: a DashboardVersionDefinition (or an analysis's or a template's) as it is, or as the output of
 * describe-*-definition and the input of create-* and update-* hold it, or a file of an asset bundle, whose keys begin with small letters:
 * `{"resourceType": "dashboard", "dashboardId": …, "definition": {"sheets": …}}`.
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
  const resource = resources.find(({ word }) => word === value['resourceType']);
  if (resource !== undefined && isFields(value['definition'])) {
    const name = value['name'];
    return {
      kind: `${resource.article} ${resource.word} of an asset bundle`,
      structure: resource.structure,
      at: ['definition'],
      keys: 'of bundles',
      title: typeof name === 'string' ? name : undefined,
    };
  }
  return 'DataSetConfigurations' in value
    ? bare('TemplateVersionDefinition', 'template')
    : bare('DashboardVersionDefinition', 'dashboard');
}

/**
 * Where a CloudFormation template has its first definition, such as StartAssetBundleExportJob writes with the format CLOUDFORMATION_JSON:
 * `Resources.Sales.Properties.Definition`. Its references to other resources make it no definition yet.
 * @returns undefined for everything else
 */
export function findInTemplate(value: unknown): string | undefined {
  if (!isFields(value) || !isFields(value['Resources'])) return undefined;
  const found = Object.entries(value['Resources']).find(
    ([, resource]) =>
      isFields(resource) && /^AWS::QuickSight::(Dashboard|Analysis|Template)$/.test(String(resource['Type'])),
  );
  return found && `Resources.${found[0]}.Properties.Definition`;
}

function bare(structure: RecognisedDefinition['structure'], word: string): RecognisedDefinition {
  return { kind: `a ${word}'s definition`, structure, at: [], title: undefined };
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
