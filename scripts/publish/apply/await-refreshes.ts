import { DescribeIngestionCommand, type Ingestion, ResourceNotFoundException } from '@aws-sdk/client-quicksight';
import type { DataSetAsset } from '../asset.ts';
import { findings, type PublishFinding } from '../findings.ts';
import { awaitState } from './await-state.ts';
import type { Surroundings } from './surroundings.ts';

/** A refresh of SPICE that has begun, or that the pipeline was asked for. */
export interface Refreshing {
  readonly asset: DataSetAsset;
  readonly ingestionId: string;
  /** Whether the pipeline is to begin it. */
  readonly asked: boolean;
}

const ended: ReadonlySet<string> = new Set(['COMPLETED', 'FAILED', 'CANCELLED']);

/**
 * Asks the pipeline once for all that QuickSight did not begin itself, and waits for all. A data set has 32 refreshes a day, so none is begun
 * here: what the pipeline begins, it begins once.
 */
export async function awaitRefreshes(
  surroundings: Surroundings,
  refreshing: readonly Refreshing[],
): Promise<PublishFinding[]> {
  const { client, place } = surroundings;
  if (refreshing.some(({ asked }) => asked)) await surroundings.askForRun();
  const found: PublishFinding[] = [];
  for (const { asset, ingestionId } of refreshing) {
    const of = { AwsAccountId: place.account, DataSetId: asset.id, IngestionId: ingestionId };
    const ingestion = await awaitState(
      surroundings,
      `${asset.name}: refresh`,
      async (): Promise<Ingestion | undefined> => {
        try {
          const { Ingestion: one } = await client.send(new DescribeIngestionCommand(of));
          return one !== undefined && ended.has(one.IngestionStatus ?? '') ? one : undefined;
        } catch (error) {
          if (error instanceof ResourceNotFoundException) return undefined;
          throw error;
        }
      },
    );
    if (ingestion.IngestionStatus === 'COMPLETED') continue;
    const { Type = ingestion.IngestionStatus ?? 'FAILED', Message = '' } = ingestion.ErrorInfo ?? {};
    found.push(findings.refreshFailed({ file: asset.file }, asset.name, Type, Message));
  }
  return found;
}
