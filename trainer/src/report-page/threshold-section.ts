import type { Report } from '../report.ts';
import { count, percent } from '../explore/page/format.ts';
import { html, type Html } from '../explore/page/html.ts';

/**
 * What calling from a probability on means: the counts at the model's own threshold, and, where
 * JavaScript runs, at any other.
 */
export function thresholdBody({ confusion, scores, test }: Report): Html {
  const at = confusion.atThreshold;
  const called = at.truePositives + at.falsePositives;
  return html`<p>
      Calling everybody from <b data-show="threshold">${percent(at.threshold)}</b> on means calling
      <b data-show="called">${count(called)}</b> of ${count(test.n)} customers: of those who left it
      finds <b data-show="recall">${percent(at.recall)}</b>, and of those called
      <b data-show="precision">${percent(at.precision)}</b> did leave.
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
    </div>`;
}
