import type * as api from '@aws-sdk/client-quicksight';
import { checkIds } from '../definition/check-ids.ts';
import { definitionErrors } from '../definition/definition-errors.ts';
import { arnOf, type Service } from '../service.ts';
import type { Analysis } from '../state/state.ts';
import { glance, isDone, poll, startWork } from '../state/work.ts';
import { conflict, exists, invalid, notFound } from '../wire/service-error.ts';
import { page } from './page.ts';
import { changePermissions, updatePermissions } from './permissions.ts';
import { setTags } from './tags.ts';

const day = 24 * 60 * 60 * 1000;
/** Days until a deleted analysis is gone. https://docs.aws.amazon.com/quicksight/latest/APIReference/API_DeleteAnalysis.html */
const usualWindow = 30;

export function createAnalysis(input: api.CreateAnalysisRequest, service: Service): api.CreateAnalysisResponse {
  const id = input.AnalysisId ?? '';
  if (analysisAt(service, id) !== undefined) throw exists(`Analysis ${id} already exists.`, 'ANALYSIS');
  const permissions = changePermissions(service, 'analysis', [], input.Permissions, undefined);
  const content = newContent(input, service, id);
  setTags(service, arnOf(service, 'analysis', id), input.Tags ?? []);
  const now = service.now();
  const start = { id, createdAt: now, updatedAt: now, permissions, goneAt: undefined };
  service.state.analyses[id] = { ...start, ...content, verb: 'CREATION' };
  return { Status: 202, Arn: arnOf(service, 'analysis', id), AnalysisId: id, CreationStatus: 'CREATION_IN_PROGRESS' };
}

export function updateAnalysis(input: api.UpdateAnalysisRequest, service: Service): api.UpdateAnalysisResponse {
  const analysis = findAnalysis(service, input.AnalysisId);
  if (analysis.goneAt !== undefined) throw conflict(`Analysis ${analysis.id} is deleted: restore it first.`);
  if (!isDone(analysis.work, service.now())) throw conflict(`Analysis ${analysis.id} is being created or updated.`);
  Object.assign(analysis, newContent(input, service, analysis.id), { verb: 'UPDATE', updatedAt: service.now() });
  const Arn = arnOf(service, 'analysis', analysis.id);
  return { Status: 200, Arn, AnalysisId: analysis.id, UpdateStatus: 'UPDATE_IN_PROGRESS' };
}

export function describeAnalysis(input: api.DescribeAnalysisRequest, service: Service): api.DescribeAnalysisResponse {
  const analysis = findAnalysis(service, input.AnalysisId);
  const Analysis: api.Analysis = {
    ...summarise(analysis, service),
    Status: statusOf(analysis, poll(analysis.work, service.now())),
    Errors: analysis.errors,
    DataSetArns: (analysis.definition?.DataSetIdentifierDeclarations ?? []).map(({ DataSetArn }) => DataSetArn ?? ''),
    ThemeArn: analysis.themeArn,
    Sheets: (analysis.definition?.Sheets ?? []).map(({ SheetId, Name }) => ({ SheetId, Name })),
  };
  return { Status: 200, Analysis };
}

export function describeAnalysisDefinition(
  input: api.DescribeAnalysisDefinitionRequest,
  service: Service,
): api.DescribeAnalysisDefinitionResponse {
  const analysis = findAnalysis(service, input.AnalysisId);
  return {
    Status: 200,
    AnalysisId: analysis.id,
    Name: analysis.name,
    Errors: analysis.errors,
    ResourceStatus: statusOf(analysis, poll(analysis.work, service.now())),
    ThemeArn: analysis.themeArn,
    Definition: analysis.definition,
  };
}

export function listAnalyses(input: api.ListAnalysesRequest, service: Service): api.ListAnalysesResponse {
  const there = Object.keys(service.state.analyses).flatMap((id) => analysisAt(service, id) ?? []);
  const { items, ...token } = page(there, 'analyses', input);
  return { Status: 200, AnalysisSummaryList: items.map((analysis) => summarise(analysis, service)), ...token };
}

