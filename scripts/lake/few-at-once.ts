/**
 * Runs a step for each item, a few under way at any time, so that one's waiting for the disk is another's work.
 * @param most how many are under way at once
 * @returns what the steps gave, in the items' order
 * @throws the first step's error; then no more are begun, and those under way have ended
 */
export async function fewAtOnce<Item, Result>(
  items: readonly Item[],
  most: number,
  step: (item: Item) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = [];
  const rest = items.entries();
  let failed = false;
  const work = async (): Promise<void> => {
    for (const [index, item] of rest) {
      if (failed) return;
      try {
        results[index] = await step(item);
      } catch (error) {
        failed = true;
        throw error;
      }
    }
  };
  const workers = Array.from({ length: Math.min(most, items.length) }, work);
  await Promise.allSettled(workers);
  await Promise.all(workers);
  return results;
}
