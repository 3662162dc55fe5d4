/** Sources by the names they have for readers, which no language translates. */
const NAMES: Readonly<Record<string, string>> = {
  'clinicaltrials-gov': 'ClinicalTrials.gov',
  openfda: 'openFDA',
  rxnorm: 'RxNorm',
  'nci-drug-dictionary': 'NCI Drug Dictionary',
  pubmed: 'PubMed',
};

/** The name of a source by its id; an id without a name stays as it is. */
export function sourceName(id: string): string {
  return NAMES[id] ?? id;
}
