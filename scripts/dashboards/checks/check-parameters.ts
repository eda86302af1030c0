import { nearestName } from '../../../lambda/schema/nearest-name.ts';
import type { Dashboard } from '../dashboard.ts';
import type { DashboardFinding } from '../findings/dashboard-finding.ts';
import { parameterUndeclared } from '../findings/name-findings.ts';
import { formatJsonPath } from '../json/json-path.ts';
import type { Located } from '../shape/definition-index.ts';

/** Members of filters, controls and actions that name a parameter. Formulas: see check-formulas. */
const members = ['ParameterName', 'Parameter', 'SourceParameterName', 'DestinationParameterName'] as const;

/** Every parameter that is named is declared. A URL or another dashboard's parameter has no such member. */
export function checkParameters(dashboard: Dashboard): DashboardFinding[] {
  if (dashboard.index.hasLost(['ParameterDeclarations'], 2)) return [];
  const declared = declaredParameters(dashboard);
  const undeclared = (names: Iterable<Located<string>>) =>
    [...names]
      .filter(({ value }) => !declared.has(value))
      .map(({ value, path }) => parameterFinding(dashboard, declared, value, path));
  return [
    ...undeclared(dashboard.index.stringsNamed(...members)),
    // QuickSight shows such text as it is, and such links lead to nothing: neither is refused.
    ...undeclared([...inRichTexts(dashboard), ...inLinks(dashboard)]).map((finding) => ({
      ...finding,
      severity: 'warn' as const,
    })),
  ];
}

/** The finding for a parameter that nobody declares. */
export function parameterFinding(
  dashboard: Dashboard,
  declared: ReadonlySet<string>,
  name: string,
  path: Located<string>['path'],
): DashboardFinding {
  return parameterUndeclared(dashboard.placeOf(path), formatJsonPath(path), name, nearestName(name, declared), [
    ...declared,
  ]);
}

/** The names of the definition's parameters. */
export function declaredParameters(dashboard: Dashboard): ReadonlySet<string> {
  const declarations = dashboard.index.of('ParameterDeclaration').flatMap(({ value }) => Object.values(value));
  return new Set(declarations.flatMap(({ Name }: { Name?: string | undefined }) => Name ?? []));
}

/** `<parameter>${Name}</parameter>` in text boxes, and in titles and subtitles of visuals and controls. */
function inRichTexts({ index }: Dashboard): Located<string>[] {
  const texts = [
    ...index.of('SheetTextBox').map(({ value, path }) => ({ value: value.Content, path: [...path, 'Content'] })),
    ...(['ShortFormatText', 'LongFormatText', 'ControlTitleFormatText'] as const).flatMap((type) =>
      index.of(type).map(({ value, path }) => ({ value: value.RichText, path: [...path, 'RichText'] })),
    ),
  ];
  return texts.flatMap(({ value = '', path }) =>
    [...value.matchAll(/<parameter>\s*\$\{([^}]+)\}\s*<\/parameter>/g)].flatMap(([, name]) =>
      name === undefined ? [] : [{ value: name, path }],
    ),
  );
}

/** `<<$Name>>` in links. */
function inLinks(dashboard: Dashboard): Located<string>[] {
  return dashboard.index
    .of('CustomActionURLOperation')
    .flatMap(({ value, path }) =>
      [...(value.URLTemplate ?? '').matchAll(/<<\$(\w+)>>/g)].flatMap(([, name]) =>
        name === undefined ? [] : [{ value: name, path: [...path, 'URLTemplate'] }],
      ),
    );
}
