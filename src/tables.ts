import { ChangeConsumerRow, ChangeRow } from './changes/change.entity.js';
import { ClaimCheckRow } from './claims/claim-check.entity.js';
import type { Engine } from './database/columns.js';
import type { TablesOf } from './database/data-source.js';
import { WriteLockRow } from './database/write-lock.entity.js';
import { DrugRow } from './drugs/drug.entity.js';
import { EntryRow } from './entries/entry.entity.js';
import { GuideRow } from './guides/guide.entity.js';
import { EntryLinkRow, StudyScopeRow } from './links/link.entity.js';
import { ReferenceAnswerRow, referenceRecordSchema, referenceVersionSchema } from './references/reference.entity.js';
import { RejectionRow, SourceStateRow, SyncRunRow } from './source-status/source-status.entity.js';
import {
  StudyAliasRow,
  StudyLocationRow,
  StudyPhaseRow,
  StudyRow,
  studyVersionSchema,
} from './studies/study.entity.js';

/** Every table, for the engine at hand. */
export const tablesOf: TablesOf = (engine: Engine) => [
  WriteLockRow,
  StudyRow,
  StudyPhaseRow,
  StudyLocationRow,
  StudyAliasRow,
  studyVersionSchema(engine),
  GuideRow,
  EntryLinkRow,
  StudyScopeRow,
  EntryRow,
  ClaimCheckRow,
  referenceRecordSchema(engine),
  referenceVersionSchema(engine),
  ReferenceAnswerRow,
  DrugRow,
  ChangeRow,
  ChangeConsumerRow,
  SourceStateRow,
  SyncRunRow,
  RejectionRow,
];
