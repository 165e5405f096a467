import { isMap, parseDocument } from 'yaml';
import { mean } from '../statistics/mean.ts';
import type { Finalist, Tuned } from './tune.ts';

/**
 * A configuration as a file, with the network that won in its place: all of it, so that a later
 * default changes nothing. Everything else stays as somebody wrote it, comments included.
 *
 * @param yaml the configuration that the search started from
 */
export function tunedConfig(yaml: string, tuned: Tuned): string {
  const document = parseDocument(yaml);
  if (!isMap(document.get('network'))) document.set('network', document.createNode({}));
  for (const [key, value] of Object.entries(tuned.network)) {
    document.setIn(['network', key], document.createNode(value, { flow: true }));
  }
  const text = document.toString();
  return `# ${describeWinner(tuned)}\n${text.startsWith('#') ? '#\n' : ''}${text}`;
}

/** What won, and how sure that is, in a sentence. */
export function describeWinner({ finalists, trials }: Tuned): string {
  const [winner] = finalists;
  const tried = `${trials.length} settings tried`;
  const loss = `log-loss ${mean(winner.logLoss).toFixed(4)} in cross-validation`;
  if (!winner.gain) return `${tried}: none is better than the one that was given, ${loss}`;
  const { interval } = winner.gain;
  const before = finalists.find(({ gain }) => gain === null) as Finalist;
  const difference = `${mean(before.logLoss).toFixed(4)} before; the difference is ${winner.gain.mean.toFixed(4)}, ${interval.low.toFixed(4)} to ${interval.high.toFixed(4)} with 95 % confidence`;
  const doubt = interval.low > 0 ? '' : ', which may be chance';
  return `${tried}: ${loss}, ${difference}${doubt}`;
}
