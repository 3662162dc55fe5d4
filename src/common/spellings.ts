/** One way in which a word may be written otherwise, as a pattern and what stands for it in the index. */
export type Spelling = readonly [pattern: RegExp, replacement: string];

/*
 * Both the texts and the queries go through these tables, so it matters only that two spellings of a word end up alike,
 * not that the outcome is a word.
 */

/** British and American spellings: digraphs (haematology, oesophagus, anaemia), endings (tumour, fibre, randomised, labelled). */
export const SPELLINGS: readonly Spelling[] = [
  [/ae|oe/g, 'e'],
  [/sulph/g, 'sulf'],
  [/(tum|col|hum|vap|lab|fav|hon|behavi|flav|neighb|rig)our/, '$1or'],
  [/(cent|fib|lit|tit|calib|theat|met|maneuv)re(?=s?$|d$)/, '$1er'],
  [/(licen|defen|practi)c(?=e|ing)/, '$1s'],
  [/^alumini/, 'alumin'],
  [/^program{1,2}e(?=s?$)/, 'program'],
  [/^gre(?=y)/, 'gra'],
  [/^age(?=ing$)/, 'ag'],
  [/([iy])z(?=(?:e|ed|es|er|ers|ing|ation|ations)$)/, '$1s'],
  [/([aeiou])ll(?=(?:ed|er|ers|ing|ings)$)/, '$1l'],
];

/** Plurals, those of Greek and Latin words among them (metastases, diagnoses, biopsies, carcinomata). */
export const PLURALS: readonly Spelling[] = [
  [/(?<=.{3})omata$/, 'oma'],
  [/^(vir|sin|fet)uses$/, '$1us'],
  [/sses$/, 'ss'],
  [/(?<![aeo])ies$(?<=.{5})/, 'y'],
  [/(ch|sh|x)es$/, '$1'],
  [/(?<=.{2}[^aeos])es$|(?<=.{2}s)es$/, 'e'],
  [/(?<=.{2}[^us])s$(?<!.is$)/, ''],
  [/(?<=.{3})sis$/, 'se'],
  [/(ch|sh)e$/, '$1'],
  [/^women$/, 'woman'],
  [/^men$/, 'man'],
  [/^children$/, 'child'],
];

/** Greek letters, which registry texts write out or not (TGF-β, interferon alpha). */
export const GREEK: Readonly<Record<string, string>> = {
  α: 'alpha',
  β: 'beta',
  γ: 'gamma',
  δ: 'delta',
  ε: 'epsilon',
  ζ: 'zeta',
  η: 'eta',
  θ: 'theta',
  κ: 'kappa',
  λ: 'lambda',
  μ: 'mu',
  π: 'pi',
  σ: 'sigma',
  τ: 'tau',
  φ: 'phi',
  χ: 'chi',
  ψ: 'psi',
  ω: 'omega',
};
