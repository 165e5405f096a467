import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { StartupError } from './errors.ts';

/** Every setting, with its unit in its name. */
export interface Settings {
  readonly host: string;
  readonly port: number;
  readonly dataFolder: string;
  readonly databaseUrl: string | undefined;
  readonly modelsFolder: string;
  readonly modelId: string | undefined;
  readonly actionsFile: string | undefined;
  readonly widgetFolder: string;
  readonly audience: string;
  readonly staleAfterDays: number;
  readonly requestsPerMinute: number;
  readonly maxImportBytes: number;
  readonly maxEventLoopDelayMs: number;
  readonly drainSeconds: number;
  readonly trustedProxies: number;
  readonly logLevel: (typeof LOG_LEVELS)[number];
}

const LOG_LEVELS = ['debug', 'info', 'warn', 'error', 'silent'] as const;

/** What each environment variable means: `--help` prints this table. */
export const SETTINGS: readonly {
  readonly name: string;
  readonly key: keyof Settings;
  readonly fallback: string;
  readonly about: string;
}[] = [
  { name: 'PORT', key: 'port', fallback: '8787', about: 'port to listen on; 0 takes a free one' },
  { name: 'HOST', key: 'host', fallback: '127.0.0.1', about: 'address to listen on' },
  {
    name: 'CHURN_CARD_DATA',
    key: 'dataFolder',
    fallback: '.churn-card-data',
    about: 'folder of the database and the keys',
  },
  {
    name: 'DATABASE_URL',
    key: 'databaseUrl',
    fallback: '',
    about: 'another PostgreSQL (15 or newer) instead of our own',
  },
  {
    name: 'CHURN_CARD_MODELS',
    key: 'modelsFolder',
    fallback: repository('models/artifacts'),
    about: 'folder of the models: <id>/<version>',
  },
  {
    name: 'CHURN_CARD_MODEL',
    key: 'modelId',
    fallback: '',
    about: 'id of the model that scores, where there are several',
  },
  {
    name: 'CHURN_CARD_ACTIONS',
    key: 'actionsFile',
    fallback: '',
    about: 'YAML with what could be done for customers, see models/WHAT-IF.md',
  },
  {
    name: 'CHURN_CARD_WIDGET',
    key: 'widgetFolder',
    fallback: repository('widget/dist'),
    about: 'folder of the built scripts',
  },
  {
    name: 'CHURN_CARD_AUDIENCE',
    key: 'audience',
    fallback: 'churn-card',
    about: 'audience that embed tokens must name',
  },
  {
    name: 'CHURN_CARD_STALE_DAYS',
    key: 'staleAfterDays',
    fallback: '30',
    about: 'age in days from which inputs are in doubt',
  },
  {
    name: 'CHURN_CARD_REQUESTS_PER_MINUTE',
    key: 'requestsPerMinute',
    fallback: '12000',
    about: 'requests a caller may make in a minute',
  },
  {
    name: 'CHURN_CARD_MAX_IMPORT_BYTES',
    key: 'maxImportBytes',
    fallback: '268435456',
    about: 'largest import, decompressed',
  },
  {
    name: 'CHURN_CARD_MAX_DELAY_MS',
    key: 'maxEventLoopDelayMs',
    fallback: '300',
    about: 'event-loop delay from which requests are refused',
  },
  {
    name: 'CHURN_CARD_DRAIN_SECONDS',
    key: 'drainSeconds',
    fallback: '8',
    about: 'how long running requests may take when stopping',
  },
  {
    name: 'CHURN_CARD_TRUSTED_PROXIES',
    key: 'trustedProxies',
    fallback: '0',
    about: 'proxies in front whose X-Forwarded-For counts',
  },
  { name: 'LOG_LEVEL', key: 'logLevel', fallback: 'info', about: LOG_LEVELS.join(', ') },
];

/**
 * Reads the environment, and nothing else does.
 *
 * @throws StartupError naming each variable that breaks its rule, the rule, and the value
 */
export function readSettings(env: Readonly<Record<string, string | undefined>>): Settings {
  const given = Object.fromEntries(
    SETTINGS.map(({ name, key, fallback }) => [key, env[name] || fallback]),
  );
  const checked = schema.safeParse(given);
  if (checked.success) return checked.data;
  const problems = checked.error.issues.map((issue) => {
    const key = String(issue.path[0]);
    const name = SETTINGS.find((setting) => setting.key === key)?.name ?? key;
    const value = name === 'DATABASE_URL' ? 'another value' : JSON.stringify(given[key]);
    return `${name} ${issue.message}, however: ${value}`;
  });
  throw new StartupError(problems.join('\n'));
}

export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127\.\d+\.\d+\.\d+$/.test(host);
}

function whole(min: number, max: number) {
  const message = `must be a whole number from ${min} to ${max}`;
  return z
    .string()
    .regex(/^\d+$/, message)
    .transform(Number)
    .refine((value) => value >= min && value <= max, message);
}

const folder = z.string().transform((text) => path.resolve(text));
const optional = z.string().transform((text) => text || undefined);

const schema = z.object({
  host: z.string(),
  port: whole(0, 65_535),
  dataFolder: folder,
  databaseUrl: optional.refine(
    (url) => url === undefined || /^postgres(ql)?:\/\//.test(url),
    'must start with postgres:// or postgresql://',
  ),
  modelsFolder: folder,
  modelId: optional,
  actionsFile: optional,
  widgetFolder: folder,
  audience: z.string(),
  staleAfterDays: whole(1, 3650),
  requestsPerMinute: whole(1, 10_000_000),
  maxImportBytes: whole(1, 1e12),
  maxEventLoopDelayMs: whole(10, 60_000),
  drainSeconds: whole(0, 60),
  trustedProxies: whole(0, 10),
  logLevel: z.enum(LOG_LEVELS, `must be one of ${LOG_LEVELS.join(', ')}`),
});

function repository(relative: string): string {
  return fileURLToPath(new URL(`../../${relative}`, import.meta.url));
}
