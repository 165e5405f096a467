/** A host's page, as the card finds it: its own window, and a fake server behind `fetch`. */
globalThis.host = {
  names: new Set(Object.getOwnPropertyNames(globalThis)),
  errors: [],
  violations: [],
  requests: [],
  events: [],
};
globalThis.addEventListener('error', ({ message }) => host.errors.push(message));
globalThis.addEventListener('unhandledrejection', ({ reason }) => host.errors.push(String(reason)));
for (const name of ['churn-card-load', 'churn-card-error']) {
  addEventListener(name, () => host.events.push(name));
}
document.addEventListener('securitypolicyviolation', ({ violatedDirective, sourceFile }) =>
  host.violations.push(`${violatedDirective} ${sourceFile}`),
);
for (const name of ['log', 'info', 'warn', 'error', 'debug']) {
  console[name] = (...texts) => host.errors.push(`console.${name} ${texts.join(' ')}`);
}
globalThis.fetch = async (address) => {
  const url = new URL(address);
  host.requests.push(url.href);
  const body = url.pathname.endsWith('/card') ? parent.cardJson : '{"token":"abc"}';
  return new Response(body, { headers: { 'Content-Type': 'application/json' } });
};
