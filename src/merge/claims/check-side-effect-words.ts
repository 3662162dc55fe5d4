import { namesPhrase } from './check-text.js';

/** Words for one side effect: the plain ones and those of labels (MedDRA preferred terms and label prose). */
const SYNONYMS: readonly (readonly string[])[] = [
  ['fatigue', 'tiredness', 'asthenia', 'tired', 'exhaustion'],
  ['lethargy', 'lethargic', 'sluggishness'],
  ['hair loss', 'loss of hair', 'alopecia', 'hair thinning'],
  ['infection', 'infectious', 'sepsis', 'neutropenic infection', 'opportunistic infection', 'infection risk'],
  ['nausea', 'feeling sick', 'nauseated'],
  ['vomiting', 'emesis', 'being sick'],
  ['diarrhea', 'loose stools'],
  ['skin redness', 'red skin', 'erythema', 'redness of the skin', 'skin turning red'],
  ['skin irritation', 'dermatitis', 'irritated skin', 'sore skin'],
  ['dry skin', 'skin dryness', 'xerosis', 'xeroderma'],
  ['rash', 'skin rash', 'exanthema', 'skin eruption'],
  ['high blood pressure', 'hypertension', 'raised blood pressure', 'blood pressure increased'],
  ['bleeding', 'hemorrhage'],
  ['loss of appetite', 'decreased appetite', 'anorexia', 'appetite loss'],
  ['low blood counts', 'myelosuppression', 'bone marrow suppression', 'cytopenia'],
  ['shortness of breath', 'dyspnea', 'breathlessness'],
  ['mouth sores', 'stomatitis', 'oral mucositis', 'mucosal inflammation'],
  ['constipation'],
  ['headache'],
  ['itching', 'pruritus'],
  ['hand-foot syndrome', 'palmar-plantar erythrodysesthesia', 'hand-foot skin reaction'],
  ['nerve damage', 'peripheral neuropathy', 'neuropathy', 'neurotoxicity'],
  ['hearing loss', 'ototoxicity', 'deafness'],
  ['kidney damage', 'nephrotoxicity', 'renal toxicity', 'renal failure', 'kidney failure'],
];

/** All words for an effect, the guide's own first; only its own where no other is known. */
export function effectWords(effect: string): string[] {
  const row = SYNONYMS.find((words) => words.some((word) => isSame(word, effect))) ?? [];
  return [effect, ...row.filter((word) => !isSame(word, effect))];
}

function isSame(a: string, b: string): boolean {
  return namesPhrase(a, b) && namesPhrase(b, a);
}
