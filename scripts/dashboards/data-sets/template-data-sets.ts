import type { DataSetIdentifierDeclaration, TemplateVersionDefinition } from '@aws-sdk/client-quicksight';
import type { ColumnRole, Dashboard, DataSet, DataSetColumn } from '../dashboard.ts';
import { exportedColumnType } from './exported-column-type.ts';

const roles: readonly ColumnRole[] = ['COUNTRY', 'STATE', 'COUNTY', 'CITY', 'POSTCODE', 'LONGITUDE', 'LATITUDE'];

/**
 * A template carries the columns of its data sets' placeholders itself.
 * @param definition one that fits TemplateVersionDefinition, or another
 * @returns undefined when it is no template
 */
export function templateDataSets(
  definition: object,
  { placeOf, placeInText }: Pick<Dashboard, 'placeOf' | 'placeInText'>,
): { declarations: DataSetIdentifierDeclaration[]; dataSets: ReadonlyMap<string, DataSet> } | undefined {
  if (!isTemplate(definition)) return undefined;
  const dataSets = (definition.DataSetConfigurations ?? []).flatMap(
    ({ Placeholder: identifier, DataSetSchema: schema }, position): DataSet[] => {
      if (identifier === undefined) return [];
      const columns = (schema?.ColumnSchemaList ?? []).flatMap(
        ({ Name: name, DataType: type, GeographicRole: role }): DataSetColumn[] => {
          const known = roles.find((each) => each === role);
          const kind = exportedColumnType(type) ?? { kind: 'string' };
          return name === undefined ? [] : [{ name, type: kind, role: known }];
        },
      );
      return [
        {
          identifier,
          table: undefined,
          mode: 'SPICE',
          columns: schema === undefined ? undefined : new Map(columns.map((column) => [column.name, column])),
          calculatedColumns: [],
          conditions: [],
          roles: new Map(),
          aliases: new Map(),
          placeOf: (path) => placeOf(['DataSetConfigurations', position, ...path]),
          placeInText: (path, offset) => placeInText(['DataSetConfigurations', position, ...path], offset),
          exported: {},
          names: [],
        },
      ];
    },
  );
  return {
    declarations: dataSets.map(({ identifier }) => ({ Identifier: identifier, DataSetArn: undefined })),
    dataSets: new Map(dataSets.map((dataSet) => [dataSet.identifier, dataSet])),
  };
}

function isTemplate(definition: object): definition is TemplateVersionDefinition {
  return 'DataSetConfigurations' in definition;
}
