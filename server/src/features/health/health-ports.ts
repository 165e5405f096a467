/** What has to work before requests may come. */
export interface Readiness {
  isDraining(): boolean;
  hasModel(): boolean;
  /** Rejects where the database does not answer. */
  pingDatabase(): Promise<void>;
}
