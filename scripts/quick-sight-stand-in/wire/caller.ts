import { ServiceError } from './service-error.ts';

/** Who signed a request, and for which region: signatures themselves are not proven here. */
export interface Caller {
  readonly accessKeyId: string;
  readonly region: string;
}

/**
 * Reads `AWS4-HMAC-SHA256 Credential=KEY/DATE/REGION/quicksight/aws4_request, …`.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html
 * @throws ServiceError for a request that is not signed, or for another service
 */
export function readCaller(authorization: string | undefined): Caller {
  if (authorization === undefined)
    throw new ServiceError('MissingAuthenticationTokenException', 'Missing Authentication Token');
  const [, accessKeyId, region, service] =
    /^AWS4-HMAC-SHA256 Credential=([^/\s]+)\/\d{8}\/([^/\s]+)\/([^/\s]+)\/aws4_request,/.exec(authorization) ?? [];
  if (accessKeyId === undefined || region === undefined || service !== 'quicksight') {
    throw new ServiceError('InvalidSignatureException', 'Credential should be scoped to correct service: quicksight.');
  }
  return { accessKeyId, region };
}
