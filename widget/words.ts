/** What is said before anything has come from the service. */
export type Words = { language: string; title: string; loading: string; error: string; retry: string };

const KNOWN = WORDS_BY_LANGUAGE;

/** The known language that a tag (BCP 47) means, null for none: `pt-BR` means `pt`, `zh` means `zh-Hans`. */
export function knownLanguage(tag: string): string | null {
  const given = tag.toLowerCase();
  const tags = Object.keys(KNOWN);
  const first = (text: string): string => text.split('-', 1)[0] ?? '';
  return (
    tags.find((each) => each.toLowerCase() === given) ??
    tags.find((each) => first(each.toLowerCase()) === first(given)) ??
    null
  );
}

/** The words of a known language, else the English ones. */
export function wordsOf(given: string | null): Words {
  const language = given !== null && given in KNOWN ? given : 'en';
  const [title = '', loading = '', error = '', retry = ''] = KNOWN[language] ?? [];
  return { language, title, loading, error, retry };
}
