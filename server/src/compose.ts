import { readFile } from 'node:fs/promises';
import { randomBytes } from 'node:crypto';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import { sql } from 'kysely';
import { joseSigner, joseVerifier } from './adapters/jose-tokens.ts';
import { readActions } from './adapters/action-file.ts';
import { cachedExplainer } from './adapters/models/cached-explainer.ts';
import { loadModels } from './adapters/models/model-shelf.ts';
import { explanationRecordRoutes } from './features/explanation-record/explanation-record-route.ts';
import { explanationRecordService } from './features/explanation-record/explanation-record-service.ts';
import { whatIfRoutes } from './features/what-if/what-if-route.ts';
import { whatIfService } from './features/what-if/what-if-service.ts';
import { workerExplainer } from './adapters/models/worker-explainer.ts';
import {
  apiKeyStore,
  originStore,
  signingKeyStore,
  tokenStore,
} from './adapters/postgres/credential-stores.ts';
import { customerStore } from './adapters/postgres/customer-store.ts';
import type { Database } from './adapters/postgres/database.ts';
import { importStore } from './adapters/postgres/import-store.ts';
import { asStorageError } from './adapters/postgres/storage-errors.ts';
import { pinoLog } from './adapters/pino-log.ts';
import { readPublicKey } from './adapters/public-key-file.ts';
import { newSigningKey, signingKeyFile } from './adapters/signing-key-file.ts';
import { openStorage, openStorageBeside, type Storage } from './adapters/storage.ts';
import { spoolFolder } from './adapters/spool-folder.ts';
import { tableReader } from './adapters/tables/table-reader.ts';
import { widgetFolder } from './adapters/widget-folder.ts';
import { createApp } from './app.ts';
import type { Settings } from './config.ts';
import type { ActiveModel } from './domain/active-model.ts';
import type { Clock, Log } from './domain/ports.ts';
import { AppError } from './errors.ts';
import type {
  ApiKeyStore,
  OriginStore,
  SigningKey,
  SigningKeyFile,
  SigningKeyRecord,
  SigningKeyStore,
  TokenStore,
} from './features/credentials/credentials-ports.ts';
import { cardRoutes } from './features/card/card-route.ts';
import { cardService } from './features/card/card-service.ts';
import { credentialsService } from './features/credentials/credentials-service.ts';
import { customersRoutes } from './features/customers/customers-route.ts';
import { customersService } from './features/customers/customers-service.ts';
import { rescoreInBackground } from './features/customers/rescore.ts';
import { docsRoutes } from './features/docs/docs-route.ts';
import { embedTokensRoutes } from './features/embed-tokens/embed-tokens-route.ts';
import { embedTokensService } from './features/embed-tokens/embed-tokens-service.ts';
import { healthRoutes } from './features/health/health-route.ts';
import { importsRoutes } from './features/imports/imports-route.ts';
import { importsService } from './features/imports/imports-service.ts';
import type { ModelShelf } from './features/models/models-ports.ts';
import { modelsRoutes } from './features/models/models-route.ts';
import { predictRoutes } from './features/predict/predict-route.ts';
import { predictService } from './features/predict/predict-service.ts';
import { widgetRoutes } from './features/widget/widget-route.ts';
import { loadShedder } from './http/load-shedder.ts';
import { metrics as createMetrics } from './http/metrics.ts';
import { openApiDocument } from './http/openapi.ts';
import { rateLimits } from './http/rate-limits.ts';
import type { Route } from './http/route.ts';
import { listen, type HttpServer } from './http/http-server.ts';

export interface CredentialStores {
  readonly apiKeys: ApiKeyStore;
  readonly signingKeys: SigningKeyStore;
  readonly tokens: TokenStore;
  readonly origins: OriginStore;
}

export interface OpenStorage extends CredentialStores {
  start(how: { readonly signingKey: SigningKey; readonly demo: boolean }): Promise<RunningServer>;
  close(): Promise<void>;
}

/** What the commands are made of. */
export interface Operations {
  readonly settings: Settings;
  readonly log: Log;
  readonly clock: Clock;
  readonly signingKeyFile: SigningKeyFile;
  newSigningKey(): Promise<SigningKey>;
  readPublicKey(file: string, issuer: string): Promise<SigningKeyRecord>;
  /** Opens the storage for this process alone, where it is our own. */
  open(mode: 'live' | 'demo'): Promise<OpenStorage>;
  /** Opens the storage next to a running server. */
  openBeside(): Promise<OpenStorage>;
}

export interface RunningServer {
  readonly address: string;
  readonly routes: readonly Route[];
  /** Answers what runs, ends imports after their batch, and lets nothing new in. */
  stop(): Promise<void>;
}

