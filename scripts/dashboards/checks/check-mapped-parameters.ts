import type { DatasetParameter, DataSet as ExportedDataSet } from '@aws-sdk/client-quicksight';
import { nearestName } from '../../../lambda/schema/nearest-name.ts';
import type { Dashboard, DataSet } from '../dashboard.ts';
import type { DashboardFinding } from '../findings/dashboard-finding.ts';
import { dataSetParameterUndeclared } from '../findings/name-findings.ts';
import { formatJsonPath } from '../json/json-path.ts';

/**
 * A parameter that sets one of a data set names one that the data set has.
 * https://docs.aws.amazon.com/quicksight/latest/APIReference/API_MappedDataSetParameter.html
 */
export function checkMappedParameters({ index, dataSets, placeOf }: Dashboard): DashboardFinding[] {
  return index.of('MappedDataSetParameter').flatMap(({ value, path }) => {
    const { DataSetIdentifier: identifier = '', DataSetParameterName: name } = value;
    const dataSet = dataSets.get(identifier);
    const declared = dataSet === undefined ? undefined : parametersOf(dataSet);
    if (name === undefined || declared === undefined || declared.includes(name)) return [];
    const at = [...path, 'DataSetParameterName'];
    const nearest = nearestName(name, declared);
    return [dataSetParameterUndeclared(placeOf(at), formatJsonPath(at), name, identifier, nearest, declared)];
  });
}

/** Names of a data set's own parameters: a short file has none; undefined where it has those of another data set too. */
function parametersOf({ exported }: DataSet): readonly string[] | undefined {
  if (exported === undefined) return [];
  return readsDataSet(exported) ? undefined : (exported.DatasetParameters ?? []).flatMap((one) => nameOf(one) ?? []);
}

function readsDataSet({ LogicalTableMap: logical = {}, DataPrepConfiguration: prepared }: ExportedDataSet): boolean {
  return (
    Object.values(logical).some(({ Source: source }) => source?.DataSetArn !== undefined) ||
    Object.values(prepared?.SourceTableMap ?? {}).some(({ DataSet: parent }) => parent !== undefined)
  );
}

const nameOf = (one: DatasetParameter): string | undefined =>
  (
    one.StringDatasetParameter ??
    one.IntegerDatasetParameter ??
    one.DecimalDatasetParameter ??
    one.DateTimeDatasetParameter
  )?.Name;
