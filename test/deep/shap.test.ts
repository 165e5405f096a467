import { loadArtifact, preprocess } from '@churn-card/models';
import { expect, test } from 'vitest';
import { attribute } from '../../models/src/explanation.ts';
import { artifactFolder } from '../../trainer/src/artifact/artifact-folder.ts';
import { MISSING_PEERS, peersPython } from '../bench/peers/python.ts';
import { openShap } from '../bench/peers/shap.ts';
import { rowsOf, strangeBankCustomers } from '../trainer/exchange/raw-customers.ts';

const CUSTOMERS = 50;

test.for(['exact', 'kernel'] as const)(
  `shap's %s explainer gives ${CUSTOMERS} customers the same reasons`,
  async (explainer, context) => {
    const python = peersPython() ?? context.skip(`shap: ${MISSING_PEERS}`);
    const model = await loadArtifact(artifactFolder('models/artifacts/bank/1'));
    const { schema } = model.spec;
    const shap = openShap(python, model);
    for (const row of rowsOf(schema, strangeBankCustomers(schema, CUSTOMERS))) {
      const inputs = preprocess(model.spec.preprocess, row);
      const ours = attribute(model, inputs);
      const theirs = await shap.explain(explainer, inputs);
      expect(Math.abs(ours.base - theirs.base)).toBeLessThan(1e-6);
      expect(theirs.points).toHaveLength(ours.points.length);
      theirs.points.forEach((points, feature) => {
        expect(Math.abs(points - ours.points[feature])).toBeLessThan(1e-6);
      });
    }
    shap.end();
  },
);
