import { moveCursor, clearScreenDown } from 'node:readline';
import { HOLD_OUTS, RUNGS } from './halving.ts';
import { mean } from '../statistics/mean.ts';
import { trialsOf, type SearchEntry } from './search-log.ts';
import { describeSetting } from './setting.ts';
import { trialTable } from './trial-table.ts';
import type { TuneProgress } from './tune.ts';

export interface LiveTable {
  readonly onProgress: (progress: TuneProgress) => void;
  readonly onEntry: (entry: SearchEntry) => void;
  /** Leaves the table as it stands. */
  end(): void;
}

const MOST_TRIALS = 12;

/**
 * Shows a search as it goes: a table that is drawn again and again on a terminal; in a log, a line
 * for each setting that was judged.
 *
 * @param known what an earlier search found
 */
export function createLiveTable(
  stream: NodeJS.WriteStream,
  known: readonly SearchEntry[],
): LiveTable {
  const entries = [...known];
  let drawn = 0;

  function draw(progress: TuneProgress): void {
    const width = stream.columns;
    const lines = trialTable(progress, MOST_TRIALS).map((line) => line.slice(0, width - 1));
    moveCursor(stream, 0, -drawn);
    clearScreenDown(stream);
    stream.write(lines.map((line) => `${line}\n`).join(''));
    drawn = lines.length;
  }

  return {
    onProgress(progress) {
      if (stream.isTTY) draw(progress);
    },
    onEntry(entry) {
      entries.push(entry);
      if (!stream.isTTY) stream.write(describeEntry(entry, entries));
    },
    end: () => (drawn = 0),
  };
}

function describeEntry(entry: SearchEntry, entries: readonly SearchEntry[]): string {
  const { logLoss } = trialsOf(entries)[entry.trial];
  const name = entry.trial === 0 ? 'given' : String(entry.trial);
  const words = describeSetting(entry.setting);
  if (entry.what === 'cross-validated') {
    return `${name}: log-loss ${mean(entry.logLoss).toFixed(4)} in cross-validation; ${words}\n`;
  }
  if (!RUNGS.some((rung) => rung === logLoss.length)) return '';
  return `${name}: log-loss ${mean(logLoss).toFixed(4)} on ${logLoss.length} of ${HOLD_OUTS} hold-outs; ${words}\n`;
}
