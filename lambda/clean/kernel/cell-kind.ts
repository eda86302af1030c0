/** The kinds of cells that the kernel reads; TypeScript names them in plans, the kernel dispatches by them. */
export const textCell = 0;
export const integerCell = 1;
export const numberCell = 2;
export const decimalCell = 3;
export const booleanCell = 4;
export const dateCell = 5;
export const timestampCell = 6;
/** Read by the host, as text. */
export const hostCell = 7;
