/** By language: title, loading, error, retry. Put in by scripts/build-widget.mjs. */
declare const WORDS_BY_LANGUAGE: Readonly<Record<string, readonly [string, string, string, string]>>;
/** assets/listing.css, minified. */
declare const STYLES: string;
