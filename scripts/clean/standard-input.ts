/** What `-` in the place of a file stands for. No file's path is `-`: they are absolute. */
export const standardInput = { file: 'stdin', path: '-' } as const;
