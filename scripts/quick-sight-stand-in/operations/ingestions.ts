import type * as api from '@aws-sdk/client-quicksight';
import { arnOf, type Service } from '../service.ts';
import type { DataSet, Ingestion } from '../state/state.ts';
import { isDone, startWork } from '../state/work.ts';
import { conflict, exists, invalid, limitExceeded, notFound } from '../wire/service-error.ts';
import { findDataSet } from './find-data-set.ts';
import { page } from './page.ts';

/** Manual refreshes of one data set in any 24 hours. https://docs.aws.amazon.com/quicksight/latest/APIReference/API_CreateIngestion.html */
const manualRefreshes = { ENTERPRISE: 32, STANDARD: 8 } as const;
const day = 24 * 60 * 60 * 1000;

export function createIngestion(input: api.CreateIngestionRequest, service: Service): api.CreateIngestionResponse {
  const dataSet = findDataSet(service, input.DataSetId);
  const id = input.IngestionId ?? '';
  const type = input.IngestionType ?? 'FULL_REFRESH';
  if (dataSet.settings.ImportMode !== 'SPICE') throw invalid(`DataSet ${dataSet.id} is not a SPICE data set.`);
  if (dataSet.ingestions.some((other) => other.id === id)) throw exists(`Ingestion ${id} already exists.`, 'INGESTION');
  if (type === 'INCREMENTAL_REFRESH' && dataSet.refreshProperties === undefined) {
    throw invalid(`DataSet ${dataSet.id} has no refresh properties: it can't be refreshed incrementally.`);
  }
  const since = service.now() - day;
  const most = manualRefreshes[service.edition];
  if (dataSet.ingestions.filter(({ counted, createdAt }) => counted && createdAt > since).length >= most) {
    throw limitExceeded(
      `DataSet ${dataSet.id} was refreshed ${most} times in 24 hours, which is the limit.`,
      'INGESTION',
    );
  }
  startIngestion(dataSet, service, { id, type, counted: true });
  return { Status: 201, Arn: ingestionArn(service, dataSet.id, id), IngestionId: id, IngestionStatus: 'INITIALIZED' };
}

/** Adds an ingestion that ends as planned. It goes through two states that are visible before it is done: twice the service's polls. */
export function startIngestion(
  dataSet: DataSet,
  service: Service,
  start: Pick<Ingestion, 'id' | 'type' | 'counted'>,
): Ingestion {
  const [planned] = service.plannedErrors(`dataset/${dataSet.id}`);
  const pace = { ...service.pace, polls: service.pace.polls * 2 };
  const ingestion: Ingestion = {
    ...start,
    createdAt: service.now(),
    work: startWork(pace, service.now(), planned === undefined),
    cancelled: false,
    error:
      planned === undefined
        ? undefined
        : { type: planned.Type ?? 'SQL_EXCEPTION', message: planned.Message ?? 'The query failed.' },
  };
  dataSet.ingestions.push(ingestion);
  return ingestion;
}

export function describeIngestion(
  input: api.DescribeIngestionRequest,
  service: Service,
): api.DescribeIngestionResponse {
  const dataSet = findDataSet(service, input.DataSetId);
  const ingestion = findIngestion(dataSet, input.IngestionId);
  const described = describe(dataSet, ingestion, service);
  if (!isDone(ingestion.work, service.now())) ingestion.work.polls -= 1;
  return { Status: 200, Ingestion: described };
}

/** The newest first. */
export function listIngestions(input: api.ListIngestionsRequest, service: Service): api.ListIngestionsResponse {
  const dataSet = findDataSet(service, input.DataSetId);
  const { items, ...token } = page(dataSet.ingestions.toReversed(), `ingestions-${dataSet.id}`, input);
  return { Status: 200, Ingestions: items.map((ingestion) => describe(dataSet, ingestion, service)), ...token };
}

export function cancelIngestion(input: api.CancelIngestionRequest, service: Service): api.CancelIngestionResponse {
  const dataSet = findDataSet(service, input.DataSetId);
  const ingestion = findIngestion(dataSet, input.IngestionId);
  if (ingestion.cancelled || isDone(ingestion.work, service.now())) {
    throw conflict(`Ingestion ${ingestion.id} has ended: it can't be cancelled.`);
  }
  ingestion.cancelled = true;
  ingestion.work = { succeeds: false, polls: 0, dueAt: service.now() };
  return { Status: 200, Arn: ingestionArn(service, dataSet.id, ingestion.id), IngestionId: ingestion.id };
}

export const ingestionArn = (service: Service, dataSet: string, id: string): string =>
  `${arnOf(service, 'dataset', dataSet)}/ingestion/${id}`;

function findIngestion(dataSet: DataSet, id: string | undefined): Ingestion {
  const ingestion = dataSet.ingestions.find((other) => other.id === id);
  if (ingestion === undefined) throw notFound(`Ingestion ${id} is not found.`, 'INGESTION');
  return ingestion;
}

function describe(dataSet: DataSet, ingestion: Ingestion, service: Service): api.Ingestion {
  const status = statusOf(ingestion, service);
  const failed = status === 'FAILED' ? ingestion.error : undefined;
  return {
    Arn: ingestionArn(service, dataSet.id, ingestion.id),
    IngestionId: ingestion.id,
    IngestionStatus: status,
    CreatedTime: new Date(ingestion.createdAt),
    IngestionTimeInSeconds: Math.max(0, Math.round((service.now() - ingestion.createdAt) / 1000)),
    IngestionSizeInBytes: 0,
    RequestSource: 'MANUAL',
    RequestType: ingestion.type,
    // A test may plan any error; QuickSight itself gives only those of the enum.
    ErrorInfo: failed && { Type: failed.type as api.IngestionErrorType, Message: failed.message },
    RowInfo: status === 'COMPLETED' ? { RowsIngested: 0, RowsDropped: 0, TotalRowsInDataset: 0 } : undefined,
    QueueInfo: status === 'QUEUED' ? { WaitingOnIngestion: ingestion.id, QueuedIngestion: ingestion.id } : undefined,
  };
}

/** INITIALIZED, QUEUED, RUNNING and an end, by the polls that are left. */
function statusOf({ cancelled, work }: Ingestion, service: Service): api.IngestionStatus {
  if (cancelled) return 'CANCELLED';
  if (isDone(work, service.now())) return work.succeeds ? 'COMPLETED' : 'FAILED';
  return work.polls > service.pace.polls ? 'QUEUED' : 'RUNNING';
}
