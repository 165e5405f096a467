/**
 * Where this script came from: the server that delivers the card also answers it. Only while the
 * script runs for the first time does the document know.
 *
 * @returns an origin, or null where the script has none, as in a bundle of the host's own
 */
export const scriptOrigin: string | null = originOf(
  // A module has no `currentScript`; a classic script has no `import.meta`, the build empties it.
  (document.currentScript as HTMLScriptElement | null)?.src || import.meta.url,
);

function originOf(address: string | undefined): string | null {
  try {
    const { protocol, origin } = new URL(address ?? '');
    return /^https?:$/.test(protocol) ? origin : null;
  } catch {
    return null;
  }
}
