import { ArtifactError, loadArtifact } from '@churn-card/models';
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import type { Log } from '../../domain/ports.ts';
import { StartupError } from '../../errors.ts';
import type { LoadedModel, ModelShelf } from '../../features/models/models-ports.ts';
import { artifactFolder } from './artifact-folder.ts';

/**
 * Loads the newest valid version of every model in `folder/<id>/<version>`. A version that is
 * refused is logged with its reason, and the one before it is used.
 *
 * @param wanted the id of the model that scores; may be left out where there is only one
 * @param usual the one that scores where there are several and nobody chose
 * @throws StartupError where that cannot be decided
 */
export async function loadModels(
  folder: string,
  wanted: string | undefined,
  usual: string | undefined,
  log: Log,
): Promise<ModelShelf> {
  const ids = await foldersIn(folder);
  const loaded = await Promise.all(ids.map((id) => loadNewest(folder, id, log)));
  const models = loaded.filter((model) => model !== null);
  return { models, active: chooseActive(models, wanted, usual, folder) };
}

function chooseActive(
  models: readonly LoadedModel[],
  wanted: string | undefined,
  usual: string | undefined,
  folder: string,
): LoadedModel | null {
  const ids = models.map(({ model }) => model.spec.id);
  const find = (id: string | undefined): LoadedModel | undefined =>
    models.find(({ model }) => model.spec.id === id);
  if (wanted === undefined) {
    if (models.length <= 1) return models[0] ?? null;
    const chosen = find(usual);
    if (chosen) return chosen;
    throw new StartupError(
      `CHURN_CARD_MODEL must name the model that scores, one of ${ids.join(', ')} in ${folder}.`,
    );
  }
  return find(wanted) ?? null;
}

async function loadNewest(folder: string, id: string, log: Log): Promise<LoadedModel | null> {
  const versions = await foldersIn(path.join(folder, id));
  for (const version of versions.sort(byVersion).reverse()) {
    const loaded = await load(path.join(folder, id, version), { id, version }, log);
    if (loaded) return loaded;
  }
  return null;
}

async function load(
  folder: string,
  named: { readonly id: string; readonly version: string },
  log: Log,
): Promise<LoadedModel | null> {
  const refuse = (fields: Record<string, unknown>): null => {
    log.error({ ...named, ...fields }, 'a model folder was refused');
    return null;
  };
  const files = artifactFolder(folder);
  try {
    const model = await loadArtifact(files);
    const { id, version } = model.spec;
    if (id !== named.id || version !== named.version) {
      const found = `${id}/${version}`;
      return refuse({ code: 'folder-name', expected: `${named.id}/${named.version}`, found });
    }
    return { model, files: files.bytes };
  } catch (error) {
    if (!(error instanceof ArtifactError))
      return refuse({ code: 'unreadable', reason: String(error) });
    const { code, file, field, expected, found } = error;
    return refuse({ code, file, field, expected, found });
  }
}

async function foldersIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  return entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
}

/** 2 before 10, and 1.9 before 1.10. */
function byVersion(a: string, b: string): number {
  return a.localeCompare(b, 'en', { numeric: true });
}
