import { Inject, Injectable } from '@nestjs/common';
import type { Provenance } from 'fhir/r4.js';
import { CONFIG, type Config } from '../config/config.js';
import { badParameters, studyNotFound } from '../http/problem.js';
import { parseNctId } from '../model/identifiers.js';
import { STUDY_SOURCES, type StudySource } from '../sources/sources.types.js';
import { StudyReader } from '../studies/study-reader.store.js';
import { searchBundle, type SearchBundle } from './bundle.js';
import { baseOf, linkOf } from './fhir-address.js';
import type { FhirCall } from './fhir-call.js';
import type { ProvenanceQuery } from './fhir.parameters.js';
import { provenanceOf } from './provenance.js';

/** Where studies are from, as FHIR resources: one for each version seen. */
@Injectable()
export class Provenances {
  constructor(
    private readonly studies: StudyReader,
    @Inject(STUDY_SOURCES) private readonly sources: readonly [StudySource],
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** One provenance. Throws a 404 problem for an id that none has. */
  async read(id: string): Promise<Provenance> {
    const found = (await this.ofStudy(id.replace(/-\d+$/, ''))).find((provenance) => provenance.id === id);
    if (found === undefined) throw studyNotFound(id.slice(0, 40));
    return found;
  }

  /** All of one study, newest first. Throws a 400 problem for a target of another kind. */
  async search({ target }: ProvenanceQuery, call: FhirCall): Promise<SearchBundle> {
    const { publicUrl } = this.config;
    const base = baseOf(publicUrl, call);
    const found = await this.ofStudy(requireTarget(target, base));
    const links = [{ relation: 'self', url: linkOf(publicUrl, call) }];
    return searchBundle({ base, links, total: found.length, found, ignored: call.ignored });
  }

  private async ofStudy(given: string): Promise<Provenance[]> {
    const nctId = parseNctId(given);
    const stored = nctId === null ? null : await this.studies.find(nctId);
    if (nctId === null || nctId !== given || stored === null) return [];
    const [{ about }] = this.sources;
    const versions = await this.studies.versions(nctId);
    return versions.map((version) => provenanceOf({ nctId, url: stored.url }, version, about)).reverse();
  }
}

/** The id in a reference to a study, relative or absolute. */
function requireTarget(target: string, base: string): string {
  const [, id] = /^ResearchStudy\/(.+)$/.exec(target.replace(`${base}/`, '')) ?? [];
  if (id !== undefined) return id;
  const detail = 'Expected `ResearchStudy/` and an NCT number.';
  throw badParameters([{ parameter: 'target', detail }]);
}
