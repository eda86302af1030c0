/** The directions that imports may take: scripts -> glue/duckdb, lambda/clean -> lambda/schema. */
const tests = '(\\.test\\.ts|/testing/)';
module.exports = {
  forbidden: [
    { name: 'no-cycle', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'schema-imports-no-room',
      comment: 'lambda/schema is the bottom room: pure, no AWS, no clock, no environment.',
      severity: 'error',
      from: { path: '^lambda/schema/', pathNot: tests },
      to: { path: '^(lambda/(?!schema/)|glue|scripts|infra|dashboards|datasets)' },
    },
    {
      name: 'clean-is-pure',
      comment:
        'lambda/clean takes bytes and returns bytes: only lambda/schema below it, no file system, network or AWS.',
      severity: 'error',
      from: { path: '^lambda/clean/', pathNot: tests },
      to: {
        path: '^(lambda/(?!(clean|schema)/)|glue|scripts|infra|node_modules/@aws-sdk)|^(node:)?(fs|net|http|https|child_process)(/|$)',
      },
    },
    {
      name: 'store-knows-no-data',
      severity: 'error',
      from: { path: '^lambda/store/', pathNot: tests },
      to: { path: '^(lambda/(?!store/)|glue|scripts|infra)' },
    },
    {
      name: 'lambda-imports-no-room-above',
      severity: 'error',
      from: { path: '^lambda/', pathNot: tests },
      to: { path: '^(glue|scripts|infra|dashboards)' },
    },
    {
      name: 'glue-imports-lambda-only',
      severity: 'error',
      from: { path: '^glue/', pathNot: tests },
      to: { path: '^(scripts|infra|dashboards)' },
    },
    {
      name: 'data-rooms-hold-no-code',
      severity: 'error',
      from: {},
      to: { path: '^(datasets|dashboards|glue/tables)/.*\\.ts$' },
    },
    {
      name: 'infra-bundles-by-path',
      severity: 'error',
      from: { path: '^(lambda|glue|scripts)/' },
      to: { path: '^infra/', pathNot: '^infra/(environments|names)/' },
    },
    {
      name: 'names-and-environments-need-no-cdk',
      comment: 'Commands ask infra/names and infra/environments what stacks made; they must not load the CDK for it.',
      severity: 'error',
      from: { path: '^infra/(environments|names)/', pathNot: tests },
      to: { path: '^(scripts|glue)/|node_modules/(aws-cdk-lib|constructs|cdk-nag)' },
    },
    {
      name: 'infra-imports-no-command',
      severity: 'error',
      from: { path: '^infra/', pathNot: tests },
      to: { path: '^(scripts|dashboards|datasets)/' },
    },
    {
      name: 'product-code-imports-no-test',
      severity: 'error',
      from: { pathNot: `${tests}|^scripts/bench/` },
      to: { path: tests },
    },
    {
      name: 'no-dev-dependency-at-run-time',
      severity: 'error',
      from: {
        path: '^(lambda|glue|scripts)/',
        pathNot: `${tests}|^scripts/(bench|sample-data|kernel|dashboards/schema-from-sdk|quick-sight-stand-in/shapes-from-sdk)/`,
      },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(testdata|node_modules/(?!@aws-sdk))/' },
    tsPreCompilationDeps: 'specify',
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      extensions: ['.ts', '.js', '.cjs', '.mjs', '.json'],
      conditionNames: ['import', 'node', 'default'],
    },
  },
};
