import process from 'node:process';

/** Whether a process is there, ours or another user's. @param pid above 0: 0 and less are groups of processes */
export function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
