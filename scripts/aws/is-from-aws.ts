/** Whether an error is an answer of AWS, the lack of credentials to ask it with, or of a way to it. */
export const isFromAws = (error: unknown): error is Error =>
  error instanceof Error &&
  ('$metadata' in error || error.name === 'CredentialsProviderError' || ('code' in error && 'syscall' in error));
