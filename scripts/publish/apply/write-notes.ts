import { TagResourceCommand } from '@aws-sdk/client-quicksight';
import type { Asset } from '../asset.ts';
import { type DoneTags, doneTags } from '../request/tags.ts';
import type { Surroundings } from './surroundings.ts';

/** Notes in tags that a thing is now as the repository says: the last act, so that a run that was cut before is done again. */
export async function writeNotes(
  { client, commit }: Pick<Surroundings, 'client' | 'commit'>,
  { arn, hash, permissionsHash, owner }: Asset,
  more: DoneTags,
): Promise<void> {
  const done = { content: hash, permissions: permissionsHash, owner, commit, ...more };
  await client.send(new TagResourceCommand({ ResourceArn: arn, Tags: doneTags(done) }));
}
