import { ARTIFACT_FILES, localize, type Feature, type Locale } from '@churn-card/models';
import { createHash } from 'node:crypto';
import { z } from 'zod';
import { PUBLIC } from '../../domain/caller.ts';
import { AppError } from '../../errors.ts';
import { route, type Route } from '../../http/route.ts';
import type { LoadedModel, ModelShelf } from './models-ports.ts';

const TAG = 'models';

const brief = z.object({
  id: z.string(),
  version: z.string(),
  hash: z.string(),
  title: z.string(),
  active: z.boolean().meta({ description: 'Whether this model scores the stored customers.' }),
});

const featureSchema = z.object({
  name: z.string().meta({ description: 'The key in `features`.' }),
  type: z.enum(['numeric', 'categorical', 'boolean']),
  label: z.string(),
  unit: z.string().optional(),
  policy: z.string(),
  changeable: z.boolean(),
  integer: z.boolean().optional(),
  trainingRange: z.object({ min: z.number(), max: z.number() }).optional(),
  limits: z.object({ min: z.number().optional(), max: z.number().optional() }).optional(),
  values: z.array(z.object({ value: z.string(), label: z.string() })).optional(),
});

const detail = brief
  .extend({
    horizon: z.string().nullable(),
    baseRate: z.number(),
    threshold: z.number(),
    bands: z.array(z.object({ name: z.string(), from: z.number() })),
    features: z.array(featureSchema),
    ignored: z.array(z.object({ name: z.string(), reason: z.string() })),
    minimumKnown: z.int(),
    data: z.string(),
    files: z.array(z.string()),
  })
  .meta({ id: 'Model' });

const locale = z.strictObject({ locale: z.string().max(35).optional() });

const CONTENT_TYPES: Readonly<Record<string, string>> = {
  json: 'application/json',
  jsonl: 'application/x-ndjson',
  md: 'text/markdown; charset=utf-8',
  html: 'text/html; charset=utf-8',
};

/** A model folder may come from a stranger: its page is shown apart from this server, and fetches nothing. */
const REPORT_POLICY =
  "sandbox allow-scripts; default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'";

/** Everything here is about the model, and nothing about a customer: it may be read by anyone. */
export function modelsRoutes(shelf: ModelShelf): Route[] {
  return [
    route({
      method: 'get',
      path: '/v1/models',
      operationId: 'listModels',
      tag: TAG,
      summary: 'The models that are loaded.',
      access: PUBLIC,
      openToAllOrigins: true,
      query: locale,
      answers: {
        200: { description: 'The models', schema: z.object({ models: z.array(brief) }) },
        304: { description: 'Unchanged' },
      },
      errors: [],
      handle: async (call) => ({
        status: 200,
        json: { models: shelf.models.map((loaded) => briefOf(loaded, shelf, call.locale)) },
        cache: 'revalidate-public',
        headers: { Vary: 'Accept-Language' },
      }),
    }),
    route({
      method: 'get',
      path: '/v1/models/{id}',
      operationId: 'getModel',
      tag: TAG,
      summary: 'What a model reads, in labels, units and allowed values, and where its bands lie.',
      access: PUBLIC,
      openToAllOrigins: true,
      params: z.object({ id: z.string().max(63) }),
      query: locale,
      answers: {
        200: { description: 'The model', schema: detail },
        304: { description: 'Unchanged' },
      },
      errors: ['not_found'],
      handle: async ({ params, locale }) => ({
        status: 200,
        json: detailOf(find(shelf, params.id), shelf, locale),
        cache: 'revalidate-public',
        headers: { Vary: 'Accept-Language' },
      }),
    }),
    route({
      method: 'get',
      path: '/v1/models/{id}/files/{file}',
      operationId: 'getModelFile',
      tag: TAG,
      summary: 'A file of the model folder, as it was checked: `tf.loadLayersModel` can read it.',
      access: PUBLIC,
      openToAllOrigins: true,
      params: z.object({
        id: z.string().max(63),
        file: z
          .string()
          .max(63)
          .meta({ examples: ['manifest.json', ...ARTIFACT_FILES] }),
      }),
      answers: {
        200: {
          description: 'The bytes',
          contentTypes: ['application/octet-stream', ...Object.values(CONTENT_TYPES)],
          headers: { ETag: 'SHA-256 of the bytes' },
        },
        304: { description: 'Unchanged' },
      },
      errors: ['not_found'],
      async handle({ params }) {
        const bytes = find(shelf, params.id).files.get(params.file);
        if (!bytes) throw new AppError('not_found', 'The model has no such file.');
        const extension = params.file.split('.').at(-1) ?? '';
        return {
          status: 200,
          bytes,
          headers: {
            'Content-Type': CONTENT_TYPES[extension] ?? 'application/octet-stream',
            ...(extension === 'html' && { 'Content-Security-Policy': REPORT_POLICY }),
            ETag: `"${createHash('sha256').update(bytes).digest('hex')}"`,
          },
          cache: 'revalidate-public',
        };
      },
    }),
  ];
}

/** Looked up among what is loaded: no name from a request ever reaches the file system. */
function find(shelf: ModelShelf, id: string): LoadedModel {
  const found = shelf.models.find(({ model }) => model.spec.id === id);
  if (!found) throw new AppError('not_found', 'There is no such model.');
  return found;
}

function briefOf({ model }: LoadedModel, shelf: ModelShelf, locale: Locale) {
  const { id, version, title } = model.spec;
  return {
    id,
    version,
    hash: model.hash,
    title: localize(title, locale),
    active: shelf.active?.model === model,
  };
}

function detailOf(loaded: LoadedModel, shelf: ModelShelf, locale: Locale) {
  const { spec } = loaded.model;
  return {
    ...briefOf(loaded, shelf, locale),
    horizon: spec.label.horizon && localize(spec.label.horizon, locale),
    baseRate: spec.baseRate,
    threshold: spec.threshold,
    bands: spec.bands,
    features: spec.schema.features.map((feature) => featureOf(feature, locale)),
    ignored: spec.schema.ignored.map(({ name, reason }) => ({ name, reason })),
    minimumKnown: spec.schema.minimumKnown,
    data: spec.provenance.data,
    files: [...loaded.files.keys()].sort(),
  };
}

function featureOf(feature: Feature, locale: Locale): z.input<typeof featureSchema> {
  const { name, type, policy, changeable } = feature;
  const about = { name, type, label: localize(feature.label, locale), policy, changeable };
  if (feature.type === 'numeric') {
    const { integer, unit, min, max, limits } = feature;
    return {
      ...about,
      ...(unit && { unit: localize(unit, locale) }),
      integer,
      trainingRange: { min, max },
      ...(limits && { limits }),
    };
  }
  const values = feature.values.map(({ value, label }) => ({
    value,
    label: label ? localize(label, locale) : value,
  }));
  return { ...about, values };
}
