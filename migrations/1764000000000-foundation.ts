import { type MigrationInterface, type QueryRunner, TableIndex } from 'typeorm';
import { bytesOf, createTable, type Column } from './portable-table.js';

/** The first schema: studies with their versions, guides, links, merged entries, claims, changes and source state. */
export class Foundation1764000000000 implements MigrationInterface {
  readonly name = 'Foundation1764000000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const [name, columns] of Object.entries(tables(bytesOf(runner)))) await createTable(runner, name, columns);
    for (const [name, table, columns] of indexes) {
      await runner.createIndex(table, new TableIndex({ name, columnNames: columns }));
    }
    await runner.query('INSERT INTO write_lock (id, touched) VALUES (1, 0)');
  }

  down(): Promise<void> {
    return Promise.reject(new Error('migrations only go forward: restore a backup instead'));
  }
}

const tables = (bytes: string): Record<string, Column[]> => ({
  write_lock: [
    ['id', 'integer', 'key'],
    ['touched', 'integer'],
  ],
  study: [
    ['id', 'integer', 'key'],
    ['nct_id', 'text'],
    ['brief_title', 'text'],
    ['overall_status', 'text', 'null'],
    ['status_verified_date', 'text', 'null'],
    ['study_type', 'text', 'null'],
    ['lead_sponsor_name', 'text', 'null'],
    ['lead_sponsor_class', 'text', 'null'],
    ['enrollment_count', 'integer', 'null'],
    ['start_date', 'text', 'null'],
    ['last_update_post_date', 'text', 'null'],
    ['has_results', 'boolean'],
    ['sex', 'text', 'null'],
    ['minimum_age_years', 'real', 'null'],
    ['maximum_age_years', 'real', 'null'],
    ['healthy_volunteers', 'boolean', 'null'],
    ['summary', 'text'],
    ['origin', 'text'],
    ['url', 'text'],
    ['data_date', 'text', 'null'],
    ['seen_on', 'text', 'null'],
    ['seen_run', 'integer', 'null'],
    ['retrieved_at', 'text'],
    ['source_updated_at', 'text', 'null'],
    ['content_hash', 'text'],
    ['version', 'integer'],
    ['gone_at', 'text', 'null'],
  ],
  study_version: [
    ['study_id', 'integer', 'key'],
    ['n', 'integer', 'key'],
    ['data_date', 'text', 'null'],
    ['source_updated_at', 'text', 'null'],
    ['retrieved_at', 'text'],
    ['origin', 'text'],
    ['content_hash', 'text'],
    ['study', bytes],
    ['raw', bytes],
  ],
  study_phase: [
    ['study_id', 'integer', 'key'],
    ['phase', 'text', 'key'],
  ],
  study_location: [
    ['study_id', 'integer', 'key'],
    ['position', 'integer', 'key'],
    ['country', 'text', 'null'],
    ['city', 'text', 'null'],
    ['status', 'text', 'null'],
    ['lat', 'real', 'null'],
    ['lon', 'real', 'null'],
  ],
  study_alias: [
    ['alias', 'text', 'key'],
    ['study_id', 'integer'],
  ],
  guide: [
    ['guide_id', 'text', 'key'],
    ['document', 'text'],
    ['content_hash', 'text'],
    ['linked_hash', 'text', 'null'],
    ['relink_cursor', 'integer'],
    ['imported_at', 'text'],
  ],
  entry_link: [
    ['guide_id', 'text', 'key'],
    ['entry_id', 'text', 'key'],
    ['study_id', 'integer', 'key'],
    ['role', 'text'],
    ['methods', 'text'],
    ['evidence', 'text'],
  ],
  study_scope: [
    ['guide_id', 'text', 'key'],
    ['study_id', 'integer', 'key'],
    ['scope', 'text'],
    ['evidence', 'text'],
  ],
  entry: [
    ['guide_id', 'text', 'key'],
    ['entry_id', 'text', 'key'],
    ['position', 'integer'],
    ['needs_merge', 'boolean'],
    ['document', 'text', 'null'],
    ['provenance', 'text', 'null'],
    ['content_hash', 'text', 'null'],
    ['merged_on', 'text', 'null'],
    ['merge_error', 'text', 'null'],
  ],
  claim_check: [
    ['guide_id', 'text', 'key'],
    ['claim_id', 'text', 'key'],
    ['verdict', 'text'],
    ['document', 'text'],
    ['checked_on', 'text'],
  ],
  change: [
    ['id', 'integer', 'identity'],
    ['subject', 'text'],
    ['kind', 'text'],
    ['at', 'text'],
    ['fields', 'text'],
    ['text', 'text'],
  ],
  change_consumer: [
    ['name', 'text', 'key'],
    ['cursor', 'integer'],
  ],
  source_state: [
    ['source', 'text', 'key'],
    ['lease_holder', 'text', 'null'],
    ['leased_until', 'text', 'null'],
    ['next_run_at', 'text', 'null'],
    ['cursor', 'text', 'null'],
    ['checkpoint', 'text', 'null'],
    ['last_success_at', 'text', 'null'],
    ['last_failure_at', 'text', 'null'],
    ['bundled_at', 'text', 'null'],
  ],
  sync_run: [
    ['id', 'integer', 'identity'],
    ['source', 'text'],
    ['started_by', 'text'],
    ['kind', 'text'],
    ['outcome', 'text'],
    ['started_at', 'text'],
    ['finished_at', 'text', 'null'],
    ['counts', 'text'],
    ['data_version', 'text', 'null'],
    ['error', 'text', 'null'],
  ],
  rejection: [
    ['source', 'text', 'key'],
    ['key', 'text', 'key'],
    ['extent', 'text'],
    ['run_id', 'integer'],
    ['at', 'text'],
    ['problems', 'text'],
    ['raw', 'text', 'null'],
  ],
});

const indexes: [name: string, table: string, columns: string[]][] = [
  ['ix_study_last_update', 'study', ['last_update_post_date', 'id']],
  ['ix_study_start', 'study', ['start_date', 'id']],
  ['ix_study_enrollment', 'study', ['enrollment_count', 'id']],
  ['ix_study_status', 'study', ['overall_status']],
  ['ix_study_source_updated', 'study', ['source_updated_at']],
  ['ix_study_phase_phase', 'study_phase', ['phase']],
  ['ix_study_location_country', 'study_location', ['country', 'study_id']],
  ['ix_study_alias_study', 'study_alias', ['study_id']],
  ['ix_entry_link_study', 'entry_link', ['study_id']],
  ['ix_study_scope_study', 'study_scope', ['study_id']],
  ['ix_change_subject', 'change', ['subject', 'id']],
  ['ix_sync_run_source', 'sync_run', ['source', 'id']],
];
