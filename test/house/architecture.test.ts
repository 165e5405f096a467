import { describe, expect, test } from 'vitest';
import { LIBRARY, violations, type ImportRule } from './import-rule.ts';
import { COMPUTED } from './imports.ts';
import { sourceFiles } from './source-files.ts';

const MODELS = '@churn-card/models';

/** Who may import whom. An arrow that is not here needs an entry in DECISIONS.md first. */
const TABLE: readonly (readonly [string, ImportRule])[] = [
  ['models imports nothing but itself', { who: 'models/**', may: ['models/src/**'] }],

  [
    'trainer imports models and libraries',
    { who: 'trainer/**', may: ['trainer/**', MODELS, 'node:**', LIBRARY, COMPUTED] },
  ],
  [
    'only two files of the trainer know TensorFlow.js',
    {
      who: 'trainer/**',
      but: ['trainer/src/backend/backend.ts', 'trainer/src/fit/network.ts'],
      never: ['@tensorflow/**'],
    },
  ],
  [
    'only the edges of the trainer touch the disk',
    {
      who: 'trainer/**',
      but: [
        'trainer/bin/*',
        'trainer/src/artifact/artifact-folder.ts',
        'trainer/src/commands/*',
        'trainer/src/config/config-file.ts',
        'trainer/src/table/table.ts',
        'trainer/src/tune/journal.ts',
        'trainer/src/artifact/write-artifact.ts',
        'trainer/src/read-text.ts',
        'trainer/src/write-file.ts',
      ],
      never: ['node:fs', 'node:fs/**'],
    },
  ],

  [
    'server imports models and libraries, never the trainer',
    { who: 'server/**', may: ['server/src/**', MODELS, 'node:**', LIBRARY, COMPUTED] },
  ],
  [
    'features of the server know ports, never adapters',
    { who: 'server/src/features/**', never: ['server/src/adapters/**', 'server/src/compose.ts'] },
  ],
  [
    'the domain of the server knows neither features nor adapters nor HTTP',
    {
      who: 'server/src/domain/**',
      never: ['server/src/features/**', 'server/src/adapters/**', 'server/src/http/**'],
    },
  ],
  [
    'compose.ts alone constructs adapters',
    {
      who: 'server/**',
      but: ['server/src/adapters/**', 'server/src/compose.ts'],
      never: ['server/src/adapters/**'],
    },
  ],
  [
    'only the edge of the server knows Express',
    {
      who: 'server/**',
      but: ['server/src/app.ts', 'server/src/http/**', 'server/src/features/**-route.ts'],
      never: ['express'],
    },
  ],

  [
    'widget imports models and Lit',
    { who: 'widget/**', may: ['widget/src/**', MODELS, 'lit', 'lit/**', '@lit/**'] },
  ],

  [
    'demo meets the server over HTTP and the card as a script, as a stranger does',
    { who: 'demo/**', may: ['demo/src/**', 'node:**', LIBRARY] },
  ],

  [
    'a name is computed only for a package that is not on every machine',
    {
      who: '**',
      but: ['trainer/src/backend/backend.ts', 'server/src/adapters/embedded-postgres/binaries.ts'],
      never: [COMPUTED],
    },
  ],
  ['source never imports a test', { who: '**', never: ['test/**', 'vitest', 'vitest/**'] }],
];

describe('who may import whom', () => {
  test.each(TABLE)('%s', (_name, rule) => {
    expect(violations(rule, sourceFiles())).toEqual([]);
  });
});

describe('the table sees every way of importing', () => {
  const isAllowed = (path: string, text: string) =>
    TABLE.every(([, rule]) => violations(rule, [{ path, text }]).length === 0);

  test.each([
    ['a static import', 'models/src/a.ts', `import { readFile } from 'node:fs/promises';`],
    ['an import of types', 'models/src/a.ts', `import type { Row } from 'pg';`],
    ['an import for its effect', 'models/src/a.ts', `import 'lit';`],
    ['a lazy import', 'models/src/a.ts', `const tf = await import('@tensorflow/tfjs-core');`],
    ['a type from afar', 'models/src/a.ts', `let row: import('pg').QueryResult;`],
    ['an export from afar', 'models/src/a.ts', `export * from '@churn-card/trainer';`],
    ['a computed import', 'trainer/src/a.ts', `await import(name);`],
    ['a way around the name', 'trainer/src/a.ts', `import '../../models/src/schema.ts';`],
    ['tfjs in a third file', 'trainer/src/train.ts', `import '@tensorflow/tfjs-core';`],
    ['the disk in the middle', 'trainer/src/fit/schema.ts', `import 'node:fs';`],
    ['the trainer in the server', 'server/src/a.ts', `import '@churn-card/trainer';`],
    ['an adapter in a feature', 'server/src/features/x/x.ts', `import '../../adapters/p.ts';`],
    ['an adapter in a helper', 'server/src/errors.ts', `import './adapters/p.ts';`],
    ['HTTP in a service', 'server/src/features/x/x-service.ts', `import 'express';`],
    ['a library in the card', 'widget/src/a.ts', `import 'd3-scale';`],
    ['models in the demo', 'demo/src/a.ts', `import '@churn-card/models';`],
    ['a test in a source', 'server/src/a.ts', `import '../../test/support/b.ts';`],
  ])('%s is refused', (_name, path, text) => {
    expect(isAllowed(path, text)).toBe(false);
  });

  test.each([
    ['a neighbor', 'models/src/a.ts', `import { b } from './b.ts';`],
    ['models by name', 'server/src/a.ts', `import { predict } from '@churn-card/models';`],
    ['tfjs where it belongs', 'trainer/src/backend/backend.ts', `import '@tensorflow/tfjs-core';`],
    ['the disk at the edge', 'trainer/src/table/table.ts', `import 'node:fs';`],
    ['Express in a route', 'server/src/features/x/x-route.ts', `import 'express';`],
    ['an adapter in compose', 'server/src/compose.ts', `import './adapters/postgres/p.ts';`],
    ['a piece of Lit', 'widget/src/a.ts', `import 'lit/directives/repeat.js';`],
    ['a word in a comment', 'models/src/a.ts', `// import 'node:fs'\nexport {};`],
  ])('%s is allowed', (_name, path, text) => {
    expect(isAllowed(path, text)).toBe(true);
  });
});
