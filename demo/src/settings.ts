import { resolve } from 'node:path';
import { DemoError } from './demo-error.ts';

export interface Settings {
  /** Of the churn server. 0 means any free one. */
  readonly serverPort: number;
  /** Of the CRM. 0 means any free one. */
  readonly crmPort: number;
  /** Absolute path of the folder that keeps the data from one start to the next. */
  readonly dataFolder: string;
  /** Whether to print the CRM's API key, for calling the churn server by hand. */
  readonly showKey: boolean;
}

/**
 * @param words of the command line: `--show-key` is the only one there is
 * @throws DemoError naming what was set and its value
 */
export function readSettings(
  words: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
  folder: string,
): Settings {
  const unknown = words.find((word) => word !== '--show-key');
  if (unknown !== undefined) {
    throw new DemoError(`The only option is --show-key, however: ${unknown}`);
  }
  const settings = {
    showKey: words.length > 0,
    serverPort: portOf(env, 'PORT', 8787),
    crmPort: portOf(env, 'DEMO_PORT', 8788),
    dataFolder: resolve(folder, env.CHURN_CARD_DATA || '.churn-card-data'),
  };
  if (settings.serverPort !== 0 && settings.serverPort === settings.crmPort) {
    throw new DemoError(
      `PORT and DEMO_PORT must differ, however: both are ${settings.crmPort}. The CRM and the churn server are two sites.`,
    );
  }
  return settings;
}

function portOf(
  env: Readonly<Record<string, string | undefined>>,
  name: string,
  usual: number,
): number {
  const text = env[name];
  if (text === undefined || text === '') return usual;
  const port = Number(text);
  if (/^\d+$/.test(text) && port <= 65_535) return port;
  throw new DemoError(`${name} must be a port from 0 to 65535, however: ${text}`);
}
