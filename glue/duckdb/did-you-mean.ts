import { nearestName } from '../../lambda/schema/nearest-name.ts';

/** `did you mean "x"?`, or the instruction to use instead when no name is near. */
export function didYouMean(name: string, candidates: Iterable<string>, otherwise: string): string {
  const near = nearestName(name, candidates);
  return near === undefined ? otherwise : `did you mean ${JSON.stringify(near)}?`;
}
