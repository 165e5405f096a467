import type { TextFile } from './repository-files.ts';

/** Something that no file may contain, and why. */
export interface ForbiddenWord {
  readonly why: string;
  readonly files: RegExp;
  readonly pattern: RegExp;
}

/** The patterns are put together from pieces, so that this file does not contain what it forbids. */
const CODE = /\.(ts|js)$/;
const TEST_WORDS = '(?:describe|it|test|suite)(?:\\.\\w+)*';

const FORBIDDEN_WORDS: readonly ForbiddenWord[] = [
  {
    why: 'a path of one machine means nothing on another',
    files: /./,
    pattern: new RegExp(`(?:^|[\\s"'\`(=])/(?:${['work', 'home/\\w+', 'Users/\\w+'].join('|')})/`),
  },
  {
    why: 'a path in package.json starts in its folder',
    files: /(^|\/)package\.json$/,
    pattern: /": "\/\w/,
  },
  {
    why: 'a lock file with addresses installs only where those answer',
    files: /(^|\/)package-lock\.json$/,
    pattern: /"resolved": "https?:/,
  },
  {
    why: 'npm asks the registry that its user has set',
    files: /(^|\/)(\.npmrc|package\.json)$/,
    pattern: new RegExp(['registry', '\\s*=|https?://[^"\\s]*', 'registry'].join('')),
  },
  {
    why: 'a focused test silences all others',
    files: CODE,
    pattern: new RegExp(`\\b${TEST_WORDS}\\.${'only'}\\b`),
  },
  {
    why: 'a test that is switched off protects nothing',
    files: CODE,
    pattern: new RegExp(
      `\\b(?:${TEST_WORDS}\\.(?:${['skip', 'todo', 'fails'].join('|')})\\b|x(?:it|describe)\\()`,
    ),
  },
  {
    why: 'a test that passes at the second try has failed',
    files: CODE,
    pattern: new RegExp(`\\b${'retr'}(?:y|ies):\\s*[1-9]`),
  },
  {
    why: 'a type that is silenced or a rule that is switched off',
    files: CODE,
    pattern: new RegExp(['@ts-', '(?:ignore|nocheck)|eslint-', 'disable'].join('')),
  },
  {
    why: 'what is left for later belongs into an issue',
    files: CODE,
    pattern: new RegExp(`\\b(?:${['TO', 'DO|FIX', 'ME|XX', 'X'].join('')})\\b`),
  },
];

/** @returns `path:line: what was found (why not)` for each line that contains one */
export function findForbiddenWords(files: readonly TextFile[]): string[] {
  return files.flatMap(({ path, text }) =>
    FORBIDDEN_WORDS.filter((word) => word.files.test(path)).flatMap(({ pattern, why }) =>
      text.split('\n').flatMap((line, index) => {
        const match = pattern.exec(line);
        return match ? [`${path}:${index + 1}: ${match[0].trim()} (${why})`] : [];
      }),
    ),
  );
}
