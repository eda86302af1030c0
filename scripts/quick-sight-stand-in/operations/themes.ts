import type * as api from '@aws-sdk/client-quicksight';
import { arnOf, type Service } from '../service.ts';
import type { Theme, ThemeVersion } from '../state/state.ts';
import { glance, isDone, poll, startWork } from '../state/work.ts';
import { conflict, exists, invalid, notFound } from '../wire/service-error.ts';
import { page } from './page.ts';
import { changePermissions, updatePermissions } from './permissions.ts';
import { setTags } from './tags.ts';

/** Themes that every account has. https://docs.aws.amazon.com/quicksight/latest/APIReference/API_CreateTheme.html */
const ownThemes: ReadonlySet<string> = new Set(['CLASSIC', 'MIDNIGHT', 'SEASIDE', 'RAINIER']);

type VersionRequest = Pick<api.UpdateThemeRequest, 'Name' | 'BaseThemeId' | 'VersionDescription' | 'Configuration'>;

export function createTheme(input: api.CreateThemeRequest, service: Service): api.CreateThemeResponse {
  const id = input.ThemeId ?? '';
  if (Object.hasOwn(service.state.themes, id)) throw exists(`Theme ${id} already exists.`, 'THEME');
  const permissions = changePermissions(service, 'theme', [], input.Permissions, undefined);
  const version = newVersion(input, service, id, 1);
  setTags(service, arnOf(service, 'theme', id), input.Tags ?? []);
  const now = service.now();
  service.state.themes[id] = { id, createdAt: now, updatedAt: now, permissions, versions: [version], aliases: {} };
  return { Status: 202, ...named(service, id, 1), CreationStatus: 'CREATION_IN_PROGRESS' };
}

export function updateTheme(input: api.UpdateThemeRequest, service: Service): api.UpdateThemeResponse {
  const theme = findTheme(service, input.ThemeId);
  const last = findVersion(theme, undefined);
  if (!isDone(last.work, service.now())) throw conflict(`Theme ${theme.id} is being created or updated.`);
  // What an update leaves out stays as it was.
  const { Name = last.name, Configuration = last.configuration } = input;
  theme.versions.push(newVersion({ ...input, Name, Configuration }, service, theme.id, last.number + 1));
  theme.updatedAt = service.now();
  return { Status: 202, ...named(service, theme.id, last.number + 1), CreationStatus: 'CREATION_IN_PROGRESS' };
}

/** Without a version: the latest, not a published one. */
export function describeTheme(input: api.DescribeThemeRequest, service: Service): api.DescribeThemeResponse {
  const theme = findTheme(service, input.ThemeId);
  const version = findVersion(theme, input.VersionNumber ?? numberOf(theme, input.AliasName));
  const Arn = arnOf(service, 'theme', theme.id);
  const state = poll(version.work, service.now());
  const Theme: api.Theme = {
    Arn,
    Name: version.name,
    ThemeId: theme.id,
    Type: 'CUSTOM',
    CreatedTime: new Date(theme.createdAt),
    LastUpdatedTime: new Date(theme.updatedAt),
    Version: {
      VersionNumber: version.number,
      Arn: `${Arn}/version/${version.number}`,
      Description: version.description,
      BaseThemeId: version.baseThemeId,
      CreatedTime: new Date(version.createdAt),
      Configuration: version.configuration,
      Errors: state === 'FAILED' ? [{ Type: 'INTERNAL_FAILURE', Message: 'The theme failed as planned.' }] : [],
      Status: `CREATION_${state}`,
    },
  };
  return { Status: 200, Theme };
}

export function listThemes(input: api.ListThemesRequest, service: Service): api.ListThemesResponse {
  const themes = input.Type === 'QUICKSIGHT' ? [] : Object.values(service.state.themes);
  const { items, ...token } = page(themes, 'themes', input);
  const ThemeSummaryList = items.map((theme) => ({
    Arn: arnOf(service, 'theme', theme.id),
    Name: findVersion(theme, undefined).name,
    ThemeId: theme.id,
    LatestVersionNumber: findVersion(theme, undefined).number,
    CreatedTime: new Date(theme.createdAt),
    LastUpdatedTime: new Date(theme.updatedAt),
  }));
  return { Status: 200, ThemeSummaryList, ...token };
}

export function listThemeVersions(
  input: api.ListThemeVersionsRequest,
  service: Service,
): api.ListThemeVersionsResponse {
  const theme = findTheme(service, input.ThemeId);
  const { items, ...token } = page(theme.versions.toReversed(), `theme-versions-${theme.id}`, input);
  const ThemeVersionSummaryList = items.map((version) => ({
    VersionNumber: version.number,
    Arn: `${arnOf(service, 'theme', theme.id)}/version/${version.number}`,
    Description: version.description,
    CreatedTime: new Date(version.createdAt),
    Status: `CREATION_${glance(version.work, service.now())}` as const,
  }));
  return { Status: 200, ThemeVersionSummaryList, ...token };
}

