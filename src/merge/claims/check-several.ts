import type { Judgement, Verdict } from '../../model/claim.js';
import { MAX_EVIDENCE } from './check-evidence.js';

/** Which of several judgements decides on all: one that refutes, then one that is dated, then one that is open. */
const DECIDING: readonly Verdict[] = ['contradicted', 'outdated', 'unverifiable', 'unchecked', 'supported'];

const NO_SUBJECT: Judgement = {
  verdict: 'unverifiable',
  reason: 'The statement names no subject that could be looked up.',
  evidence: [],
};

/** What is said once around the reasons of a verdict: what was checked, and what it means. */
export type Remarks = Partial<Record<Verdict, { before?: string; after: string }>>;

/** A claim that speaks of several subjects is judged by all: the reason and the evidence are those of the deciding ones. */
export function judgeTogether(parts: readonly Judgement[], remarks: Remarks = {}): Judgement {
  if (parts.length === 0) return NO_SUBJECT;
  const verdict = DECIDING.find((candidate) => parts.some((part) => part.verdict === candidate)) ?? 'unverifiable';
  const deciding = parts.filter((part) => part.verdict === verdict);
  const share = Math.max(1, Math.floor(MAX_EVIDENCE / Math.max(1, deciding.length)));
  const { before = '', after = '' } = remarks[verdict] ?? {};
  const reasons = [...new Set(deciding.map((part) => part.reason))];
  const reason = [before, ...reasons, after].filter((words) => words !== '').join(' ');
  const evidence = deciding.flatMap((part) => part.evidence.slice(0, share)).slice(0, MAX_EVIDENCE);
  return { verdict, reason, evidence };
}
