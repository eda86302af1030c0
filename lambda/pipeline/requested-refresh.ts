/** The tag by which a data set asks for a refresh: its value is a hash of what the data set is to be refreshed as. */
export const refreshTag = 'sluice:refresh';

/**
 * How somebody who changed a data set asks the next run to refresh it: a tag, and the id that the refresh will have. The id follows from the
 * content, and QuickSight begins no two refreshes of one id: asking twice refreshes once.
 * @param hash of the data set's content: letters and digits
 */
export const requestedRefresh = (hash: string) => ({
  tag: { Key: refreshTag, Value: hash },
  ingestionId: `content-${hash}`,
});
