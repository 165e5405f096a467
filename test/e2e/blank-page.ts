import { readFile } from 'node:fs/promises';
import { stripTypeScriptTypes } from 'node:module';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { REPOSITORY } from './demo.ts';

/** Nothing listens there: every request is answered by the test itself. */
const ORIGIN = 'http://localhost:8790';

/** An empty page of an origin of its own, which has the sources of models/ at /models/src/. */
export async function openBlankPage(browser: Browser): Promise<Page> {
  const page = await browser.newPage();
  await page.route(`${ORIGIN}/**`, async (route) => {
    const { pathname } = new URL(route.request().url());
    if (!/^\/models\/src\/[\w-]+\.ts$/.test(pathname)) {
      await route.fulfill({ contentType: 'text/html', body: '<!doctype html>' });
      return;
    }
    const source = await readFile(join(REPOSITORY, pathname), 'utf8');
    await route.fulfill({ contentType: 'text/javascript', body: stripTypeScriptTypes(source) });
  });
  await page.goto(`${ORIGIN}/`);
  return page;
}

/** Loads TensorFlow.js as its packages ship it for a script tag. */
export async function addTensorFlow(page: Page): Promise<void> {
  for (const name of ['core', 'backend-cpu', 'layers']) {
    const path = `node_modules/@tensorflow/tfjs-${name}/dist/tf-${name}.min.js`;
    await page.addScriptTag({ path: join(REPOSITORY, path) });
  }
}
