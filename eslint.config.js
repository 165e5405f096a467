// @ts-check
import { defineConfig, globalIgnores } from 'eslint/config';
import lit from 'eslint-plugin-lit';
import litA11y from 'eslint-plugin-lit-a11y';
import wc from 'eslint-plugin-wc';
import tseslint from 'typescript-eslint';

export default defineConfig(
  globalIgnores(['**/dist', '**/build', 'tmp', 'coverage', '.churn-card-data', 'test/bench/peers']),
  {
    // A rule that does not fit is changed here for everybody, with its reason, or followed.
    linterOptions: { noInlineConfig: true, reportUnusedInlineConfigs: 'error' },
    rules: {
      eqeqeq: 'error',
      'max-lines': ['error', 300],
      'no-eval': 'error',
      'no-implied-eval': 'error',
      'no-new-func': 'error',
      'no-var': 'error',
      'prefer-const': 'error',
      'no-restricted-exports': [
        'error',
        {
          restrictDefaultExports: {
            direct: true,
            named: true,
            defaultFrom: true,
            namedFrom: true,
            namespaceFrom: true,
          },
        },
      ],
    },
  },
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.recommendedTypeChecked],
    languageOptions: { parserOptions: { projectService: true } },
    rules: {
      // A function that runs in a page names its types where it stands.
      '@typescript-eslint/consistent-type-imports': ['error', { disallowTypeAnnotations: false }],
      // An interface is merged into one that the platform declares.
      '@typescript-eslint/no-empty-object-type': [
        'error',
        { allowInterfaces: 'with-single-extends' },
      ],
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      // A name that starts with _ is taken out of an object in order to leave it out.
      '@typescript-eslint/no-unused-vars': [
        'error',
        { varsIgnorePattern: '^_', argsIgnorePattern: '^_' },
      ],
      // Messages show what was found, and that may be a number.
      '@typescript-eslint/restrict-template-expressions': [
        'error',
        { allowArray: true, allowBoolean: true, allowNumber: true },
      ],
      // A port is asynchronous although one of its adapters answers at once.
      '@typescript-eslint/require-await': 'off',
    },
  },
  {
    files: ['widget/src/**/*.ts'],
    extends: [
      lit.configs['flat/recommended'],
      wc.configs['flat/best-practice'],
      litA11y.configs.recommended,
    ],
    plugins: { 'lit-a11y': litA11y },
  },
  {
    // A base class, which the browser never creates: the elements derived from it take nothing.
    files: ['widget/src/drawn-element.ts'],
    rules: { 'wc/no-constructor-params': 'off' },
  },
  { files: ['*.config.{js,ts}', '*/*.config.ts'], rules: { 'no-restricted-exports': 'off' } },
  {
    // Libraries return values and the server logs; only a command talks to a terminal.
    files: ['{models,trainer,server,widget}/src/**/*.ts'],
    ignores: ['{trainer,server}/src/cli.ts', '{trainer,server}/src/commands/**'],
    rules: { 'no-console': 'error' },
  },
  {
    files: ['test/**/*.ts'],
    rules: {
      // An answer's JSON is looked into as it comes: a wrong guess fails the test.
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
      // A test hands around the methods of what it has built.
      '@typescript-eslint/unbound-method': 'off',
    },
  },
);