/** Nothing is opened or started yet: what the caller asks for is. */
export function compose(
  settings: Settings,
  clock: Clock = () => new Date(),
  log: Log = pinoLog(settings.logLevel),
): Operations {
  const opened = ({ db, close }: Storage): OpenStorage => {
    const stores = credentialStores(db);
    return {
      ...stores,
      start: (how) => startServer({ settings, db, stores, clock, log, ...how }),
      close,
    };
  };
  return {
    settings,
    log,
    clock,
    signingKeyFile: signingKeyFile(settings.dataFolder),
    newSigningKey,
    readPublicKey: (file, issuer) => readPublicKey(file, issuer, clock()),
    open: async (mode) => opened(await openStorage(settings, mode, clock, log)),
    openBeside: async () => opened(await openStorageBeside(settings, log)),
  };
}

interface Parts {
  readonly settings: Settings;
  readonly db: Database;
  readonly stores: CredentialStores;
  readonly signingKey: SigningKey;
  readonly demo: boolean;
  readonly clock: Clock;
  readonly log: Log;
}

async function startServer(parts: Parts): Promise<RunningServer> {
  const { settings, db, stores, clock, log } = parts;
  const usualModel = parts.demo ? DEMO_MODEL : undefined;
  const shelf = await loadModels(settings.modelsFolder, settings.modelId, usualModel, log);
  const model = activeModel(shelf);
  const worker = workerExplainer(availableParallelism(), LONGEST_EXPLAIN_QUEUE);
  const explainer = cachedExplainer(worker, CACHED_EXPLANATIONS);
  const actions = shelf.active
    ? await readActions(settings.actionsFile, shelf.active.model.spec.schema)
    : [];
  const customers = customerStore(db);
  const metrics = createMetrics();
  const shedder = loadShedder(settings.maxEventLoopDelayMs);
  const version = await packageVersion();
  const imports = importsService({
    store: importStore(db),
    spool: await spoolFolder(path.join(settings.dataFolder, 'uploads'), settings.maxImportBytes),
    reader: tableReader,
    model,
    clock,
    randomBytes,
    log,
  });

  let isDraining = false;
  const routes: readonly Route[] = [
    ...healthRoutes(
      {
        isDraining: () => isDraining,
        hasModel: () => shelf.active !== null,
        pingDatabase: async () => void (await sql`select 1`.execute(db)),
      },
      metrics,
    ),
    ...modelsRoutes(shelf),
    ...predictRoutes(predictService(model, explainer, clock)),
    ...customersRoutes(customersService(customers, model, clock)),
    ...cardRoutes(
      cardService(customers, model, explainer, clock, {
        staleAfterDays: settings.staleAfterDays,
        demo: parts.demo,
      }),
    ),
    ...explanationRecordRoutes(
      explanationRecordService(customers, model, explainer, clock, settings.staleAfterDays),
    ),
    ...whatIfRoutes(whatIfService(customers, model, worker, actions)),
    ...importsRoutes(imports),
    ...embedTokensRoutes(
      embedTokensService(
        await joseSigner(parts.signingKey),
        stores.origins,
        settings.audience,
        clock,
        randomBytes,
      ),
    ),
    ...widgetRoutes(widgetFolder(settings.widgetFolder, version)),
    ...docsRoutes(() => document),
  ];
  const document = openApiDocument(routes, version);
  const app = createApp({
    routes,
    credentials: credentialsService(
      stores.apiKeys,
      stores.signingKeys,
      stores.tokens,
      joseVerifier(settings.audience),
      clock,
    ),
    origins: stores.origins,
    limits: rateLimits(settings.requestsPerMinute),
    shedder,
    log,
    metrics,
    randomBytes,
    translateError: asStorageError,
    isDraining: () => isDraining,
    demo: parts.demo,
    trustedProxies: settings.trustedProxies,
  });
  const http: HttpServer = await listen(app, parts.demo ? LOOPBACK : settings.host, settings.port);

  const rescoring = shelf.active ? rescoreInBackground(customers, model, clock, log) : null;

  return {
    address: http.address,
    routes,
    async stop() {
      isDraining = true;
      await Promise.all([
        http.close(settings.drainSeconds * 1000),
        imports.close(),
        rescoring?.stop(),
      ]);
      await worker.close();
      shedder.close();
    },
  };
}

/** The demo binds it by itself, whatever the environment says. */
const LOOPBACK = '127.0.0.1';
/** The demo's customers are a bank's, whatever other models were trained meanwhile. */
const DEMO_MODEL = 'bank';
const LONGEST_EXPLAIN_QUEUE = { cards: 200, batch: 5000 };
const CACHED_EXPLANATIONS = 5000;

function credentialStores(db: Database): CredentialStores {
  return {
    apiKeys: apiKeyStore(db),
    signingKeys: signingKeyStore(db),
    tokens: tokenStore(db),
    origins: originStore(db),
  };
}

function activeModel(shelf: ModelShelf): ActiveModel {
  return {
    current() {
      if (shelf.active) return shelf.active.model;
      throw new AppError('no_model', 'No model is loaded: see the log for what was refused.', {
        retryAfterSeconds: 60,
      });
    },
  };
}

async function packageVersion(): Promise<string> {
  const text = await readFile(new URL('../package.json', import.meta.url), 'utf8');
  return (JSON.parse(text) as { version: string }).version;
}
