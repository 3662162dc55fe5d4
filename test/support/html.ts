import { HtmlValidate } from 'html-validate';

const validator = new HtmlValidate({
  root: true,
  extends: ['html-validate:standard', 'html-validate:a11y'],
  rules: {
    // How the templates write HTML, which is allowed either way.
    'void-style': 'off',
    'no-trailing-whitespace': 'off',
    'attribute-boolean-style': 'off',
    'attribute-empty-style': 'off',
    'no-implicit-button-type': 'off',
    'long-title': 'off',
    // A `>` in a text ends nothing; the templates write `<` and `&` as their names.
    'no-raw-characters': 'off',
    'tel-non-breaking': 'off',
    // Our CSP makes subresource integrity of our own files needless.
    'require-sri': 'off',
    'no-inline-style': 'error',
  },
});

/** Everything that is wrong with a page as HTML: structure, ids, labels, ARIA. */
export function htmlFaults(html: string): string[] {
  const { results } = validator.validateStringSync(html);
  return results.flatMap(({ messages }) =>
    messages.map(({ ruleId, message, line, column }) => `${ruleId} at ${line}:${column}: ${message}`),
  );
}

/** Texts of the blocks of linked data in a page. */
export function linkedDataIn(html: string): object[] {
  const blocks = html.matchAll(/<script type="application\/ld\+json">(.*?)<\/script>/gs);
  return [...blocks].map(([, json = '']) => JSON.parse(json) as object);
}
