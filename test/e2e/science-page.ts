import { readFile } from 'node:fs/promises';
import { stripTypeScriptTypes } from 'node:module';
import { join } from 'node:path';
import type { Model } from '@churn-card/models';
import type { JSHandle, Page } from 'playwright-core';
import { REPOSITORY } from './demo.ts';
import { startSite, type Content, type Site } from './site.ts';

/** What a script of the page works with. */
export interface InPage {
  readonly models: typeof import('@churn-card/models');
  readonly loaded: Model;
}

/** Loads a model in such a page, through all its checks. @param folder the address of its files */
export function loadInPage(page: Page, folder: string): Promise<JSHandle<InPage>> {
  return page.evaluateHandle(async (folder): Promise<InPage> => {
    const { models } = globalThis as unknown as InPage;
    const read = async (file: string) => {
      const response = await fetch(`${folder}/${file}`);
      return new Uint8Array(await response.arrayBuffer());
    };
    const loaded = await models.loadArtifact({
      read,
      size: async (file) => (await read(file)).length,
      sha256: async (bytes) => {
        const hash = await crypto.subtle.digest('SHA-256', new Uint8Array(bytes));
        const hex = Array.from(new Uint8Array(hash), (byte) => byte.toString(16).padStart(2, '0'));
        return hex.join('');
      },
    });
    return { models, loaded };
  }, folder);
}

/** A site whose page has TensorFlow.js as `tf`, and the sources of models/ as `models` with its artifacts. */
export function startScienceSite(): Promise<Site> {
  return startSite(async (path) => {
    if (path === '/') return { type: 'text/html', body: PAGE };
    if (/^\/models\/src\/[\w-]+\.ts$/.test(path)) return script(path, stripTypeScriptTypes);
    if (/^\/models\/artifacts\/[\w/-]+\.\w+$/.test(path)) return file(path);
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

async function file(path: string): Promise<Content> {
  return { type: 'application/octet-stream', body: await readFile(join(REPOSITORY, path)) };
}
