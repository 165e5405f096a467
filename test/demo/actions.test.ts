import { readFile } from 'node:fs/promises';
import { checkActions, loadArtifact } from '@churn-card/models';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { artifactFolder } from '../../server/src/adapters/models/artifact-folder.ts';

test('the actions of the demo are ones that its model knows', async () => {
  const { spec } = await loadArtifact(artifactFolder('models/artifacts/bank/1'));
  const list: unknown = parse(await readFile('demo/actions.yaml', 'utf8'));
  const actions = checkActions(spec.schema, list, 'demo/actions.yaml');
  expect(actions.length).toBeGreaterThan(2);
  for (const { label } of actions) expect(label.de).toBeTruthy();
});
