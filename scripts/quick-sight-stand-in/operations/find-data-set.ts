import type { Service } from '../service.ts';
import type { DataSet } from '../state/state.ts';
import { notFound } from '../wire/service-error.ts';

/** @throws ServiceError ResourceNotFoundException */
export function findDataSet(service: Service, id: string | undefined): DataSet {
  const dataSet =
    id !== undefined && Object.hasOwn(service.state.dataSets, id) ? service.state.dataSets[id] : undefined;
  if (dataSet === undefined) throw notFound(`DataSet ${id} is not found.`, 'DATA_SET');
  return dataSet;
}
