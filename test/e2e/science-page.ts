import { readFile } from 'node:fs/promises';
import { stripTypeScriptTypes } from 'node:module';
import { join } from 'node:path';
import { REPOSITORY } from './demo.ts';
import { startSite, type Content, type Site } from './site.ts';

/** A site whose page has TensorFlow.js as `tf` and the sources of models/ as `models`. */
export function startScienceSite(): Promise<Site> {
  return startSite(async (path) => {
    if (path === '/') return { type: 'text/html', body: PAGE };
    if (/^\/models\/src\/[\w-]+\.ts$/.test(path)) return script(path, stripTypeScriptTypes);
    return TENSORFLOW.includes(path) ? script(path) : null;
  });
}

/** As its packages ship it for a script tag. */
const TENSORFLOW = ['core', 'backend-cpu', 'layers'].map(
  (name) => `/node_modules/@tensorflow/tfjs-${name}/dist/tf-${name}.min.js`,
);

const PAGE = `<!doctype html>
${TENSORFLOW.map((path) => `<script src="${path}"></script>`).join('\n')}
<script type="module">
  import * as models from '/models/src/index.ts';
  globalThis.models = models;
</script>`;

async function script(path: string, change = (source: string) => source): Promise<Content> {
  const source = await readFile(join(REPOSITORY, path), 'utf8');
  return { type: 'text/javascript; charset=utf-8', body: change(source) };
}
