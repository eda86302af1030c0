/** The domain of the console of AWS: China and GovCloud have their own. */
export function consoleOf(region: string): string {
  if (region.startsWith('cn-')) return 'console.amazonaws.cn';
  return region.startsWith('us-gov-') ? 'console.amazonaws-us-gov.com' : `${region}.console.aws.amazon.com`;
}

/** The console writes `%` of an encoded name as `$25`, the fragment being decoded twice. */
const encoded = (name: string): string => encodeURIComponent(encodeURIComponent(name)).replaceAll('%', '$');

/** A link to a log stream in the console of CloudWatch. */
export function logLink(
  region: string,
  { group, stream }: { readonly group: string; readonly stream: string },
): string {
  const path = `log-groups/log-group/${encoded(group)}/log-events/${encoded(stream)}`;
  return `https://${consoleOf(region)}/cloudwatch/home?region=${region}#logsV2:${path}`;
}
