import type { Model } from '@churn-card/models';

/** A model folder that passed every check, with its bytes as they were checked. */
export interface LoadedModel {
  readonly model: Model;
  readonly files: ReadonlyMap<string, Uint8Array>;
}

export interface ModelShelf {
  /** The newest valid version of each model. */
  readonly models: readonly LoadedModel[];
  /** The one that scores, or null where none could be loaded. */
  readonly active: LoadedModel | null;
}