export function deleteTheme(input: api.DeleteThemeRequest, service: Service): api.DeleteThemeResponse {
  const theme = findTheme(service, input.ThemeId);
  const Arn = arnOf(service, 'theme', theme.id);
  const version = input.VersionNumber === undefined ? undefined : findVersion(theme, input.VersionNumber);
  if (version === undefined || theme.versions.length === 1) {
    delete service.state.themes[theme.id];
    delete service.state.tags[Arn];
  } else theme.versions.splice(theme.versions.indexOf(version), 1);
  return { Status: 200, Arn, ThemeId: theme.id };
}

export function describeThemePermissions(
  input: Pick<api.DescribeThemePermissionsRequest, 'ThemeId'>,
  service: Service,
): api.DescribeThemePermissionsResponse {
  const { id, permissions } = findTheme(service, input.ThemeId);
  return { Status: 200, ThemeArn: arnOf(service, 'theme', id), ThemeId: id, Permissions: permissions };
}

export function updateThemePermissions(
  input: api.UpdateThemePermissionsRequest,
  service: Service,
): api.UpdateThemePermissionsResponse {
  const theme = findTheme(service, input.ThemeId);
  updatePermissions(service, 'theme', theme, input);
  return describeThemePermissions(input, service);
}

export function createThemeAlias(input: api.CreateThemeAliasRequest, service: Service): api.CreateThemeAliasResponse {
  const theme = findTheme(service, input.ThemeId);
  const name = input.AliasName ?? '';
  if (Object.hasOwn(theme.aliases, name))
    throw exists(`Alias ${name} of theme ${theme.id} already exists.`, 'THEME_ALIAS');
  return setAlias(theme, name, input.ThemeVersionNumber, service);
}

export function updateThemeAlias(input: api.UpdateThemeAliasRequest, service: Service): api.UpdateThemeAliasResponse {
  const theme = findTheme(service, input.ThemeId);
  numberOf(theme, input.AliasName ?? '');
  return setAlias(theme, input.AliasName ?? '', input.ThemeVersionNumber, service);
}

export function describeThemeAlias(
  input: api.DescribeThemeAliasRequest,
  service: Service,
): api.DescribeThemeAliasResponse {
  const theme = findTheme(service, input.ThemeId);
  const name = input.AliasName ?? '';
  const number = numberOf(theme, name) ?? findVersion(theme, undefined).number;
  return {
    Status: 200,
    ThemeAlias: { Arn: aliasArn(service, theme, name), AliasName: name, ThemeVersionNumber: number },
  };
}

export function deleteThemeAlias(input: api.DeleteThemeAliasRequest, service: Service): api.DeleteThemeAliasResponse {
  const theme = findTheme(service, input.ThemeId);
  const name = input.AliasName ?? '';
  numberOf(theme, name);
  delete theme.aliases[name];
  return { Status: 200, Arn: aliasArn(service, theme, name), AliasName: name, ThemeId: theme.id };
}

function setAlias(
  theme: Theme,
  name: string,
  version: number | undefined,
  service: Service,
): api.CreateThemeAliasResponse {
  if (name.startsWith('$')) throw invalid(`Alias ${name} is not valid: it is the service's own.`);
  const { number } = findVersion(theme, version);
  theme.aliases[name] = number;
  return {
    Status: 200,
    ThemeAlias: { Arn: aliasArn(service, theme, name), AliasName: name, ThemeVersionNumber: number },
  };
}

/** @returns undefined for the latest. @throws ServiceError for an alias that is not there */
function numberOf(theme: Theme, alias: string | undefined): number | undefined {
  if (alias === undefined || alias === '$LATEST') return undefined;
  const number = Object.hasOwn(theme.aliases, alias) ? theme.aliases[alias] : undefined;
  if (number === undefined) throw notFound(`Alias ${alias} of theme ${theme.id} is not found.`, 'THEME_ALIAS');
  return number;
}

function newVersion(input: VersionRequest, service: Service, id: string, number: number): ThemeVersion {
  const base = input.BaseThemeId ?? '';
  if (!ownThemes.has(base) && !Object.hasOwn(service.state.themes, base))
    throw notFound(`Theme ${base} is not found.`, 'THEME');
  const planned = service.plannedErrors(`theme/${id}`);
  return {
    number,
    createdAt: service.now(),
    name: input.Name ?? '',
    description: input.VersionDescription,
    baseThemeId: base,
    configuration: input.Configuration ?? {},
    work: startWork(service.pace, service.now(), planned.length === 0),
  };
}

function findTheme(service: Service, id: string | undefined): Theme {
  const theme = id !== undefined && Object.hasOwn(service.state.themes, id) ? service.state.themes[id] : undefined;
  if (theme === undefined) throw notFound(`Theme ${id} is not found.`, 'THEME');
  return theme;
}

function findVersion(theme: Theme, number: number | undefined): ThemeVersion {
  const version =
    number === undefined ? theme.versions.at(-1) : theme.versions.find((other) => other.number === number);
  if (version === undefined) throw notFound(`Version ${number} of theme ${theme.id} is not found.`, 'THEME_VERSION');
  return version;
}

const aliasArn = (service: Service, theme: Theme, name: string): string =>
  `${arnOf(service, 'theme', theme.id)}/alias/${name}`;

const named = (service: Service, id: string, number: number) => ({
  Arn: arnOf(service, 'theme', id),
  VersionArn: `${arnOf(service, 'theme', id)}/version/${number}`,
  ThemeId: id,
});
