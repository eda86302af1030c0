/** Why policies name resources by a pattern: the reasons that come more than once. */
export const because = {
  objects: 'Objects have no names before they are written; the bucket, or its folder, is named.',
  tables: 'Tables come with folders of the repository; the database is named.',
  noResource:
    'AWS gives these actions no resource to name: https://docs.aws.amazon.com/service-authorization/latest/reference/',
  logs: "Log streams are named by the service when it starts; the log group, or the service's folder, is named.",
  dataSets: 'QuickSight gives its objects ids when they are published; the account and the kind are named.',
} as const;
