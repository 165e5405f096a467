import type { RequestHandler } from 'express';

/**
 * The rules that a bank's pages come with, strict on purpose: the card has to work under them.
 *
 * @param cardServer the only other origin that a page may load a script from and talk to
 */
export function securityHeaders(cardServer: string): RequestHandler {
  const policy = [
    "default-src 'none'",
    `script-src 'self' ${cardServer}`,
    `connect-src 'self' ${cardServer}`,
    "style-src 'self'",
    "img-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
    // The card's own policy is the only one: nothing else in a page turns text into markup.
    "require-trusted-types-for 'script'",
    'trusted-types churn-card',
  ].join('; ');
  return (_request, response, next) => {
    response.set({
      'Content-Security-Policy': policy,
      'X-Content-Type-Options': 'nosniff',
      'Referrer-Policy': 'same-origin',
      'Cross-Origin-Opener-Policy': 'same-origin',
      'Cache-Control': 'no-store',
    });
    next();
  };
}

/**
 * The demo has no login, so nobody but this machine's own pages may ask: a foreign name that
 * points here (DNS rebinding) and a foreign page that posts here are both turned away.
 */
export const onlyOwnPages: RequestHandler = (request, response, next) => {
  const name = request.hostname;
  if (name !== 'localhost' && name !== '127.0.0.1') {
    response.status(421).type('text').send('This demo answers only as localhost.');
    return;
  }
  const site = request.get('Sec-Fetch-Site');
  const isForeign = site === 'cross-site' || site === 'same-site';
  const isLink = request.method === 'GET' && request.get('Sec-Fetch-Mode') === 'navigate';
  if (isForeign && !isLink) {
    response.status(403).type('text').send('This demo answers only its own pages.');
    return;
  }
  next();
};
