/**
 * The version that a VersionArn names: `…:dashboard/sales/version/3` is 3.
 * https://docs.aws.amazon.com/quicksight/latest/APIReference/API_UpdateDashboard.html
 * @throws RangeError for any other text: QuickSight would have changed its answers
 */
export function versionIn(arn: string | undefined): number {
  const version = Number(/\/version\/(\d+)$/.exec(arn ?? '')?.[1]);
  if (!Number.isInteger(version)) throw new RangeError(`expected an ARN that ends in /version/<number>, got ${arn}`);
  return version;
}
