/** Why the kernel stopped reading. Before a record: */
export const stopMore = 0;
export const stopOdd = 1;
export const stopDone = 2;
/** Behind the record that filled the chunk of output. */
export const stopFull = 3;
/** At a record that is for the next tier: it was found, and nothing of it was written. */
export const stopUnread = 4;
/** Behind a record that the reference is to read too. */
export const stopAudit = 5;
/** At a record whose key came before. */
export const stopDuplicate = 6;
