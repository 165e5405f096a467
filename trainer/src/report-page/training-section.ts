import type { ModelSpec } from '@churn-card/models';
import type { Epoch } from '../fit/network.ts';
import type { Report } from '../report/report.ts';
import type { ImbalanceComparison } from '../evaluation/compare-imbalance.ts';
import { count, percent } from '../page/format.ts';
import { html, type Html } from '../page/html.ts';
import { numberAxis } from './axes.ts';
import { dataTable } from './data-table.ts';
import { lineChart } from './line-chart.ts';
import { figure } from './section.ts';

/** How training went. */
export function trainingBody(spec: ModelSpec, { training, imbalance }: Report): Html {
  if (training.length === 0) return html`<p>The network was trained elsewhere and imported.</p>`;
  const members = training.slice(0, -1);
  const shipped = training[training.length - 1];
  return html`<p>
      ${members.length > 0 ? `${members.length} networks were trained, each holding back other customers to know when to stop. The one that is shipped imitates their average.` : 'One network was trained.'}
      It has hidden layers of ${spec.provenance.network.hidden.join(' and ')} units.
    </p>
    <div class="charts">
      ${
        members.length > 0
          ? figure(
              'The members: log-loss on customers held back',
              curves(members, ({ validationLoss }) => validationLoss),
              'Each line ends where it had not fallen for a while; the point is the epoch that counts.',
            )
          : null
      }
      ${figure(members.length > 0 ? 'The one that is shipped: how far it is from the members' : 'Log-loss while training', shippedCurves(shipped))}
    </div>
    ${imbalance ? imbalanceTable(imbalance) : null}`;
}

function imbalanceTable({ customers, figures, words }: ImbalanceComparison): Html {
  return html`<p>${words}</p>
    ${dataTable(
      `One plain network on five folds of ${count(customers)} customers outside the test part, each calibrated`,
      [
        'against few who left',
        'ROC AUC',
        'log-loss',
        'Brier',
        'calibration error',
        'recall, calling a fifth',
      ],
      figures.map((one) => [
        one.choice,
        html`${one.rocAuc.toFixed(4)}${one.difference ? html`<small>${signed(one.difference.rocAuc.low)} to ${signed(one.difference.rocAuc.high)}</small>` : null}`,
        one.logLoss.toFixed(4),
        one.brier.toFixed(4),
        one.ece.toFixed(3),
        percent(one.recallAtFifth),
      ]),
    )}`;
}

function signed(value: number): string {
  return `${value < 0 ? '−' : '+'}${Math.abs(value).toFixed(4)}`;
}

function curves(histories: readonly (readonly Epoch[])[], read: (epoch: Epoch) => number): Html {
  return lineChart({
    label: 'Log-loss by epoch',
    ...axes(histories, [read]),
    lines: histories.map((history) => ({
      kind: 'faint',
      points: history.map((epoch) => [epoch.epoch, read(epoch)] as const),
    })),
    marks: histories.flatMap((history) => markBest(history, read)),
  });
}

function shippedCurves(history: readonly Epoch[]): Html {
  const onTrain = ({ trainLoss }: Epoch) => trainLoss;
  const onOthers = ({ validationLoss }: Epoch) => validationLoss;
  return lineChart({
    label: 'Log-loss by epoch, on the customers learned from and on others',
    ...axes([history], [onTrain, onOthers]),
    lines: [
      {
        kind: 'second',
        name: 'learned from',
        points: history.map((epoch) => [epoch.epoch, onTrain(epoch)] as const),
      },
      {
        kind: 'line',
        name: 'others',
        points: history.map((epoch) => [epoch.epoch, onOthers(epoch)] as const),
      },
    ],
    marks: markBest(history, onOthers),
  });
}

function markBest(history: readonly Epoch[], read: (epoch: Epoch) => number) {
  const best = history.find(({ epoch }) => epoch === history[history.length - 1].bestEpoch);
  return best ? [{ x: best.epoch, y: read(best) }] : [];
}

/** From the lowest loss up to what most epochs stay under: the first ones are far above all others. */
function axes(
  histories: readonly (readonly Epoch[])[],
  reads: readonly ((epoch: Epoch) => number)[],
) {
  const last = Math.max(...histories.map((history) => history.length), 2);
  const losses = histories.flatMap((history) =>
    history.flatMap((epoch) => reads.map((read) => read(epoch))),
  );
  const [low, high] = [Math.min(...losses), Math.max(...losses)];
  return {
    x: numberAxis('epoch', 1, last),
    y: {
      ...numberAxis('log-loss', low, Math.max(high, low + 1e-6)),
      write: (value: number) => String(value),
    },
  };
}
