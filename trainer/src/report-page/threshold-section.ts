import type { Decision, DecisionPoint } from '../evaluation/decision.ts';
import type { Report } from '../report/report.ts';
import { numberAxis, shareAxis } from './axes.ts';
import { lineChart } from './line-chart.ts';
import { figure } from './section.ts';
import { count, percent } from '../page/format.ts';
import { html, type Html } from '../page/html.ts';

/**
 * What calling from a probability on means: the counts at the model's own threshold, and, where
 * JavaScript runs, at any other.
 */
export function thresholdBody({ confusion, scores, test, decision }: Report): Html {
  const at = confusion.atThreshold;
  const called = at.truePositives + at.falsePositives;
  return html`<p>
      Calling everybody from <b data-show="threshold">${percent(at.threshold)}</b> on means calling
      <b data-show="called">${count(called)}</b> of ${count(test.n)} customers: of those who left it
      finds <b data-show="recall">${percent(at.recall)}</b>, and of those called
      <b data-show="precision">${percent(at.precision)}</b> did leave.
    </p>
    <p>
      ${decision.rule ? `Chosen, on customers outside the test part, as ${decision.words}.` : 'It is set in the configuration.'}
    </p>
    <form
      class="tools"
      hidden
      data-threshold="${at.threshold}"
      data-left="${scores.left.join(' ')}"
      data-stayed="${scores.stayed.join(' ')}"
    >
      <label for="threshold">Call from</label>
      <input
        id="threshold"
        type="range"
        min="0"
        max="${scores.left.length}"
        step="1"
        value="${Math.round(at.threshold * scores.left.length)}"
      />
      <output for="threshold" data-show="threshold">${percent(at.threshold)}</output>
      <button type="reset">back to the model’s own</button>
    </form>
    <div class="scroll" tabindex="0" role="region" aria-label="Confusion matrix">
      <table class="confusion">
        <caption>
          Customers of the test part
        </caption>
        <thead>
          <tr>
            <td></td>
            <th scope="col">called</th>
            <th scope="col">not called</th>
          </tr>
        </thead>
        <tbody>
          <tr>
            <th scope="row">left</th>
            <td class="good">
              <b data-show="truePositives">${count(at.truePositives)}</b><small>found</small>
            </td>
            <td>
              <b data-show="falseNegatives">${count(at.falseNegatives)}</b><small>missed</small>
            </td>
          </tr>
          <tr>
            <th scope="row">stayed</th>
            <td>
              <b data-show="falsePositives">${count(at.falsePositives)}</b
              ><small>called for nothing</small>
            </td>
            <td class="good">
              <b data-show="trueNegatives">${count(at.trueNegatives)}</b
              ><small>left in peace</small>
            </td>
          </tr>
        </tbody>
      </table>
    </div>
    ${decisionBody(decision)}`;
}

/** What it means for 1,000 customers, in calls, and in money where the rule knows any. */
function decisionBody({ at, intervals, curve, rule }: Decision): Html {
  const currency = rule?.rule === 'cost' ? rule.currency : '';
  const money = (amount: number) => `${count(Math.round(amount))} ${currency}`.trim();
  const isCost = at.money !== null;
  const most = Math.max(...curve.map((point) => point.money ?? 0), 1);
  const least = Math.min(...curve.map((point) => point.money ?? 0), 0);
  return html`<p>
      Of 1,000 customers like these, ${count(Math.round(at.calls))} are called;
      ${count(Math.round(at.found))} of those would leave (${percent(intervals.precision.low, 0)} to
      ${percent(intervals.precision.high, 0)} of those
      called).${isCost && at.money !== null && at.saves !== null && intervals.money ? html` About ${count(Math.round(at.saves))} stay because of the call, which brings <b>${money(at.money)}</b> (${money(intervals.money.low)} to ${money(intervals.money.high)}) after the cost of all calls.` : null}
    </p>
    <div class="charts">
      ${figure(
        'Calls and leavers, by where one starts to call',
        lineChart({
          label: 'Share of leavers found and share of calls that reach one, by threshold',
          x: shareAxis('called from'),
          y: shareAxis('share'),
          lines: [
            { kind: 'line', name: 'found', points: byThreshold(curve, ({ recall }) => recall) },
            {
              kind: 'second',
              name: 'of those called',
              points: byThreshold(curve, ({ precision }) => precision),
            },
          ],
          marks: [
            { x: at.threshold, y: at.recall },
            { x: at.threshold, y: at.precision },
          ],
        }),
      )}
      ${
        isCost
          ? figure(
              'What 1,000 customers bring',
              lineChart({
                label: 'Money by threshold',
                x: shareAxis('called from'),
                y: numberAxis(currency || 'money', least, most),
                lines: [{ kind: 'line', points: byThreshold(curve, (point) => point.money ?? 0) }],
                marks: [
                  { x: at.threshold, y: at.money ?? 0, name: `from ${percent(at.threshold)}` },
                ],
              }),
            )
          : null
      }
    </div>`;
}

function byThreshold(
  curve: readonly DecisionPoint[],
  read: (point: DecisionPoint) => number,
): (readonly [number, number])[] {
  return curve.map((point) => [point.threshold, read(point)] as const).reverse();
}
