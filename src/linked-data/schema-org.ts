import type { CreativeWork, MedicalCode, PropertyValue } from 'schema-dts';

/** A member of an enumeration of schema.org, as node: a bare text would be read as text. */
export type Member = { '@id': `schema:${string}` };

/** The member of an enumeration with this name. */
export function member(name: string): Member {
  return { '@id': `schema:${name}` };
}

/** A code of a vocabulary. */
export function medicalCode(codingSystem: string, codeValue: string, name?: string): MedicalCode {
  return { '@type': 'MedicalCode', codingSystem, codeValue, name };
}

/** A number that names something; `kind` says whose number it is. */
export function identifier(kind: string, value: string, name?: string): PropertyValue {
  return { '@type': 'PropertyValue', propertyID: kind, value, name };
}

/** A text that stands for a document. */
export function statement(text: string, name?: string): CreativeWork {
  return { '@type': 'CreativeWork', name, text };
}

/** Publication in PubMed. */
export function pubmedAddress(pmid: string): string {
  return `https://pubmed.ncbi.nlm.nih.gov/${encodeURIComponent(pmid)}/`;
}
