import { readdirSync, readFileSync } from 'node:fs';
import type { Source } from './import-rule.ts';

/** The five packages' own code: what runs, not what tests or configures it. */
export function sourceFiles(): Source[] {
  return ['models', 'trainer', 'server', 'widget', 'demo']
    .flatMap((workspace) => ['src', 'bin', 'public'].map((folder) => `${workspace}/${folder}`))
    .flatMap(codeIn)
    .map((path) => ({ path, text: readFileSync(path, 'utf8') }));
}

function codeIn(folder: string): string[] {
  try {
    return readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .map((name) => `${folder}/${name.replaceAll('\\', '/')}`)
      .filter((path) => /\.[jt]s$/.test(path));
  } catch {
    // Not every package has a command or a public folder.
    return [];
  }
}
