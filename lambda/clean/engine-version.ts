/**
 * Which engine made an output. It is part of every manifest: raise it when the same bytes and schema would give other bytes,
 * and every file is cleaned again.
 */
export const engineVersion = '2';
