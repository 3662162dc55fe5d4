import { z } from 'zod';
import { choosing, meshId, pattern, record, text } from './guide-file-parts.js';

/** The vocabularies an entry may be identified in, each with the form of its codes. */
const CODE_FORMS = {
  mesh: meshId,
  rxnorm: pattern(/^\d{1,8}$/, 'an RxCUI in quotes: digits'),
  unii: pattern(/^[0-9A-Z]{10}$/, 'a UNII: 10 capital letters or digits'),
  atc: pattern(
    /^[A-Z](?:\d{2}(?:[A-Z](?:[A-Z](?:\d{2})?)?)?)?$/,
    'an ATC code: a letter, two digits and so on, up to 7 characters',
  ),
  cas: pattern(/^\d{2,7}-\d{2}-\d$/, 'a CAS number: digits with two hyphens'),
  ncit: pattern(/^C\d{2,7}$/, 'an NCI Thesaurus code: C and digits'),
  'spl-set-id': pattern(/^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/, 'an SPL set id: a UUID in lower case'),
  'fda-application': pattern(/^(?:NDA|ANDA|BLA)\d{6}$/, 'NDA, ANDA or BLA and 6 digits'),
};

const identifierIn = <System extends keyof typeof CODE_FORMS>(system: System) =>
  record({ system: z.literal(system), code: CODE_FORMS[system], label: text.optional(), origin: text });

/** A code in an outside vocabulary; `origin` is where it was found. */
export const identifier = z.discriminatedUnion(
  'system',
  [
    identifierIn('mesh'),
    identifierIn('rxnorm'),
    identifierIn('unii'),
    identifierIn('atc'),
    identifierIn('cas'),
    identifierIn('ncit'),
    identifierIn('spl-set-id'),
    identifierIn('fda-application'),
  ],
  choosing('system', Object.keys(CODE_FORMS)),
);
