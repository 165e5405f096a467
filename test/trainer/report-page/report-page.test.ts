import { createHash } from 'node:crypto';
import type { ModelSpec } from '@churn-card/models';
import { beforeAll, describe, expect, test } from 'vitest';
import { train, type Report } from '../../../trainer/src/index.ts';
import { renderReport } from '../../../trainer/src/report-page/report-page.ts';
import { smallBank, smallConfig } from '../small-bank.ts';

const MEAN = '<img src=x onerror=alert(1)>';
let page: string;
let spec: ModelSpec;
let report: Report;

beforeAll(async () => {
  const config = smallConfig({ title: { en: `Small ${MEAN}` } });
  const { contents } = await train({ table: smallBank(), config, backend: 'wasm' });
  const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
  page = text(contents['report.html']);
  spec = JSON.parse(text(contents['churn.json'])) as ModelSpec;
  report = JSON.parse(text(contents['report.json'])) as Report;
}, 60_000);

describe('the report as a page', () => {
  test('is made from churn.json and report.json alone, the same bytes each time', () => {
    expect(renderReport(spec, report)).toBe(page);
  });

  test('names no address to fetch anything from', () => {
    const own = page.replaceAll('&lt;img src=x', '');
    expect(own.match(/https?:|\bsrc=|@import|url\(/g)).toBeNull();
  });

  test('writes texts of a configuration as text', () => {
    expect(page).not.toContain(MEAN);
    expect(page).toContain('Small &lt;img src=x onerror=alert(1)&gt;');
  });

  test.each(['style', 'script'])('allows its own %s by hash, and no other', (name) => {
    const inline = [...page.matchAll(new RegExp(`<${name}>([\\s\\S]*?)</${name}>`, 'g'))];
    expect(inline).toHaveLength(1);
    const hash = createHash('sha256').update(inline[0][1]).digest('base64');
    const policy = page.replaceAll('&#39;', "'");
    expect(policy).toContain(`${name}-src 'sha256-${hash}'`);
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toContain('unsafe-inline');
  });

  test('shows every feature, every audited group and every reason of the verdict', () => {
    for (const { label } of spec.schema.features) expect(page).toContain(label.en);
    const groups = report.fairness.columns.flatMap((column) => column.groups);
    expect(groups.length).toBeGreaterThan(0);
    for (const { group } of groups) expect(page).toContain(group);
    for (const { next } of report.verdict.reasons) {
      expect(page.replaceAll(/\s+/g, ' ')).toContain(
        next.replaceAll("'", '&#39;').replaceAll('"', '&quot;'),
      );
    }
  });

  test('has every part that its contents name', () => {
    const named = [...page.matchAll(/href="#([^"]+)"/g)].map(([, id]) => id);
    expect(named.length).toBeGreaterThanOrEqual(11);
    for (const id of named) expect(page).toContain(`id="${id}"`);
  });
});
