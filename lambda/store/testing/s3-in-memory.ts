import { createHash } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { crc32 } from 'node:zlib';

/** A request to S3: what its path, query and headers say. */
export interface Request {
  /** The HTTP method, with ` uploads` or ` upload` where it is of a multipart upload, ` list` or ` versions` where it lists. */
  readonly method: string;
  readonly key: string;
  readonly prefix: string;
  /** Of a listing: the key that the page before ended with; '' for the first page. */
  readonly after: string;
  readonly part: number | undefined;
  readonly uploadId: string;
  readonly headers: IncomingHttpHeaders;
}

export interface Reply {
  readonly status: number;
  readonly headers?: Record<string, string>;
  readonly body?: Buffer | string;
}

const tags = new WeakMap<Buffer, string>();

/** The ETag of an object that was put in one request. */
export function tagOf(body: Buffer): string {
  const known = tags.get(body);
  if (known !== undefined) return known;
  const tag = `"${createHash('md5').update(body).digest('hex')}"`;
  tags.set(body, tag);
  return tag;
}

const inXml = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');

/** Keys on a page: https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListObjectsV2.html */
const pageSize = 1000;

function checksum(body: Buffer): string {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(crc32(body));
  return bytes.toString('base64');
}

export const refusal = (status: number, code: string): Reply => ({
  status,
  body: `<?xml version="1.0"?><Error><Code>${code}</Code><Message>${code}</Message></Error>`,
});

const notesIn = (headers: IncomingHttpHeaders): Record<string, string> =>
  Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) =>
      name.startsWith('x-amz-meta-') && typeof value === 'string' ? [[name, value]] : [],
    ),
  );

/** A bucket without versions: as much of S3 as S3Store asks for, and as strict about conditions, ranges and checksums. */
export class S3InMemory {
  readonly objects = new Map<string, Buffer>();
  /** `x-amz-meta-…` headers, by key. */
  readonly metadata = new Map<string, Record<string, string>>();
  /** Multipart uploads that nobody completed or aborted. */
  readonly uploads = new Map<string, Map<number, Buffer>>();
  /** Metadata of uploads, which are said when they begin. */
  readonly #notes = new Map<string, Record<string, string>>();

  reply(request: Request, body: Buffer): Reply {
    const { method, key, uploadId, part = 0 } = request;
    switch (method) {
      case 'GET':
      case 'HEAD':
        return this.#get(request);
      case 'PUT':
        return this.#refused(request) ?? this.#put(request, body);
      case 'POST uploads':
        this.uploads.set(`upload-${this.uploads.size}`, new Map());
        this.#notes.set(`upload-${this.uploads.size - 1}`, notesIn(request.headers));
        return { status: 200, body: `<R><UploadId>upload-${this.uploads.size - 1}</UploadId></R>` };
      case 'PUT upload':
        this.uploads.get(uploadId)?.set(part, body);
        return { status: 200, headers: { etag: tagOf(body), 'x-amz-checksum-crc32': checksum(body) } };
      case 'POST upload':
        return this.#refused(request) ?? this.#complete(request, body.toString());
      case 'DELETE':
        this.objects.delete(key);
        return { status: 204 };
      case 'GET list':
      case 'GET versions':
        return this.#list(request);
      case 'DELETE upload':
        this.uploads.delete(uploadId);
        return { status: 204 };
      default:
        return refusal(501, 'NotImplemented');
    }
  }

  #refused({ key, headers }: Request): Reply | undefined {
    const current = this.objects.get(key);
    const { 'if-match': match, 'if-none-match': noneMatch } = headers;
    const other = match !== undefined && (current === undefined || tagOf(current) !== match);
    return other || (noneMatch === '*' && current !== undefined) ? refusal(412, 'PreconditionFailed') : undefined;
  }

  #get(request: Request): Reply {
    const object = this.objects.get(request.key);
    if (object === undefined) return refusal(404, 'NoSuchKey');
    const refused = this.#refused(request);
    if (refused !== undefined) return refused;
    const [, start] = /^bytes=(\d+)-$/.exec(request.headers.range ?? '') ?? [];
    if (start === undefined) {
      const notes = this.metadata.get(request.key);
      const headers = { ...notes, etag: tagOf(object), 'x-amz-checksum-crc32': checksum(object) };
      return { status: 200, headers, body: object };
    }
    const range = `bytes ${start}-${object.length - 1}/${object.length}`;
    return {
      status: 206,
      headers: { etag: tagOf(object), 'content-range': range },
      body: object.subarray(Number(start)),
    };
  }

  #list({ method, prefix, after }: Request): Reply {
    const keys = [...this.objects.keys()].filter((key) => key.startsWith(prefix) && key > after).sort();
    const page = keys.slice(0, pageSize);
    const isWhole = page.length === keys.length;
    const next = inXml(page.at(-1) ?? '');
    const contents = page.map((key) => {
      const object = this.objects.get(key) ?? Buffer.alloc(0);
      return `<Key>${inXml(key)}</Key><ETag>${inXml(tagOf(object))}</ETag><Size>${object.length}</Size>`;
    });
    if (method === 'GET list') {
      const items = contents.map((item) => `<Contents>${item}</Contents>`).join('');
      const token = isWhole ? '' : `<NextContinuationToken>${next}</NextContinuationToken>`;
      return { status: 200, body: `<ListBucketResult>${items}${token}</ListBucketResult>` };
    }
    const items = contents.map(
      (item) => `<Version>${item}<VersionId>null</VersionId><IsLatest>true</IsLatest></Version>`,
    );
    const marker = isWhole ? '' : `<IsTruncated>true</IsTruncated><NextKeyMarker>${next}</NextKeyMarker>`;
    return { status: 200, body: `<ListVersionsResult>${items.join('')}${marker}</ListVersionsResult>` };
  }

  #put({ key, headers }: Request, body: Buffer): Reply {
    this.objects.set(key, body);
    this.metadata.set(key, notesIn(headers));
    return { status: 200, headers: { etag: tagOf(body) } };
  }

  #complete({ key, uploadId }: Request, xml: string): Reply {
    const parts = this.uploads.get(uploadId);
    if (parts === undefined) return refusal(404, 'NoSuchUpload');
    const named = [...xml.matchAll(/<Part>(.*?)<\/Part>/gs)].map(([, text = '']) => ({
      body: parts.get(Number(/<PartNumber>(\d+)/.exec(text)?.[1])) ?? Buffer.alloc(0),
      crc: /<ChecksumCRC32>(.*?)</.exec(text)?.[1],
    }));
    // An upload that was begun with checksums is completed with them.
    const sound = named.length === parts.size && named.every(({ body, crc }) => crc === checksum(body));
    if (!sound) return refusal(400, 'InvalidPart');
    this.uploads.delete(uploadId);
    const whole = Buffer.concat(named.map(({ body }) => body));
    this.objects.set(key, whole);
    this.metadata.set(key, this.#notes.get(uploadId) ?? {});
    return { status: 200, body: `<R><ETag>${tagOf(whole)}</ETag></R>` };
  }
}
