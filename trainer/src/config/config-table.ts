import { z } from 'zod';
import { configSchema, type ConfigInput } from './config-schema.ts';

/** `CONFIG.md`: every key of the configuration, made from the schema that checks it. */
export function configDocument(): string {
  const rows = rowsOf(z.toJSONSchema(configSchema, { io: 'input', unrepresentable: 'any' }), '');
  const table = formatTable([
    ['key', 'value', 'default', 'what it is'],
    ...rows.map(({ key, what, standard, meaning }) => [`\`${key}\``, what, standard, meaning]),
  ]);
  return `# The configuration of a training run

A YAML file, given with \`--config\`. Without one, \`train\` infers it from the table and writes it beside the model folder. A key
that is not listed here is refused, with its line and column. This page is made by \`node trainer/bin/write-config-md.js\`.

${table}

A text is English, or one for each language: \`{ en: Age, de: Alter }\`.
`;
}

/** Columns as wide as their widest cell, as the formatter wants them. */
function formatTable(rows: readonly (readonly string[])[]): string {
  const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => row[column].length)));
  const [head, ...body] = rows.map((row) =>
    row.map((cell, column) => cell.padEnd(widths[column])).join(' | '),
  );
  const rule = widths.map((width) => '-'.repeat(width)).join(' | ');
  return [head, rule, ...body].map((line) => `| ${line} |`).join('\n');
}

interface TableRow {
  readonly key: string;
  readonly what: string;
  readonly standard: string;
  readonly meaning: string;
}

type JsonSchema = z.core.JSONSchema.JSONSchema;

/** As little as a configuration can be: what parsing adds to it are the defaults. */
const SMALLEST: ConfigInput = {
  id: 'x',
  title: 'x',
  target: 'x',
  positive: 'x',
  features: { '*': { policy: 'drop' } },
};

const DEFAULTS: unknown = configSchema.parse(SMALLEST);

function rowsOf(schema: JsonSchema, prefix: string): TableRow[] {
  return Object.entries(schema.properties ?? {}).flatMap(([name, property]) => {
    if (typeof property === 'boolean') return [];
    const path = prefix + name;
    const inside = nested(property);
    if (inside) return rowsOf(inside.schema, path + inside.suffix);
    const required = schema.required?.includes(name) ?? false;
    return [
      {
        key: path,
        what: describe(property),
        standard: required ? 'required' : defaultOf(path),
        meaning: property.description?.replaceAll('|', '\\|') ?? '',
      },
    ];
  });
}

/** Groups of keys are listed by their keys; columns and list entries stand for all of their kind. */
function nested(schema: JsonSchema): { schema: JsonSchema; suffix: string } | null {
  if (schema.properties) return { schema, suffix: '.' };
  const { additionalProperties, items } = schema;
  if (typeof additionalProperties === 'object')
    return { schema: additionalProperties, suffix: '.*.' };
  const isListOfGroups = typeof items === 'object' && !Array.isArray(items) && items.properties;
  return isListOfGroups ? { schema: items, suffix: '[].' } : null;
}

function describe(schema: JsonSchema): string {
  if (schema.enum) return schema.enum.map((word) => `\`${String(word)}\``).join(', ');
  if (schema.anyOf) return describeChoice(schema.anyOf);
  if (Array.isArray(schema.type)) return 'word';
  switch (schema.type) {
    case 'string':
      return 'text';
    case 'boolean':
      return '`true` or `false`';
    case 'integer':
      return `whole number${boundsOf(schema)}`;
    case 'number':
      return `number${boundsOf(schema)}`;
    case 'array':
      return `list: ${typeof schema.items === 'object' && !Array.isArray(schema.items) ? describe(schema.items) : ''}`;
    default:
      return schema.type ?? '';
  }
}

function describeChoice(choices: readonly (JsonSchema | boolean)[]): string {
  const known = choices.filter((choice) => typeof choice === 'object');
  const isNullable = known.some(({ type }) => type === 'null');
  const isText = known.some(({ type }) => type === 'string');
  const kind = isText || known.some(({ anyOf }) => anyOf) ? 'text' : 'value';
  return isNullable ? `${kind} or \`null\`` : kind;
}

function boundsOf({ minimum, maximum, exclusiveMinimum, exclusiveMaximum }: JsonSchema): string {
  const low = exclusiveMinimum === undefined ? minimum : `above ${exclusiveMinimum}`;
  const high = exclusiveMaximum === undefined ? maximum : `below ${exclusiveMaximum}`;
  if (low === undefined && high === undefined) return '';
  const isOpen = maximum === Number.MAX_SAFE_INTEGER;
  return isOpen ? `, ${low} or more` : `, ${low} to ${high}`;
}

function defaultOf(path: string): string {
  const value = path
    .replace('[]', '')
    .split('.')
    .reduce<unknown>(
      (inside, key) =>
        typeof inside === 'object' && inside !== null ? Reflect.get(inside, key) : undefined,
      DEFAULTS,
    );
  return value === undefined ? '' : `\`${JSON.stringify(value)}\``;
}
