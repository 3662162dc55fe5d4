import { Injectable } from '@nestjs/common';
import { In, type EntityManager } from 'typeorm';
import { Database } from '../database/database.js';
import { insertAll } from '../database/insert-all.js';
import { nctNumber, type NctId } from '../model/identifiers.js';
import { canonicalJson } from '../model/content-hash.js';
import type { ConditionScope, EntryLink, LinkRole, StudyScope } from '../model/link.js';
import { EntryLinkRow, StudyScopeRow } from './link.entity.js';

/** An entry, named. */
export type EntryKey = { guideId: string; entryId: string };

/** One study's links and scopes in one guide. */
export type StudyLinks = { nctId: NctId; links: EntryLink[]; scope: StudyScope };

/** A link as counting needs it. */
export type LinkedStudyKey = { studyId: number; role: LinkRole; scope: ConditionScope };

/** Links between entries and studies, and the studies' scopes. */
@Injectable()
export class LinkStore {
  constructor(private readonly database: Database) {}

  /** Links of a study in every guide. */
  async forStudy(nctId: NctId): Promise<EntryLink[]> {
    const rows = await this.database.read.find(EntryLinkRow, {
      where: { studyId: nctNumber(nctId) },
      order: { guideId: 'ASC', entryId: 'ASC' },
    });
    return rows.map(toLink);
  }

  /** Links of one entry to the named studies, by NCT number. */
  async ofEntry(key: EntryKey, nctIds: readonly NctId[]): Promise<Map<string, EntryLink>> {
    const rows = await this.database.read.findBy(EntryLinkRow, { ...key, studyId: In(nctIds.map(nctNumber)) });
    return new Map(rows.map((row) => [nctOf(row.studyId), toLink(row)]));
  }

  /** Scopes of a study in every guide that it is not outside of. */
  async scopesOf(nctId: NctId): Promise<StudyScope[]> {
    const rows = await this.database.read.find(StudyScopeRow, {
      where: { studyId: nctNumber(nctId) },
      order: { guideId: 'ASC' },
    });
    return rows.map((row) => ({ guideId: row.guideId, nctId, scope: row.scope, evidence: row.evidence }));
  }

  /** Scopes of many studies: NCT number -> scopes by guide. */
  async scopesOfMany(nctIds: readonly NctId[]): Promise<Map<string, { guideId: string; scope: ConditionScope }[]>> {
    const found = new Map<string, { guideId: string; scope: ConditionScope }[]>(nctIds.map((id) => [id, []]));
    const rows = await this.database.read.find(StudyScopeRow, {
      select: { guideId: true, studyId: true, scope: true },
      where: { studyId: In(nctIds.map(nctNumber)) },
      order: { guideId: 'ASC' },
    });
    for (const { studyId, guideId, scope } of rows) found.get(nctOf(studyId))?.push({ guideId, scope });
    return found;
  }

  /** Every study linked to an entry, with its scope in the entry's guide, as `tx` sees it. */
  async linkedTo(tx: EntityManager, key: EntryKey): Promise<LinkedStudyKey[]> {
    return tx
      .createQueryBuilder()
      .select('link.study_id', 'studyId')
      .addSelect('link.role', 'role')
      .addSelect("COALESCE(scope.scope, 'outside')", 'scope')
      .from(EntryLinkRow, 'link')
      .leftJoin(StudyScopeRow, 'scope', 'scope.guide_id = link.guide_id AND scope.study_id = link.study_id')
      .where('link.guide_id = :guideId AND link.entry_id = :entryId', key)
      .orderBy('link.study_id')
      .getRawMany<LinkedStudyKey>();
  }

