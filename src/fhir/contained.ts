import type { CodeableConcept, Group, Location, Organization, PractitionerRole } from 'fhir/r4.js';
import type { Eligibility, Official, Organization as Sponsor, Study, StudyLocation } from '../model/study.js';
import { extension, registryConcept, registryWord } from './fhir-words.js';

type Criterion = NonNullable<Group['characteristic']>[number];

/** The organisation behind a study. */
export function organization(id: string, { name, class: kind }: Sponsor): Organization {
  const type = registryConcept('sponsorClass', kind);
  return { resourceType: 'Organization', id, name, ...(type === undefined ? {} : { type: [type] }) };
}

/** An official of a study with the organisation the record names beside the name. */
export function practitionerRole(id: string, { name, affiliation }: Official): PractitionerRole {
  return {
    resourceType: 'PractitionerRole',
    id,
    practitioner: { display: name ?? undefined },
    organization: { display: affiliation ?? undefined },
  };
}

/** A site. The registry geocodes its city, not the building. */
export function location(id: string, site: StudyLocation): Location {
  const { facility, status, city, state, zip, country, geoPoint } = site;
  return {
    resourceType: 'Location',
    id,
    extension: extension('site-status', status, (word) => ({ valueCoding: registryWord('status', word) })),
    name: facility ?? undefined,
    description: geoPoint === null ? undefined : 'The position is that of the city.',
    address: {
      city: city ?? undefined,
      state: state ?? undefined,
      postalCode: zip ?? undefined,
      country: country ?? undefined,
    },
    position: geoPoint === null ? undefined : { latitude: geoPoint.lat, longitude: geoPoint.lon },
  };
}

/** Who takes part: how many, and by what criteria; null where the record states neither. */
export function participants(id: string, { enrollmentCount, enrollmentType, eligibility }: Study): Group | null {
  if (enrollmentCount === null && eligibility === null) return null;
  return {
    resourceType: 'Group',
    id,
    type: 'person',
    // True only for people who were counted; planned numbers and an unstated kind of number describe an intended group.
    actual: enrollmentType === 'ACTUAL',
    quantity: enrollmentCount ?? undefined,
    characteristic: eligibility === null ? [] : characteristicsOf(eligibility),
  };
}

function characteristicsOf({ criteriaText, sex, minimumAge, maximumAge, healthyVolunteers }: Eligibility): Criterion[] {
  const stated: [string, string | null][] = [
    ['Eligibility criteria', criteriaText],
    ['Sex', sex],
    ['Minimum age', minimumAge],
    ['Maximum age', maximumAge],
  ];
  return [
    ...stated.flatMap(([name, value]) => (isBlank(value) ? [] : [criterion(name, value)])),
    // FHIR's way to say that a group does not have a characteristic is to exclude it.
    ...(healthyVolunteers === null
      ? []
      : [{ code: { text: 'Healthy volunteers' }, valueBoolean: true, exclude: !healthyVolunteers }]),
  ];
}

function criterion(name: string, value: string): Criterion {
  const told: CodeableConcept = { text: value };
  return { code: { text: name }, valueCodeableConcept: told, exclude: false };
}

function isBlank(value: string | null): value is null {
  return value === null || value.trim() === '';
}
