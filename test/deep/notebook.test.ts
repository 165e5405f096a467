import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test, type TestContext } from 'vitest';
import { codeCells, NOTEBOOK } from '../demo/notebook.ts';

const run = promisify(execFile);

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'churn-notebook-'));
});
afterAll(() => rm(folder, { recursive: true }));

/** @returns once the command is there; where it is not, the test is skipped and says what to install */
async function requireCommand(context: TestContext, command: string, ...args: string[]) {
  await run(command, args).catch(() =>
    context.skip(`install ${command}: demo/notebooks/README.md says how`),
  );
}

test('the notebook runs from top to bottom, and shows what it has shown before', async (context) => {
  await requireCommand(context, 'deno', '--version');
  await requireCommand(context, 'jupyter', 'nbconvert', '--version');
  const kernel = join(folder, 'kernels', 'deno');
  await mkdir(kernel, { recursive: true });
  const argv = ['deno', 'jupyter', '--kernel', '--conn', '{connection_file}'];
  const spec = { argv, display_name: 'Deno', language: 'typescript' };
  await writeFile(join(kernel, 'kernel.json'), JSON.stringify(spec));
  await run(
    'jupyter',
    [
      ...['nbconvert', NOTEBOOK, '--to', 'notebook', '--execute'],
      ...['--output-dir', folder, '--output', 'again.ipynb'],
      '--ExecutePreprocessor.timeout=600',
    ],
    { env: { ...process.env, JUPYTER_PATH: folder } },
  );
  expect(codeCells(join(folder, 'again.ipynb'))).toEqual(codeCells(NOTEBOOK));
});
