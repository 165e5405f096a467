/**
 * What a suite in the browser imports, instead of relying on globals: Mocha's words, which
 * @web/test-runner puts on the window, and chai's `expect`.
 */
export { expect } from 'chai';

interface Mocha {
  readonly describe: (name: string, suite: () => void) => void;
  readonly it: (name: string, test: () => void | Promise<void>) => void;
  readonly beforeEach: (hook: () => void | Promise<void>) => void;
  readonly afterEach: (hook: () => void | Promise<void>) => void;
}

export const { describe, it, beforeEach, afterEach } = globalThis as typeof globalThis & Mocha;