  /**
   * Replaces what one guide says of some studies.
   * Returns the entries whose set of studies, roles, evidence or scopes moved: they are due to be merged.
   */
  async replace(tx: EntityManager, guideId: string, studies: readonly StudyLinks[]): Promise<string[]> {
    const ids = studies.map((study) => nctNumber(study.nctId));
    const oldLinks = await tx.findBy(EntryLinkRow, { guideId, studyId: In(ids) });
    const oldScopes = await tx.findBy(StudyScopeRow, { guideId, studyId: In(ids) });
    const links = studies.flatMap((study) => study.links.map((link) => toRow(link, nctNumber(study.nctId))));
    const scopes = studies.filter(({ scope }) => scope.scope !== 'outside').map(toScopeRow);
    const moved = movedEntries(oldLinks, links, oldScopes, scopes);
    if (!sameRows(oldLinks, links)) {
      await tx.delete(EntryLinkRow, { guideId, studyId: In(ids) });
      await insertAll(tx, EntryLinkRow, links);
    }
    if (!sameRows(oldScopes, scopes)) {
      await tx.delete(StudyScopeRow, { guideId, studyId: In(ids) });
      await insertAll(tx, StudyScopeRow, scopes);
    }
    return moved;
  }

  /** Forgets a guide that is gone. */
  async removeGuide(tx: EntityManager, guideId: string): Promise<void> {
    await tx.delete(EntryLinkRow, { guideId });
    await tx.delete(StudyScopeRow, { guideId });
  }

  /** Entries that any of some studies is linked to: guide id -> entry ids. */
  async entriesOf(tx: EntityManager, studyIds: readonly number[]): Promise<Map<string, string[]>> {
    if (studyIds.length === 0) return new Map();
    const rows = await tx
      .createQueryBuilder(EntryLinkRow, 'link')
      .select('DISTINCT link.guide_id', 'guideId')
      .addSelect('link.entry_id', 'entryId')
      .where('link.study_id IN (:...studyIds)', { studyIds })
      .getRawMany<EntryKey>();
    const byGuide = new Map<string, string[]>();
    for (const { guideId, entryId } of rows) byGuide.set(guideId, [...(byGuide.get(guideId) ?? []), entryId]);
    return byGuide;
  }
}

function nctOf(studyId: number): string {
  return `NCT${String(studyId).padStart(8, '0')}`;
}

function toLink(row: EntryLinkRow): EntryLink {
  const { guideId, entryId, role, methods, evidence } = row;
  return { guideId, entryId, nctId: nctOf(row.studyId), role, methods, evidence };
}

function toRow(link: EntryLink, studyId: number): EntryLinkRow {
  const { guideId, entryId, role, methods, evidence } = link;
  return { guideId, entryId, studyId, role, methods, evidence };
}

function toScopeRow({ nctId, scope }: StudyLinks): StudyScopeRow {
  return { guideId: scope.guideId, studyId: nctNumber(nctId), scope: scope.scope, evidence: scope.evidence };
}

function rowKey(row: object): string {
  return canonicalJson(row);
}

function sameRows(a: readonly object[], b: readonly object[]): boolean {
  const keys = new Set(a.map(rowKey));
  return a.length === b.length && b.every((row) => keys.has(rowKey(row)));
}

/** Entries with a link that came, went or changed, or whose linked study changed scope. */
function movedEntries(
  oldLinks: EntryLinkRow[],
  links: EntryLinkRow[],
  oldScopes: StudyScopeRow[],
  scopes: StudyScopeRow[],
): string[] {
  const before = new Map(oldLinks.map((row) => [rowKey(row), row]));
  const after = new Map(links.map((row) => [rowKey(row), row]));
  const scopeBefore = new Map(oldScopes.map((row) => [row.studyId, row.scope]));
  const scopeAfter = new Map(scopes.map((row) => [row.studyId, row.scope]));
  const moved = new Set<string>();
  for (const [key, row] of before) if (!after.has(key)) moved.add(row.entryId);
  for (const [key, row] of after) {
    if (!before.has(key) || scopeBefore.get(row.studyId) !== scopeAfter.get(row.studyId)) moved.add(row.entryId);
  }
  return [...moved];
}
