import type { RelatedArtifact } from 'fhir/r4.js';
import type { Reference, SeeAlsoLink, Study } from '../model/study.js';

/** What belongs to a study: its page in the registry, publications, further pages. */
export function relatedArtifacts(study: Study, registryPage: string): RelatedArtifact[] {
  return [
    { type: 'documentation', display: `Registry record ${study.nctId}`, url: registryPage },
    ...study.references.map(publication),
    ...study.seeAlsoLinks.map(furtherPage),
  ];
}

function publication({ pmid, type, citation }: Reference): RelatedArtifact {
  return {
    type: 'citation',
    label: pmid === null ? undefined : `PMID ${pmid}`,
    display: type ?? undefined,
    citation: citation ?? undefined,
    url: pmid === null ? undefined : `https://pubmed.ncbi.nlm.nih.gov/${encodeURIComponent(pmid)}/`,
  };
}

/** People type these addresses; one that is none stays readable as text. */
function furtherPage({ label, url }: SeeAlsoLink): RelatedArtifact {
  const isAddress = /^https?:\/\/\S+$/i.test(url);
  return { type: 'documentation', display: label ?? url, ...(isAddress ? { url } : { citation: url }) };
}
