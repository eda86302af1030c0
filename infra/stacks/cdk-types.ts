import type { IStackSynthesizer, StackSynthesizer } from 'aws-cdk-lib';
import type { Bucket, IBucket } from 'aws-cdk-lib/aws-s3';

/**
 * aws-cdk-lib's classes say `member: string | undefined` where the interfaces that they implement say `member?: string`, which
 * `exactOptionalPropertyTypes` tells apart. These classes implement these interfaces by their own declaration.
 */
export const asSynthesizer = (synthesizer: StackSynthesizer) => synthesizer as IStackSynthesizer;

/** See `asSynthesizer`. */
export const asBucket = (bucket: Bucket) => bucket as IBucket;
