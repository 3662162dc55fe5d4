import { type MigrationInterface, type QueryRunner, TableIndex } from 'typeorm';
import { bytesOf, createTable, type Column } from './portable-table.js';

/** Drug and literature sources: records with their versions, answers to questions, merged drugs, and what a claim was checked on. */
export class References1764100000000 implements MigrationInterface {
  readonly name = 'References1764100000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const [name, columns] of Object.entries(tables(bytesOf(runner)))) await createTable(runner, name, columns);
    const bySubject = { name: 'ix_reference_answer_subject', columnNames: ['subject'] };
    await runner.createIndex('reference_answer', new TableIndex(bySubject));
    await runner.query('ALTER TABLE claim_check ADD COLUMN input_hash text');
    // Merged records have new parts: all are merged again before anything is served.
    await runner.query('UPDATE entry SET needs_merge = true');
  }

  down(): Promise<void> {
    return Promise.reject(new Error('migrations only go forward: restore a backup instead'));
  }
}

const tables = (bytes: string): Record<string, Column[]> => ({
  reference_record: [
    ['source', 'text', 'key'],
    ['kind', 'text', 'key'],
    ['key', 'text', 'key'],
    ['version', 'integer'],
    ['content_hash', 'text'],
    ['retrieved_at', 'text'],
    ['source_updated_at', 'text', 'null'],
    ['origin', 'text'],
    ['url', 'text'],
    ['data', bytes],
  ],
  reference_version: [
    ['source', 'text', 'key'],
    ['kind', 'text', 'key'],
    ['key', 'text', 'key'],
    ['n', 'integer', 'key'],
    ['retrieved_at', 'text'],
    ['source_updated_at', 'text', 'null'],
    ['origin', 'text'],
    ['url', 'text'],
    ['data', bytes],
    ['raw', bytes],
  ],
  reference_answer: [
    ['source', 'text', 'key'],
    ['subject', 'text', 'key'],
    ['part', 'text', 'key'],
    ['record_keys', 'text', 'null'],
    ['total', 'integer', 'null'],
    ['is_complete', 'boolean'],
    ['notes', 'text'],
    ['content_hash', 'text', 'null'],
    ['retrieved_at', 'text', 'null'],
    ['source_updated_at', 'text', 'null'],
    ['origin', 'text'],
    ['seen_at', 'text', 'null'],
    ['failed_at', 'text', 'null'],
    ['failure', 'text', 'null'],
  ],
  drug: [
    ['drug_id', 'text', 'key'],
    ['followed', 'text'],
    ['stated', 'text'],
    ['needs_merge', 'boolean'],
    ['document', 'text', 'null'],
    ['provenance', 'text', 'null'],
    ['content_hash', 'text', 'null'],
    ['conflict_count', 'integer'],
    ['merged_by', 'text', 'null'],
    ['merge_error', 'text', 'null'],
  ],
});
