import { featureInputs, type Model } from '@churn-card/models';

/**
 * `NAME.preprocess.json`: what stands before and after the network, so that another language can
 * do the same. EXCHANGE.md describes it, score.py reads it.
 */
export function preprocessFile({ spec, hash }: Model): string {
  const { id, version, title, label, schema, preprocess, calibration, threshold, bands } = spec;
  const file = {
    format: 'churn-card-preprocess',
    formatVersion: 1,
    model: { id, version, hash },
    title,
    label,
    schema,
    preprocess,
    inputs: featureInputs(preprocess),
    calibration,
    threshold,
    bands,
  };
  return `${JSON.stringify(file, null, 2)}\n`;
}
