import type { Dashboard } from '../dashboard.ts';
import { parameterDefaults } from '../findings/blank-findings.ts';
import type { DashboardFinding } from '../findings/dashboard-finding.ts';
import { formatJsonPath } from '../json/json-path.ts';

/** A parameter of one value has one default. */
export function checkDefaults({ index, placeOf }: Dashboard): DashboardFinding[] {
  const kinds = ['StringParameterDeclaration', 'IntegerParameterDeclaration', 'DecimalParameterDeclaration'] as const;
  return kinds.flatMap((kind) =>
    index.of(kind).flatMap(({ value, path }) => {
      const count = value.DefaultValues?.StaticValues?.length ?? 0;
      if (value.ParameterValueType !== 'SINGLE_VALUED' || count < 2) return [];
      const at = [...path, 'DefaultValues', 'StaticValues'];
      return [parameterDefaults(placeOf(at), formatJsonPath(at), value.Name ?? '', count)];
    }),
  );
}
