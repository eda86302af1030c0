import type {
  ListTagsForResourceRequest,
  ListTagsForResourceResponse,
  Tag,
  TagResourceRequest,
  TagResourceResponse,
  UntagResourceRequest,
  UntagResourceResponse,
} from '@aws-sdk/client-quicksight';
import { arnOf, type Service } from '../service.ts';
import { invalid, limitExceeded, notFound } from '../wire/service-error.ts';

/** https://docs.aws.amazon.com/quicksight/latest/APIReference/API_TagResource.html */
const mostTags = 50;

export function tagResource({ ResourceArn, Tags }: TagResourceRequest, service: Service): TagResourceResponse {
  setTags(service, knownArn(service, ResourceArn), Tags ?? []);
  return { Status: 200 };
}

export function untagResource({ ResourceArn, TagKeys }: UntagResourceRequest, service: Service): UntagResourceResponse {
  const tags = service.state.tags[knownArn(service, ResourceArn)];
  for (const key of TagKeys ?? []) delete tags?.[key];
  return { Status: 200 };
}

export function listTagsForResource(
  { ResourceArn }: ListTagsForResourceRequest,
  service: Service,
): ListTagsForResourceResponse {
  const tags = service.state.tags[knownArn(service, ResourceArn)] ?? {};
  return { Status: 200, Tags: Object.entries(tags).map(([Key, Value]) => ({ Key, Value })) };
}

/**
 * Adds tags to a resource; a key that is there gets the new value.
 * @throws ServiceError for a key of AWS's own, one that comes twice, and the 51st
 */
export function setTags(service: Service, arn: string, tags: readonly Tag[]): void {
  const keys = tags.map(({ Key }) => Key ?? '');
  const reserved = keys.find((key) => key.toLowerCase().startsWith('aws:'));
  if (reserved !== undefined)
    throw invalid(`Tag key ${reserved} is not valid: keys that start with aws: are reserved.`);
  if (new Set(keys).size < keys.length) throw invalid('Tag keys are not valid: a key comes more than once.');
  const next = { ...service.state.tags[arn], ...Object.fromEntries(tags.map(({ Key, Value }) => [Key, Value ?? ''])) };
  if (Object.keys(next).length > mostTags) {
    throw limitExceeded(`A resource can have ${mostTags} tags at most.`, 'TAG');
  }
  service.state.tags[arn] = next;
}

function knownArn(service: Service, arn: string | undefined): string {
  const { dashboards, analyses, themes, dataSets, dataSources } = service.state;
  const known = [
    ...Object.keys(dashboards).map((id) => arnOf(service, 'dashboard', id)),
    ...Object.keys(analyses).map((id) => arnOf(service, 'analysis', id)),
    ...Object.keys(themes).map((id) => arnOf(service, 'theme', id)),
    ...Object.keys(dataSets).map((id) => arnOf(service, 'dataset', id)),
    ...Object.keys(dataSources).map((id) => arnOf(service, 'datasource', id)),
  ];
  if (arn === undefined || !known.includes(arn)) throw notFound(`Resource ${arn} is not found.`, 'RESOURCE');
  return arn;
}
