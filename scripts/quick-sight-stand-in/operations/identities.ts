import type * as api from '@aws-sdk/client-quicksight';
import { principalArn, type Service } from '../service.ts';
import type { Principal } from '../state/state.ts';
import { notFound } from '../wire/service-error.ts';
import { page } from './page.ts';

export function listUsers(input: api.ListUsersRequest, service: Service): api.ListUsersResponse {
  const { items, ...token } = page(inNamespace(service.state.users, input.Namespace), 'users', input);
  return { Status: 200, UserList: items.map((user) => describeUserOf(user, service)), ...token };
}

export function describeUser(input: api.DescribeUserRequest, service: Service): api.DescribeUserResponse {
  const user = find(service.state.users, input.Namespace, input.UserName, 'User');
  return { Status: 200, User: describeUserOf(user, service) };
}

export function listGroups(input: api.ListGroupsRequest, service: Service): api.ListGroupsResponse {
  const { items, ...token } = page(inNamespace(service.state.groups, input.Namespace), 'groups', input);
  return { Status: 200, GroupList: items.map((group) => describeGroupOf(group, service)), ...token };
}

export function describeGroup(input: api.DescribeGroupRequest, service: Service): api.DescribeGroupResponse {
  const group = find(service.state.groups, input.Namespace, input.GroupName, 'Group');
  return { Status: 200, Group: describeGroupOf(group, service) };
}

export function listNamespaces(input: api.ListNamespacesRequest, service: Service): api.ListNamespacesResponse {
  const only: api.NamespaceInfoV2 = {
    Name: 'default',
    Arn: principalArn(service, 'namespace', 'default'),
    CapacityRegion: service.identityRegion,
    CreationStatus: 'CREATED',
    IdentityStore: 'QUICKSIGHT',
  };
  const { items, ...token } = page([only], 'namespaces', input);
  return { Status: 200, Namespaces: items, ...token };
}

const inNamespace = (principals: Readonly<Record<string, Principal>>, namespace: string | undefined): Principal[] =>
  Object.values(principals).filter((principal) => principal.namespace === namespace);

function find(
  principals: Readonly<Record<string, Principal>>,
  namespace: string | undefined,
  name: string | undefined,
  word: 'User' | 'Group',
): Principal {
  const principal = Object.values(principals).find((other) => other.namespace === namespace && other.name === name);
  if (principal === undefined) throw notFound(`${word} ${name} is not found.`, word.toUpperCase());
  return principal;
}

const describeUserOf = ({ namespace, name }: Principal, service: Service): api.User => ({
  Arn: principalArn(service, 'user', `${namespace}/${name}`),
  UserName: name,
  Email: `${name.replaceAll(/[^\w.-]/g, '-')}@example.com`,
  Role: 'READER',
  IdentityType: 'QUICKSIGHT',
  Active: true,
  PrincipalId: `federated/iam/${name}`,
});

const describeGroupOf = ({ namespace, name }: Principal, service: Service): api.Group => ({
  Arn: principalArn(service, 'group', `${namespace}/${name}`),
  GroupName: name,
  PrincipalId: `group/${name}`,
});
