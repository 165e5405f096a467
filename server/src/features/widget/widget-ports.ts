/** A script for pages, as the build made it. */
export interface WidgetScript {
  readonly file: string;
  readonly bytes: Uint8Array;
  /** SHA-256, hex. */
  readonly sha256: string;
}

export interface WidgetScripts {
  readonly version: string;
  /** Rejects nothing: a script that was not built yet is simply absent. */
  find(file: WidgetFile): Promise<WidgetScript | null>;
}

export const WIDGET_FILES = ['churn-card.js', 'churn-card.classic.js'] as const;
export type WidgetFile = (typeof WIDGET_FILES)[number];
