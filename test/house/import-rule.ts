import { COMPUTED, importsOf } from './imports.ts';

/**
 * Who may import what. Names are paths from the root, packages or `node:` modules; `*` stands for
 * anything within a folder, `**` for anything, LIBRARY for any package from outside.
 */
export interface ImportRule {
  readonly who: string;
  /** Files that the rule does not hold for. */
  readonly but?: readonly string[];
  /** All that may be imported; absent where `never` says it all. */
  readonly may?: readonly string[];
  readonly never?: readonly string[];
}

export interface Source {
  readonly path: string;
  readonly text: string;
}

export const LIBRARY = '(library)';

/** @returns one line for each import that a rule forbids */
export function violations(rule: ImportRule, sources: readonly Source[]): string[] {
  return sources
    .filter(({ path }) => isOneOf(path, [rule.who]) && !isOneOf(path, rule.but ?? []))
    .flatMap(({ path, text }) =>
      importsOf(path, text)
        .filter((target) => !isAllowed(rule, target))
        .map((target) => `${path} imports ${target}`),
    );
}

function isAllowed({ may, never }: ImportRule, target: string): boolean {
  return !isOneOf(target, never ?? []) && (may === undefined || isOneOf(target, may));
}

function isOneOf(name: string, patterns: readonly string[]): boolean {
  return patterns.some((pattern) =>
    pattern === LIBRARY ? isLibrary(name) : toRegExp(pattern).test(name),
  );
}

function isLibrary(name: string): boolean {
  const isFile = /^(models|trainer|server|widget|demo|test)\//.test(name);
  return !isFile && name !== COMPUTED && !/^(node:|@churn-card\/|\.|\/)/.test(name);
}

function toRegExp(pattern: string): RegExp {
  const escaped = pattern.replace(/[.+?^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`^${escaped.replace(/\*\*?/g, (star) => (star === '**' ? '.*' : '[^/]*'))}$`);
}
