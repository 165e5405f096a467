import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { TestContext } from 'vitest';

const FOLDER =
  process.env.CHURN_DATA ?? fileURLToPath(new URL('../../../shared/data', import.meta.url));

/** The real tables, which are not part of the project, and how to recognize them. */
const TABLES = {
  'churn-modelling.csv': 'the classic 10,000-row bank file',
  'churn-modelling.seed-split.json': 'its split of 8,000 and 2,000 rows',
  'churn-modelling.yandex-split.json':
    'its split of the tabular papers, 6,400, 1,600 and 2,000 rows',
  'telco-ibm.csv': 'the 7,043-row telecom file',
  'telco-maven-reasons.csv': 'the 7,043-row telecom file with reasons',
  'motor-insurance-lapse.csv.gz': '105,555 yearly rows of an insurer',
};

/** @returns its path, or what to download */
export function findPublicTable(file: keyof typeof TABLES): { path: string } | { missing: string } {
  const path = join(FOLDER, file);
  if (existsSync(path)) return { path };
  return {
    missing: `download ${file} (${TABLES[file]}) into the folder that CHURN_DATA names`,
  };
}

/** @returns its path; where it is not there, the test is skipped and says what to download */
export function publicTable(context: TestContext, file: keyof typeof TABLES): string {
  const found = findPublicTable(file);
  if ('missing' in found) context.skip(found.missing);
  else return found.path;
}
