import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import type { WidgetScript, WidgetScripts } from '../features/widget/widget-ports.ts';

/** The scripts in a build folder. A new build is seen without a restart. */
export function widgetFolder(folder: string, version: string): WidgetScripts {
  const known = new Map<string, { readonly mtimeMs: number; readonly script: WidgetScript }>();
  return {
    version,
    async find(file) {
      const full = path.join(folder, file);
      const info = await stat(full).catch(() => null);
      if (!info) return null;
      const cached = known.get(file);
      if (cached?.mtimeMs === info.mtimeMs) return cached.script;
      const bytes = await readFile(full);
      const sha256 = createHash('sha256').update(bytes).digest('hex');
      const script = { file, bytes, sha256 };
      known.set(file, { mtimeMs: info.mtimeMs, script });
      return script;
    },
  };
}
