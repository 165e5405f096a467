import { parseArgs } from 'node:util';
import { demo } from './commands/demo.ts';
import { init } from './commands/init.ts';
import {
  createKey,
  listKeys,
  registerSigningKey,
  revokeKey,
  revokeToken,
} from './commands/keys.ts';
import { terminal } from './commands/output.ts';
import { serve } from './commands/serve.ts';
import { compose, type CredentialStores } from './compose.ts';
import { readSettings, SETTINGS } from './config.ts';
import { StartupError } from './errors.ts';

/** @returns the exit code: 0, 1 where something failed, 2 where the command was not understood */
export async function main(args: readonly string[]): Promise<number> {
  try {
    return await run(args);
  } catch (error) {
    if (!(error instanceof StartupError)) throw error;
    terminal.note(error.message);
    return 1;
  }
}

async function run(args: readonly string[]): Promise<number> {
  const parsed = parse(args);
  if (typeof parsed === 'string') return misunderstood(parsed);
  const { positionals, values } = parsed;
  if (values.help || positionals.length === 0) {
    terminal.result(help());
    return values.help ? 0 : 2;
  }
  const operations = compose(readSettings(process.env));
  const withStores = async (use: (stores: CredentialStores) => Promise<void>): Promise<number> => {
    const storage = await operations.openBeside();
    await use(storage).finally(() => storage.close());
    return 0;
  };
  switch (positionals.join(' ')) {
    case 'serve':
      await serve(operations, terminal);
      return 0;
    case 'demo':
      await demo(operations, process.env, terminal);
      return 0;
    case 'init':
      await init(operations, terminal);
      return 0;
    case 'keys create':
      return withStores((stores) =>
        createKey(stores, { name: values.name ?? '', scopes: values.scopes ?? '' }, terminal),
      );
    case 'keys list':
      return withStores((stores) => listKeys(stores, terminal));
    case 'keys register': {
      const { file = '', issuer = 'crm', origin: origins = [] } = values;
      const record = await operations.readPublicKey(file, issuer);
      return withStores((stores) => registerSigningKey(stores, record, origins, terminal));
    }
  }
  const [area, verb, id, ...rest] = positionals;
  if (verb === 'revoke' && id && rest.length === 0) {
    if (area === 'keys') return withStores((stores) => revokeKey(stores, id, terminal));
    if (area === 'tokens') return withStores((stores) => revokeToken(stores, id, terminal));
  }
  return misunderstood(`"${positionals.join(' ')}" is not a command.`);
}

const OPTIONS = {
  help: { type: 'boolean', short: 'h' },
  name: { type: 'string' },
  scopes: { type: 'string' },
  file: { type: 'string' },
  issuer: { type: 'string' },
  origin: { type: 'string', multiple: true },
} as const;

function parse(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options: OPTIONS, allowPositionals: true });
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

function misunderstood(reason: string): number {
  terminal.note(`${reason} Try: churn-card-server --help`);
  return 2;
}

function help(): string {
  const width = Math.max(...SETTINGS.map(({ name }) => name.length));
  const settings = SETTINGS.map(({ name, fallback, about }) => {
    const rest = fallback ? ` (${fallback})` : '';
    return `  ${name.padEnd(width)}  ${about}${rest}`;
  });
  return `churn-card-server: keeps customers and their scores, answers the card, mints tokens

  init                                  makes the keys that serve needs; prints an API key once
  serve                                 serves real customers
  demo                                  serves invented customers to this machine only
  keys create --name N --scopes A,B     a new API key, printed once; two may live at once
  keys list                             all keys, without their secrets
  keys revoke ID                        ends a key within 5 seconds
  keys register --file F --origin O     lets a CRM sign tokens with a key of its own [--issuer I]
  tokens revoke JTI                     ends one embed token within 5 seconds

Settings (environment variables):
${settings.join('\n')}`;
}
