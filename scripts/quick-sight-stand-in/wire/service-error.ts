import { exceptionStatus } from '../shapes/sdk-shapes.ts';

/** Exceptions of every AWS service that QuickSight's model does not list. https://docs.aws.amazon.com/quicksight/latest/APIReference/CommonErrors.html */
const commonStatuses: ReadonlyMap<string, number> = new Map([
  ['ValidationException', 400],
  ['SerializationException', 400],
  ['MissingAuthenticationTokenException', 403],
  ['InvalidSignatureException', 403],
  ['UnrecognizedClientException', 403],
  ['ExpiredTokenException', 403],
  ['UnknownOperationException', 404],
  ['ServiceUnavailable', 503],
]);

/** A request that the service refuses: the SDK throws the exception of that name. */
export class ServiceError extends Error {
  readonly status: number;
  readonly resourceType: string | undefined;

  /**
   * @param name such as ConflictException: one of QuickSight's or of every service's
   * @param resourceType what some exceptions carry besides, such as DASHBOARD
   * @throws RangeError for a name that neither knows
   */
  constructor(name: string, message: string, resourceType?: string) {
    super(message);
    this.name = name;
    const status = exceptionStatus(name) ?? commonStatuses.get(name);
    if (status === undefined) throw new RangeError(`expected an exception of QuickSight, got ${name}`);
    this.status = status;
    this.resourceType = resourceType;
  }
}

/** Most refusals by name. */
export const notFound = (message: string, resourceType: string): ServiceError =>
  new ServiceError('ResourceNotFoundException', message, resourceType);
export const exists = (message: string, resourceType: string): ServiceError =>
  new ServiceError('ResourceExistsException', message, resourceType);
export const invalid = (message: string): ServiceError => new ServiceError('InvalidParameterValueException', message);
export const conflict = (message: string): ServiceError => new ServiceError('ConflictException', message);
export const limitExceeded = (message: string, resourceType: string): ServiceError =>
  new ServiceError('LimitExceededException', message, resourceType);
export const accessDenied = (message: string): ServiceError => new ServiceError('AccessDeniedException', message);
