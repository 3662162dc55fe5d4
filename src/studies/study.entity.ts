import { Column, Entity, EntitySchema, Index, PrimaryColumn } from 'typeorm';
import { gzippedJson, jsonText, bytesType, type Engine } from '../database/columns.js';
import type { Origin } from '../model/provenance.js';
import type { OverallStatus, Sex, SponsorClass, Study, StudyType } from '../model/study.js';
import type { StudySummaryParts } from './study-summary.types.js';

/** The current state of one study: what filters and lists need. The bodies are in `study_version`. */
@Entity('study')
@Index('ix_study_last_update', ['lastUpdatePostDate', 'id'])
@Index('ix_study_start', ['startDate', 'id'])
@Index('ix_study_enrollment', ['enrollmentCount', 'id'])
@Index('ix_study_status', ['overallStatus'])
@Index('ix_study_source_updated', ['sourceUpdatedAt'])
@Index('ix_study_indexed_by', ['indexedBy'])
export class StudyRow {
  /** The number of the NCT number. */
  @PrimaryColumn({ type: 'integer', primaryKeyConstraintName: 'pk_study' })
  id: number;
  @Column({ type: 'text', name: 'nct_id' })
  nctId: string;
  @Column({ type: 'text', name: 'brief_title' })
  briefTitle: string;
  @Column({ type: 'text', name: 'overall_status', nullable: true })
  overallStatus: OverallStatus | null;
  @Column({ type: 'text', name: 'status_verified_date', nullable: true })
  statusVerifiedDate: string | null;
  @Column({ type: 'text', name: 'study_type', nullable: true })
  studyType: StudyType | null;
  @Column({ type: 'text', name: 'lead_sponsor_name', nullable: true })
  leadSponsorName: string | null;
  @Column({ type: 'text', name: 'lead_sponsor_class', nullable: true })
  leadSponsorClass: SponsorClass | null;
  @Column({ type: 'integer', name: 'enrollment_count', nullable: true })
  enrollmentCount: number | null;
  @Column({ type: 'text', name: 'start_date', nullable: true })
  startDate: string | null;
  @Column({ type: 'text', name: 'last_update_post_date', nullable: true })
  lastUpdatePostDate: string | null;
  @Column({ type: 'boolean', name: 'has_results' })
  hasResults: boolean;
  @Column({ type: 'text', nullable: true })
  sex: Sex | null;
  @Column({ type: 'real', name: 'minimum_age_years', nullable: true })
  minimumAgeYears: number | null;
  @Column({ type: 'real', name: 'maximum_age_years', nullable: true })
  maximumAgeYears: number | null;
  @Column({ type: 'boolean', name: 'healthy_volunteers', nullable: true })
  healthyVolunteers: boolean | null;
  /** What a list shows beyond the columns. */
  @Column({ type: 'text', transformer: jsonText })
  summary: StudySummaryParts;
  @Column({ type: 'text' })
  origin: Origin;
  @Column({ type: 'text' })
  url: string;
  /** Day the registry vouched for this content when we first received it. */
  @Column({ type: 'text', name: 'data_date', nullable: true })
  dataDate: string | null;
  /** Last day on which the registry showed this content to us; moves without a change. */
  @Column({ type: 'text', name: 'seen_on', nullable: true })
  seenOn: string | null;
  @Column({ type: 'integer', name: 'seen_run', nullable: true })
  seenRun: number | null;
  @Column({ type: 'text', name: 'retrieved_at' })
  retrievedAt: string;
  @Column({ type: 'text', name: 'source_updated_at', nullable: true })
  sourceUpdatedAt: string | null;
  @Column({ type: 'text', name: 'content_hash' })
  contentHash: string;
  /** Number of the current version in `study_version`, from 1. */
  @Column({ type: 'integer' })
  version: number;
  @Column({ type: 'text', name: 'gone_at', nullable: true })
  goneAt: string | null;
  /** Version of the full-text index that holds the study, null while none does. */
  @Column({ type: 'text', name: 'indexed_by', nullable: true })
  indexedBy: string | null;
}

/** Phases of a study, one row each, for filters. */
@Entity('study_phase')
@Index('ix_study_phase_phase', ['phase'])
export class StudyPhaseRow {
  @PrimaryColumn({ type: 'integer', name: 'study_id', primaryKeyConstraintName: 'pk_study_phase' })
  studyId: number;
  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'pk_study_phase' })
  phase: string;
}

/** Sites of a study in the order of the record. */
@Entity('study_location')
@Index('ix_study_location_country', ['country', 'studyId'])
@Index('ix_study_location_point', ['lat', 'lon'])
export class StudyLocationRow {
  @PrimaryColumn({ type: 'integer', name: 'study_id', primaryKeyConstraintName: 'pk_study_location' })
  studyId: number;
  @PrimaryColumn({ type: 'integer', primaryKeyConstraintName: 'pk_study_location' })
  position: number;
  @Column({ type: 'text', nullable: true })
  country: string | null;
  @Column({ type: 'text', nullable: true })
  city: string | null;
  @Column({ type: 'text', nullable: true })
  status: OverallStatus | null;
  @Column({ type: 'real', nullable: true })
  lat: number | null;
  @Column({ type: 'real', nullable: true })
  lon: number | null;
  @Column({ type: 'text', nullable: true })
  facility: string | null;
  @Column({ type: 'text', nullable: true })
  state: string | null;
}

/** Former NCT numbers of a study. */
@Entity('study_alias')
@Index('ix_study_alias_study', ['studyId'])
export class StudyAliasRow {
  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'pk_study_alias' })
  alias: string;
  @Column({ type: 'integer', name: 'study_id' })
  studyId: number;
}

/** One version of a study as we saw it, with the record as received. */
export type StudyVersionRow = {
  studyId: number;
  n: number;
  dataDate: string | null;
  sourceUpdatedAt: string | null;
  retrievedAt: string;
  origin: Origin;
  contentHash: string;
  study: Study;
  /** gzip bytes of the raw JSON. */
  raw: Buffer;
};

/** Name under which repositories of `study_version` are asked for. */
export const STUDY_VERSION = 'study_version';

/** Schema of `study_version`; a function because the bytes type differs by engine. */
export function studyVersionSchema(engine: Engine): EntitySchema<StudyVersionRow> {
  return new EntitySchema<StudyVersionRow>({
    name: STUDY_VERSION,
    tableName: STUDY_VERSION,
    columns: {
      studyId: { type: 'integer', name: 'study_id', primary: true, primaryKeyConstraintName: 'pk_study_version' },
      n: { type: 'integer', primary: true, primaryKeyConstraintName: 'pk_study_version' },
      dataDate: { type: 'text', name: 'data_date', nullable: true },
      sourceUpdatedAt: { type: 'text', name: 'source_updated_at', nullable: true },
      retrievedAt: { type: 'text', name: 'retrieved_at' },
      origin: { type: 'text' },
      contentHash: { type: 'text', name: 'content_hash' },
      study: gzippedJson(engine),
      raw: { type: bytesType(engine) },
    },
  });
}
