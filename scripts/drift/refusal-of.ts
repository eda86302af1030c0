import { StoreError } from '../../lambda/store/object-store.ts';
import { isFromAws } from '../aws/is-from-aws.ts';
import { CommandError } from '../cli/command-error.ts';

/** Why something could not be looked at: what AWS answered, or what the surroundings lack. @throws the error itself when it is a bug */
export function refusalOf(error: unknown): string {
  if (error instanceof CommandError || error instanceof StoreError) return error.message;
  if (isFromAws(error)) return `${error.name}: ${error.message}`;
  throw error;
}
