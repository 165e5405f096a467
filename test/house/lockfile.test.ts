import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

interface Locked {
  readonly version?: string;
  readonly integrity?: string;
  readonly link?: boolean;
  readonly hasInstallScript?: boolean;
}

interface Manifest {
  readonly workspaces?: readonly string[];
  readonly allowScripts?: Readonly<Record<string, boolean>>;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

const root = readJson<Manifest>('package.json');
const lock = readJson<{ packages: Record<string, Locked> }>('package-lock.json');
const installed = Object.entries(lock.packages).filter(
  ([path, { link }]) => path.includes('node_modules/') && !link,
);

test('every package that is installed is held to its bytes by a hash', () => {
  const loose = installed.filter(([, { integrity }]) => !/^sha512-/.test(integrity ?? ''));
  expect(installed.length).toBeGreaterThan(100);
  expect(loose.map(([path]) => path)).toEqual([]);
});

test('no package runs a script at installation unless someone has decided about it', () => {
  const withScript = installed
    .filter(([, { hasInstallScript }]) => hasInstallScript)
    .map(([path]) => path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length));
  const undecided = withScript.filter((name) => !(name in (root.allowScripts ?? {})));
  expect(undecided).toEqual([]);
});

test('every version is pinned, so that two installations are the same', () => {
  const manifests = ['.', ...(root.workspaces ?? [])].map((folder) => `${folder}/package.json`);
  const loose = manifests.flatMap((path) => {
    const { dependencies, devDependencies, optionalDependencies } = readJson<Manifest>(path);
    const all = Object.entries({ ...dependencies, ...devDependencies, ...optionalDependencies });
    return all
      .filter(([, range]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(range))
      .map(([name, range]) => `${path}: ${name} ${range}`);
  });
  expect(loose).toEqual([]);
});

function readJson<T>(path: string): T {
  return JSON.parse(readFileSync(path, 'utf8')) as T;
}
