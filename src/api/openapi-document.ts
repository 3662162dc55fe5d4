import { serviceVersion } from '../common/service-version.js';
import * as embed from '../embed/embed.operations.js';
import * as exports from '../exports/exports.operations.js';
import * as releases from '../exports/releases.operations.js';
import type { Operation } from '../http/operation.js';
import { openApiDocument, type OpenApi } from '../http/openapi.js';
import * as fhir from '../fhir/fhir.operations.js';
import * as linked from '../linked-data/linked-data.types.js';
import * as health from '../ops/health.operations.js';
import * as drugs from './drugs.operations.js';
import { DISCLAIMER } from './envelopes.service.js';
import * as guides from './guides.operations.js';
import * as publications from './publications.operations.js';
import * as common from './schemas/common.schema.js';
import * as drugSchemas from './schemas/drug.schema.js';
import * as entries from './schemas/entry.schema.js';
import * as guideSchemas from './schemas/guide.schema.js';
import * as publicationSchemas from './schemas/publication.schema.js';
import * as sourceSchemas from './schemas/source.schema.js';
import * as studies from './schemas/study.schema.js';
import { releaseManifest } from '../snapshot/releases/release-manifest.schema.js';
import * as service from './service.operations.js';
import * as sources from './sources.operations.js';
import * as trials from './trials.operations.js';

const { operationOutcome, ...FHIR } = fhir;

/** Every operation of the service, in the order of its description. */
export const OPERATIONS: readonly Operation[] = [
  guides,
  trials,
  drugs,
  publications,
  FHIR,
  exports,
  releases,
  embed,
  sources,
  service,
  health,
].flatMap((module) => Object.values(module) as unknown as Operation[]);

const ABOUT =
  'Patient guides linked to records of clinical trials, drugs and publications, with provenance on every value.';
const CONVENTIONS =
  'Every address takes `HEAD` wherever it takes `GET`. What belongs to no operation is answered as `components.responses` says: an unknown address, another method, a body that is too large. Under `/fhir` errors are FHIR OperationOutcomes, except those of requests whose head could not be read.';

/** The description of the service as OpenAPI 3.1 JSON. */
export function buildOpenApi(): OpenApi {
  return openApiDocument(
    {
      title: 'Trialweave',
      version: serviceVersion(),
      description: [ABOUT, DISCLAIMER, CONVENTIONS].join('\n\n'),
      tags: [
        { name: 'guides', description: 'Guides with their entries and checked claims.' },
        { name: 'trials', description: 'Studies.' },
        { name: 'drugs', description: 'Drugs of the guides, merged from every source that knows them.' },
        { name: 'publications', description: "Publications on the guides' studies and claims." },
        { name: 'fhir', description: 'Studies in the words of FHIR R4.' },
        { name: 'exports', description: 'Data as files.' },
        { name: 'embed', description: 'Studies for other sites.' },
        { name: 'sources', description: 'Where the data comes from, and how fresh it is.' },
        { name: 'changes', description: 'What changed, replayable.' },
        { name: 'service', description: 'The service itself.' },
        { name: 'health', description: 'Whether the service runs and can answer.' },
      ],
      schemas: {
        Problem: common.problem,
        OperationOutcome: operationOutcome,
        Meta: common.meta,
        Page: common.page,
        Provenance: common.provenance,
        PartStatus: common.partStatus,
        Parts: common.parts,
        GuideItem: guideSchemas.guideItem,
        Guide: guideSchemas.guide,
        EntryItem: guideSchemas.entryItem,
        Claim: guideSchemas.claim,
        Entry: entries.entry,
        DrugItem: drugSchemas.drugItem,
        Drug: drugSchemas.drug,
        FieldConflict: drugSchemas.fieldConflict,
        Publication: publicationSchemas.publication,
        TrialItem: studies.trialItem,
        Release: releaseManifest,
        Trial: studies.trial,
        LinkedStudy: linked.linkedStudy,
        LinkedDrug: linked.linkedDrug,
        LinkedPublication: linked.linkedPublication,
        Source: sourceSchemas.sourceReport,
        SyncRun: sourceSchemas.syncRun,
        Change: sourceSchemas.change,
      },
    },
    OPERATIONS,
  );
}
