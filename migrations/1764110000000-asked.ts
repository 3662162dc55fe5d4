import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What is known of asking: what exactly was asked about, when it was tried, when to try again, what is doubted, and how much was asked. */
export class Asked1764110000000 implements MigrationInterface {
  readonly name = 'Asked1764110000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const [table, columns] of Object.entries(COLUMNS)) {
      for (const column of columns) await runner.query(`ALTER TABLE ${table} ADD COLUMN ${column}`);
    }
  }

  down(): Promise<void> {
    return Promise.reject(new Error('migrations only go forward: restore a backup instead'));
  }
}

const COLUMNS = {
  reference_answer: ['subject_hash text', 'outdated_at text', 'attempted_at text', 'retry_at text', 'doubted_at text'],
  source_state: ['retries integer', 'requests_on text', 'requests integer'],
};
