import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { z } from 'zod';
import { PUBLIC } from '../../domain/caller.ts';
import { AppError } from '../../errors.ts';
import { route, type Route } from '../../http/route.ts';

const TAG = 'documentation';
const HTML = 'text/html; charset=utf-8';

/**
 * The OpenAPI document, and a page to read it on. Everything comes from this server: a strict
 * policy stops anything that would call elsewhere.
 *
 * @param document is asked for late, because it describes these routes too
 */
export function docsRoutes(document: () => object): Route[] {
  return [
    route({
      method: 'get',
      path: '/openapi.json',
      operationId: 'getOpenApi',
      tag: TAG,
      summary: 'This document.',
      access: PUBLIC,
      answers: {
        200: { description: 'OpenAPI 3.1', schema: z.looseObject({ openapi: z.string() }) },
        304: { description: 'Unchanged' },
      },
      errors: [],
      handle: async () => ({ status: 200, json: document(), cache: 'revalidate-public' }),
    }),
    route({
      method: 'get',
      path: '/docs',
      operationId: 'getDocs',
      tag: TAG,
      summary: 'This document as a page.',
      access: PUBLIC,
      answers: { 200: { description: 'A page', contentTypes: [HTML] } },
      errors: [],
      handle: async () => ({
        status: 200,
        bytes: PAGE,
        headers: { 'Content-Type': HTML, 'Content-Security-Policy': PAGE_POLICY },
      }),
    }),
    route({
      method: 'get',
      path: '/docs/{file}',
      operationId: 'getDocsFile',
      tag: TAG,
      summary: 'What the page is made of.',
      access: PUBLIC,
      params: z.object({ file: z.string().max(60) }),
      answers: {
        200: { description: 'A file', contentTypes: [...new Set(FILES.values())] },
        304: { description: 'Unchanged' },
      },
      errors: ['not_found'],
      async handle({ params: { file } }) {
        const type = FILES.get(file);
        if (type === undefined) throw new AppError('not_found', 'The page has no such file.');
        return {
          status: 200,
          bytes: file === START_FILE ? START : await readFile(path.join(distFolder(), file)),
          headers: { 'Content-Type': type },
          cache: 'revalidate-public',
        };
      },
    }),
  ];
}

const START_FILE = 'start.js';
const FILES = new Map([
  ['swagger-ui-bundle.js', 'text/javascript; charset=utf-8'],
  ['swagger-ui.css', 'text/css; charset=utf-8'],
  ['favicon-32x32.png', 'image/png'],
  [START_FILE, 'text/javascript; charset=utf-8'],
]);

function distFolder(): string {
  const entry = createRequire(import.meta.url).resolve('swagger-ui-dist/swagger-ui-bundle.js');
  return path.dirname(entry);
}

/** Swagger UI writes style attributes; nothing else of it needs an exception. */
const PAGE_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

const PAGE = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Churn Card API</title>
<link rel="icon" href="/docs/favicon-32x32.png">
<link rel="stylesheet" href="/docs/swagger-ui.css">
<div id="docs"></div>
<script src="/docs/swagger-ui-bundle.js"></script>
<script src="/docs/${START_FILE}"></script>
</html>
`;

const START = `SwaggerUIBundle({
  url: '/openapi.json',
  domNode: document.getElementById('docs'),
  validatorUrl: null,
  deepLinking: true,
});
`;
