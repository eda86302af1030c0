import type { IncomingMessage } from 'node:http';
import type { Request } from './s3-in-memory.ts';

/** What a message asks of S3. Buckets are the first part of the path. */
export function readRequest(message: IncomingMessage): Request {
  const { pathname, searchParams } = new URL(message.url ?? '/', 'http://s3');
  const uploadId = searchParams.get('uploadId') ?? '';
  const kind = [
    searchParams.has('uploads') ? ' uploads' : '',
    uploadId === '' ? '' : ' upload',
    searchParams.has('list-type') ? ' list' : '',
    searchParams.has('versions') ? ' versions' : '',
  ];
  const part = searchParams.get('partNumber');
  return {
    method: `${message.method}${kind.join('')}`,
    key: decodeURIComponent(pathname.replace(/^\/[^/]*\/?/, '')),
    prefix: searchParams.get('prefix') ?? '',
    after: searchParams.get('continuation-token') ?? searchParams.get('key-marker') ?? '',
    part: part === null ? undefined : Number(part),
    uploadId,
    headers: message.headers,
  };
}
