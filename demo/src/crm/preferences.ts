import type { Request, Response } from 'express';
import { LANGUAGES, THEMES, type Language, type Theme } from './texts.ts';

export interface Preferences {
  readonly language: Language;
  readonly theme: Theme;
}

/** What was chosen before, else what the browser asks for. */
export function readPreferences(request: Request): Preferences {
  const cookies = new Map(
    (request.get('Cookie') ?? '').split('; ').map((pair) => {
      const [name, value = ''] = pair.split('=', 2);
      return [name, value];
    }),
  );
  const accepted = request.acceptsLanguages([...LANGUAGES]);
  return {
    language: known(LANGUAGES, cookies.get('language')) ?? known(LANGUAGES, accepted) ?? 'en',
    theme: known(THEMES, cookies.get('theme')) ?? 'auto',
  };
}

/** Keeps a choice and goes back to the page it was made on. */
export function savePreferences(request: Request, response: Response): void {
  const chosen = new URL(request.originalUrl, 'http://localhost').searchParams;
  const language = known(LANGUAGES, chosen.get('language'));
  const theme = known(THEMES, chosen.get('theme'));
  const options = { httpOnly: true, sameSite: 'lax', maxAge: 365 * 86_400_000 } as const;
  if (language) response.cookie('language', language, options);
  if (theme) response.cookie('theme', theme, options);
  response.redirect(303, ownPath(request) ?? '/customers');
}

/** The page that the link was on: only a path, so that nobody is sent to another site. */
function ownPath(request: Request): string | null {
  const referer = request.get('Referer') ?? '';
  if (!URL.canParse(referer)) return null;
  const { host, pathname, search } = new URL(referer);
  return host === request.get('Host') ? pathname.replace(/^\/+/, '/') + search : null;
}

function known<T extends string>(
  words: readonly T[],
  word: string | false | null | undefined,
): T | undefined {
  return words.find((candidate) => candidate === word);
}
