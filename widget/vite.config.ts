import { defineConfig, type Plugin } from 'vite';

/**
 * Builds one self-contained script: `vite build` the ES module, `vite build --mode classic` the
 * one for a plain script tag. The same sources give the same bytes.
 */
export default defineConfig(({ mode }) => {
  const classic = mode === 'classic';
  return {
    // A classic script has no import.meta; script-origin.ts asks the document there.
    define: {
      'process.env.NODE_ENV': '"production"',
      ...(classic && { 'import.meta.url': 'undefined' }),
    },
    // Lit's own build for production, whatever NODE_ENV says: the other one talks to the console.
    resolve: { conditions: ['module', 'browser', 'production'] },
    build: {
      lib: {
        entry: classic ? 'src/classic.ts' : 'src/index.ts',
        // Required of a classic script, and without an export never used.
        name: 'churnCard',
        formats: [classic ? 'iife' : 'es'],
        fileName: () => (classic ? 'churn-card.classic.js' : 'churn-card.js'),
      },
      // The oldest browsers that the card is for: those with light-dark(), of spring 2024.
      target: ['chrome123', 'edge123', 'firefox121', 'safari17.5'],
      emptyOutDir: !classic,
      reportCompressedSize: false,
      rolldownOptions: { output: { minify: true } },
    },
    plugins: [quietLit(), narrowTexts()],
    logLevel: 'warn',
  };
});

/**
 * Lit makes a Trusted Types policy and a global when it is loaded. Under a strict policy a
 * second Lit on the page throws, and so does a name that the page does not allow. Ours has its own
 * name, does not throw, is not asked for by a second copy that draws nothing, and leaves no global.
 */
function quietLit(): Plugin {
  const changes = [
    {
      file: '/lit-html/lit-html.js',
      from: /(\w+)\.createPolicy\("lit-html",(\{createHTML:\w+=>\w+\})\)/,
      to: '(()=>{try{return customElements.get("churn-card")?void 0:$1.createPolicy("churn-card",$2)}catch{}})()',
    },
    {
      file: '/lit-html/lit-html.js',
      from: /\(\w+\.litHtmlVersions\?\?=\[\]\)\.push\("[^"]+"\)/,
      to: '0',
    },
  ];
  const done = new Set<(typeof changes)[number]>();
  return {
    name: 'quiet-lit',
    enforce: 'pre',
    transform(code, id) {
      return changes
        .filter(({ file }) => id.endsWith(file))
        .reduce((text, change) => {
          if (change.from.test(text)) done.add(change);
          return text.replace(change.from, change.to);
        }, code);
    },
    buildEnd(error) {
      const missed = changes.find((change) => !done.has(change));
      if (missed && !error) this.error(`${missed.file} must contain ${missed.from}: Lit changed`);
    },
  };
}

/** Takes comments and indentation out of style sheets and templates, which minifiers leave alone. */
function narrowTexts(): Plugin {
  return {
    name: 'narrow-texts',
    enforce: 'pre',
    transform(code, id) {
      if (!id.includes('/widget/src/styles/')) return undefined;
      return code.replace(/(?<=css`)[^`]*/g, (sheet) =>
        sheet
          .replace(/\/\*.*?\*\//gs, '')
          .replace(/\s+/g, ' ')
          .replace(/ ?([{};,]) ?/g, '$1')
          .replaceAll(': ', ':')
          .replaceAll(';}', '}'),
      );
    },
    generateBundle(_options, bundle) {
      for (const file of Object.values(bundle)) {
        // What is minified has line breaks with indentation only inside templates.
        if (file.type === 'chunk') file.code = file.code.replace(/\n +/g, ' ');
      }
    },
  };
}
