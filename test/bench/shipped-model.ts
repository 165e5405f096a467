import { readFile } from 'node:fs/promises';
import { checkRow, loadArtifact, type GoldenRow, type Model, type Row } from '@churn-card/models';
import { artifactFolder } from '../../server/src/adapters/models/artifact-folder.ts';

const FOLDER = 'models/artifacts/bank/1';

/** The bank model of the repository, with one customer whom nobody knows: its first golden row. */
export async function shippedModel(): Promise<{ model: Model; row: Row }> {
  const model = await loadArtifact(artifactFolder(FOLDER));
  const [line] = (await readFile(`${FOLDER}/golden.jsonl`, 'utf8')).split('\n');
  const checked = checkRow(model.spec.schema, (JSON.parse(line) as GoldenRow).row);
  if ('issues' in checked) throw new Error(checked.issues[0].message);
  return { model, row: checked.row };
}