/** Gone after the recovery window, or at once; until then it can be described and restored. */
export function deleteAnalysis(input: api.DeleteAnalysisRequest, service: Service): api.DeleteAnalysisResponse {
  const analysis = findAnalysis(service, input.AnalysisId);
  const Arn = arnOf(service, 'analysis', analysis.id);
  if (input.ForceDeleteWithoutRecovery === true) {
    if (input.RecoveryWindowInDays !== undefined) {
      throw invalid('RecoveryWindowInDays and ForceDeleteWithoutRecovery can not be used together.');
    }
    delete service.state.analyses[analysis.id];
    delete service.state.tags[Arn];
    return { Status: 200, Arn, AnalysisId: analysis.id };
  }
  if (analysis.goneAt !== undefined) throw conflict(`Analysis ${analysis.id} is deleted already.`);
  analysis.goneAt = service.now() + (input.RecoveryWindowInDays ?? usualWindow) * day;
  return { Status: 200, Arn, AnalysisId: analysis.id, DeletionTime: new Date(analysis.goneAt) };
}

export function restoreAnalysis(input: api.RestoreAnalysisRequest, service: Service): api.RestoreAnalysisResponse {
  const analysis = findAnalysis(service, input.AnalysisId);
  if (analysis.goneAt === undefined) throw conflict(`Analysis ${analysis.id} is not deleted.`);
  analysis.goneAt = undefined;
  return { Status: 200, Arn: arnOf(service, 'analysis', analysis.id), AnalysisId: analysis.id };
}

export function describeAnalysisPermissions(
  input: Pick<api.DescribeAnalysisPermissionsRequest, 'AnalysisId'>,
  service: Service,
): api.DescribeAnalysisPermissionsResponse {
  const { id, permissions } = findAnalysis(service, input.AnalysisId);
  return { Status: 200, AnalysisArn: arnOf(service, 'analysis', id), AnalysisId: id, Permissions: permissions };
}

export function updateAnalysisPermissions(
  input: api.UpdateAnalysisPermissionsRequest,
  service: Service,
): api.UpdateAnalysisPermissionsResponse {
  const analysis = findAnalysis(service, input.AnalysisId);
  updatePermissions(service, 'analysis', analysis, input);
  return describeAnalysisPermissions(input, service);
}

function newContent(
  { Name, Definition, SourceEntity, ThemeArn, ValidationStrategy }: api.UpdateAnalysisRequest,
  service: Service,
  id: string,
): Pick<Analysis, 'name' | 'definition' | 'themeArn' | 'errors' | 'work'> {
  if ((Definition === undefined) === (SourceEntity === undefined)) {
    throw invalid('Exactly one of Definition and SourceEntity must be provided.');
  }
  if (Definition !== undefined) checkIds(Definition);
  const planned = service.plannedErrors(`analysis/${id}`);
  const found: api.DashboardError[] =
    Definition === undefined
      ? [{ Type: 'SOURCE_NOT_FOUND', Message: `Source template ${SourceEntity?.SourceTemplate?.Arn} is not found.` }]
      : definitionErrors(Definition, service);
  const lenient = ValidationStrategy?.Mode === 'LENIENT' && Definition !== undefined;
  const succeeds = planned.length === 0 && (found.length === 0 || lenient);
  return {
    name: Name ?? '',
    definition: Definition,
    themeArn: ThemeArn,
    errors: [...planned, ...found],
    work: startWork(service.pace, service.now(), succeeds),
  };
}

/** One whose recovery window is over is gone. */
function analysisAt(service: Service, id: string): Analysis | undefined {
  const analysis = Object.hasOwn(service.state.analyses, id) ? service.state.analyses[id] : undefined;
  return analysis?.goneAt !== undefined && service.now() >= analysis.goneAt ? undefined : analysis;
}

function findAnalysis(service: Service, id: string | undefined): Analysis {
  const analysis = analysisAt(service, id ?? '');
  if (analysis === undefined) throw notFound(`Analysis ${id} is not found.`, 'ANALYSIS');
  return analysis;
}

const statusOf = (analysis: Analysis, state: 'IN_PROGRESS' | 'SUCCESSFUL' | 'FAILED'): api.ResourceStatus =>
  analysis.goneAt === undefined ? `${analysis.verb}_${state}` : 'DELETED';

const summarise = (analysis: Analysis, service: Service): api.AnalysisSummary => ({
  Arn: arnOf(service, 'analysis', analysis.id),
  AnalysisId: analysis.id,
  Name: analysis.name,
  Status: statusOf(analysis, glance(analysis.work, service.now())),
  CreatedTime: new Date(analysis.createdAt),
  LastUpdatedTime: new Date(analysis.updatedAt),
});
