/**
 * What words around a name say about it:
 * - `never`: the name is not something given in the study (earlier treatment, control without it, a placebo for it);
 * - `later`: it is given after the study's own treatment;
 * - `earlier`: in a title or label it was given before what the study gives;
 * - `setting`: in a title it tells whom the study enrols rather than what it tests;
 * - `population`: it is what the people of a trial had or wait for, in any text;
 * - `given`: it is received, which sets aside a `never` further off;
 * - `receipt`: it is or was received; what a summary must say before a name in it counts;
 * - `versus`: what follows is what the tested arm is compared with;
 * - `addOn`: what precedes is given in all arms, what follows is tested;
 * - `either`: looks like a cue but is none.
 */
export type CueSense =
  'never' | 'later' | 'earlier' | 'population' | 'setting' | 'given' | 'receipt' | 'versus' | 'addOn' | 'either';

/** A cue: `side` is where it stands as seen from the name, `reach` the number of words that may stand between. */
export type Cue = { sense: CueSense; side: 'before' | 'after'; reach: number };

type CueRow = Cue & { phrases: string[] };

const row = (cue: Cue, list: string): CueRow => ({ ...cue, phrases: list.split(',').map((phrase) => phrase.trim()) });
const before = (sense: CueSense, reach: number, list: string): CueRow => row({ sense, side: 'before', reach }, list);
const after = (sense: CueSense, reach: number, list: string): CueRow => row({ sense, side: 'after', reach }, list);

/** Words of trial reports in general; none names a drug or a condition. */
export const CUES: readonly CueRow[] = [
  before(
    'never',
    6,
    `
    previously treated with, previously received, previous treatment with, prior treatment with, prior therapy
    with, pretreated with, progressed on, progressed after, progressed following, progressed during, progression
    on, progression after, progression following, progression during, failed, failure of, failure on, refractory
    to, resistant to, intolerant to, not receive, not receiving, not received, did not, will not, do not, does not`,
  ),
  before(
    'never',
    4,
    `
    previous, previously, prior, pretreated, failure, failing, refractory, resistant, resistance, relapsed after,
    relapsed following, recurrence after, intolerant, intolerance, ineligible, not eligible, unsuitable, not
    suitable, not amenable, not candidates, contraindicated, contraindication, excluding, except, instead of,
    rather than, other than, avoid, avoiding, refrain, prohibited, history of, adverse reactions to, allergic to,
    hypersensitivity to, naive to, unlike, similar to, rescue, discontinued, stop taking, not to, not undergo, not
    participate, abstain`,
  ),
  before(
    'never',
    2,
    `
    without, maintain, continue their, placebo for, placebo of, placebo to, placebo matching, matched placebo,
    sham, mock, simulated, dummy, imitation, superior to, inferior to, better than`,
  ),
  before('never', 0, `no, non, not, placebo`),
  after(
    'never',
    1,
    `
    refractory, resistant, resistance, failure, naive, ineligible, intolerant, intolerance, pretreated, pre-
    treated, experienced, placebo, matching placebo, induced, related, associated, use disorder, dependence,
    addiction, deficiency, deficient, insufficiency, level, status, questionnaire, assessment, scale, score,
    index, survey, mimic, prohibited, is prohibited, not allowed, tolerance test, test, testing`,
  ),
  before(
    'either',
    0,
    `
    with or without, with and without, or without, and without, prior to, no touch, not only, previously untreated`,
  ),
  before(
    'later',
    6,
    `
    crossover to, cross over to, upon progression, at progression, upon disease progression, at disease
    progression, after disease progression, following disease progression, subsequent`,
  ),
  before(
    'given',
    6,
    `
    receive, receiving, received, given, administered, undergo, undergoing, underwent, will be, randomized to,
    switch to, switched to, started on`,
  ),
  before(
    'receipt',
    6,
    `
    receive, receiving, received, receipt of, given, giving, administered, administration of, treated with,
    treatment with, treatment by, treated by, therapy with, combined with, combination with, combination of, in
    combination, undergo, undergoing, underwent, take, taking, taken, use of, users of, initiate, initiated,
    initiating, started on, exposed to, effect of, efficacy of, effectiveness of, safety of, randomized to,
    switched to, compare, comparing, comparison of, evaluate, evaluating, study of, trial of, prescribed, which
    includes, include, versus, vs, against, plus, outcome of, impact of, role of`,
  ),
  before('earlier', 6, `after, following`),
  before('earlier', 0, `post`),
  before(
    'never',
    6,
    `
    controlled with, controlled by, controlled on, control with, control on, control by, despite, inadequate
    control, inadequately controlled, inadequate response to, in addition to usual, after standard of care, following
    standard of care, work up including, workup including, work up such as`,
  ),
  before(
    'population',
    4,
    `
    eligible for, candidate for, awaiting, scheduled for, waiting for, waiting list for, listed for`,
  ),
  after('population', 0, `recipient, candidate, survivor, waiting list`),
  before(
    'setting',
    4,
    `
    undergoing, undergone, underwent, received, receiving, treated with, before, prior to, during, response to,
    responding to, response of, under, who are on, patients on, predict, predicting, outcomes of, induced by,
    caused by, associated with, bridge to`,
  ),
  before('versus', 8, `versus, vs, compared with, compared to, comparison with, against, compared, comparator`),
  before('addOn', 3, `with or without, with vs without, with versus without`),
  after('addOn', 3, `with or without, alone or with, alone or in combination`),
];
