import { z } from 'zod';
import { route, type Route } from '../../http/route.ts';
import { moment } from '../customers/customer-schemas.ts';
import { USUAL_ID_COLUMNS } from './import-columns.ts';
import { IMPORT_STATUSES, type ImportRecord } from './imports-ports.ts';
import type { ImportsService } from './imports-service.ts';

const TAG = 'imports';
const FORMATS: Readonly<Record<string, 'csv' | 'ndjson'>> = {
  'text/csv': 'csv',
  'application/x-ndjson': 'ndjson',
};

const importSchema = z
  .object({
    id: z.string(),
    status: z.enum(IMPORT_STATUSES).meta({
      description:
        '`interrupted`: the server stopped; what was stored stays, and the file may be sent again.',
    }),
    format: z.enum(['csv', 'ndjson']),
    createdAt: z.iso.datetime(),
    finishedAt: z.iso.datetime().nullable(),
    rows: z.object({ read: z.int(), stored: z.int(), refused: z.int() }),
    failure: z.string().nullable(),
    errors: z
      .array(z.object({ line: z.int(), customerId: z.string().nullable(), message: z.string() }))
      .meta({ description: 'The first refused rows.' }),
  })
  .meta({ id: 'Import' });

export function importsRoutes(service: ImportsService): Route[] {
  return [
    route({
      method: 'post',
      path: '/v1/imports',
      operationId: 'startImport',
      tag: TAG,
      summary:
        'Stores and scores a table of customers: CSV with a header, or a JSON object a line.',
      access: { kind: 'protected', apiKey: 'customers:write' },
      query: z.strictObject({
        idColumn: z
          .string()
          .min(1)
          .max(200)
          .optional()
          .meta({ description: `Column of the id. Default: ${USUAL_ID_COLUMNS.join(', ')}.` }),
        dataAsOf: moment
          .optional()
          .meta({ description: 'Up to when the rows are known. Default: now.' }),
      }),
      body: { kind: 'stream', contentTypes: Object.keys(FORMATS) },
      answers: {
        202: {
          description: 'Taken; its rows are being stored',
          schema: importSchema,
          headers: { Location: 'Where to ask how far it is' },
        },
      },
      errors: ['no_model', 'storage_full'],
      async handle({ query, stream, header }) {
        const type = (header('content-type') ?? '').split(';')[0].trim().toLowerCase();
        const id = await service.begin({
          format: FORMATS[type],
          body: stream,
          encoding: header('content-encoding'),
          idColumn: query.idColumn,
          dataAsOf: query.dataAsOf,
        });
        return {
          status: 202,
          json: importJson(await service.get(id)),
          headers: { Location: `/v1/imports/${id}` },
        };
      },
    }),
    route({
      method: 'get',
      path: '/v1/imports/{id}',
      operationId: 'getImport',
      tag: TAG,
      summary: 'How far an import is, and which rows were refused.',
      access: { kind: 'protected', apiKey: 'customers:write' },
      params: z.object({ id: z.string().regex(/^[0-9a-f]{1,64}$/, 'must be an import id') }),
      answers: { 200: { description: 'The import', schema: importSchema } },
      errors: ['not_found'],
      handle: async ({ params }) => ({
        status: 200,
        json: importJson(await service.get(params.id)),
      }),
    }),
  ];
}

function importJson(from: ImportRecord): z.input<typeof importSchema> {
  return {
    id: from.id,
    status: from.status,
    format: from.format,
    createdAt: from.createdAt.toISOString(),
    finishedAt: from.finishedAt?.toISOString() ?? null,
    rows: { read: from.rowsRead, stored: from.rowsStored, refused: from.rowsRefused },
    failure: from.failure,
    errors: [...from.errors],
  };
}
