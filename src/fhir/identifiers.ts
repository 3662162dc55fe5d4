import type { Identifier } from 'fhir/r4.js';
import type { SecondaryId, Study } from '../model/study.js';
import { NCT_SYSTEM } from './fhir-words.js';

/** Numbers of a study: its NCT number, former ones, the sponsor's own and those of other registries. */
export function identifiersOf(study: Study): Identifier[] {
  const { nctId, nctIdAliases, orgStudyId, organization, secondaryIds } = study;
  return [
    { use: 'official', system: NCT_SYSTEM, value: nctId },
    ...nctIdAliases.map((value): Identifier => ({ use: 'old', system: NCT_SYSTEM, value })),
    ...(orgStudyId === null ? [] : [sponsorsOwn(orgStudyId, organization?.name ?? null)]),
    ...secondaryIds.map(ofOthers),
  ];
}

function sponsorsOwn(value: string, organization: string | null): Identifier {
  const assigner = organization === null ? {} : { assigner: { display: organization } };
  return { use: 'secondary', type: { text: "Organization's own study id" }, value, ...assigner };
}

/** The registry names no namespace for these, so neither do we: the type says what kind of number it is. */
function ofOthers({ id, type, domain }: SecondaryId): Identifier {
  return {
    use: 'secondary',
    ...(type === null ? {} : { type: { text: type } }),
    value: id,
    ...(domain === null ? {} : { assigner: { display: domain } }),
  };
}
