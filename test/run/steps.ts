/** One line of `npm test`. */
export interface Step {
  /** Its script in package.json, to be typed by hand: `npm run <script>`. */
  readonly script: string;
  /** A suite ends with a closing line that counts its tests; anything else is one check. */
  readonly suite: boolean;
  /** Scripts that must have passed: without a browser, a suite in the browser is not run. */
  readonly needs: readonly string[];
}

/** Cheap ones first: what is wrong most often is known soonest. */
export const STEPS: readonly Step[] = [
  check('types'),
  check('lint'),
  check('format:check'),
  check('unused'),
  check('build'),
  check('size', 'build'),
  check('browser'),
  suite('test:unit'),
  suite('test:element', 'browser'),
  suite('test:e2e', 'build', 'browser'),
];

function check(script: string, ...needs: string[]): Step {
  return { script, suite: false, needs };
}

function suite(script: string, ...needs: string[]): Step {
  return { script, suite: true, needs };
}
