/** Where the kernel leaves numbers for TypeScript: by number of the slot. Of `read`: where it stopped, */
export const slotAt = 0;
/** how many lines it wrote, where they and the last one begin and where they end, */
export const slotWritten = 1;
export const slotLines = 2;
export const slotLastLine = 3;
export const slotLinesEnd = 4;
/** and which line endings it passed. */
export const slotLf = 5;
export const slotCrlf = 6;
export const slotCr = 7;
/** Where the record of the last line begins. */
export const slotLastRecord = 13;
/** Of the record that it stopped at, or behind: where its text ends, where the next thing begins, its line endings. */
export const slotContentEnd = 8;
export const slotNext = 9;
export const slotFoundLf = 10;
export const slotFoundCrlf = 11;
export const slotFoundCr = 12;
/** Of a column's profile: see `profile/profile.ts`. */
export const slotNulls = 0;
export const slotShortest = 1;
export const slotLongest = 2;
export const slotRanks = 3;
export const slotLeast = 4;
export const slotLeastLength = 5;
export const slotGreatest = 6;
export const slotGreatestLength = 7;
