import { z } from 'zod';
import { PUBLIC } from '../../domain/caller.ts';
import { AppError } from '../../errors.ts';
import { route, type Answer, type Route } from '../../http/route.ts';
import { WIDGET_FILES, type WidgetScript, type WidgetScripts } from './widget-ports.ts';

const TAG = 'script';
const JAVASCRIPT = 'text/javascript; charset=utf-8';
const SCRIPT_ANSWERS = {
  200: { description: 'The script', contentTypes: [JAVASCRIPT] },
  304: { description: 'Unchanged' },
};

export function widgetRoutes(scripts: WidgetScripts): Route[] {
  return [
    ...WIDGET_FILES.map((file) =>
      route({
        method: 'get',
        path: `/${file}`,
        operationId: file === 'churn-card.js' ? 'getScript' : 'getClassicScript',
        tag: TAG,
        summary:
          file === 'churn-card.js'
            ? 'The element as a module, for `<script type="module">`.'
            : 'The element as a classic script.',
        access: PUBLIC,
        openToAllOrigins: true,
        answers: SCRIPT_ANSWERS,
        errors: ['not_found'],
        handle: async () => answer(await built(file), 'revalidate-public'),
      }),
    ),
    route({
      method: 'get',
      path: '/widget/{version}/{file}',
      operationId: 'getPinnedScript',
      tag: TAG,
      summary: 'A script under the name of its hash, which never changes: see `GET /v1/widget`.',
      access: PUBLIC,
      openToAllOrigins: true,
      params: z.object({ version: z.string().max(40), file: z.string().max(80) }),
      answers: SCRIPT_ANSWERS,
      errors: ['not_found'],
      async handle({ params }) {
        for (const file of WIDGET_FILES) {
          const script = await scripts.find(file);
          const isIt = script && params.file === `${script.sha256}.js`;
          if (isIt && params.version === scripts.version) return answer(script, 'immutable');
        }
        throw new AppError('not_found', 'There is no such script.');
      },
    }),
    route({
      method: 'get',
      path: '/v1/widget',
      operationId: 'getWidget',
      tag: TAG,
      summary: 'The scripts with the addresses and hashes for a pinned script tag.',
      access: PUBLIC,
      answers: {
        200: {
          description: 'The scripts',
          schema: z
            .object({
              version: z.string(),
              scripts: z.array(
                z.object({
                  file: z.string(),
                  path: z.string(),
                  integrity: z.string().meta({ description: 'For the attribute `integrity`.' }),
                }),
              ),
            })
            .meta({ id: 'Widget' }),
        },
      },
      errors: ['not_found'],
      async handle() {
        const found = await Promise.all(WIDGET_FILES.map(built));
        return {
          status: 200,
          json: {
            version: scripts.version,
            scripts: found.map(({ file, sha256 }) => ({
              file,
              path: `/widget/${scripts.version}/${sha256}.js`,
              integrity: `sha256-${Buffer.from(sha256, 'hex').toString('base64')}`,
            })),
          },
        };
      },
    }),
  ];

  async function built(file: (typeof WIDGET_FILES)[number]): Promise<WidgetScript> {
    const script = await scripts.find(file);
    if (script) return script;
    throw new AppError('not_found', 'The script is not built yet: npm run build.');
  }
}

function answer(script: WidgetScript, cache: Answer['cache']): Answer {
  return {
    status: 200,
    bytes: script.bytes,
    headers: { 'Content-Type': JAVASCRIPT, ETag: `"${script.sha256}"` },
    cache,
  };
}
