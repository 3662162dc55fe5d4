const NOT_SHOWN = '(not shown)';

/**
 * Texts that must stand in no log, no error and nothing stored. An upstream may repeat them in any spelling: as they are,
 * percent-encoded (once or again, in either case), escaped as in JSON, or as entities of a page; and may mix these.
 */
export class Secrets {
  private readonly spellings: RegExp | null;

  constructor(secrets: readonly string[]) {
    const patterns = secrets
      .filter((secret) => secret !== '')
      .map((secret) => Array.from(secret, spellingsOf).join(''));
    this.spellings = patterns.length === 0 ? null : new RegExp(patterns.join('|'), 'giu');
  }

  /** The text with every secret taken out. To be called before a text is cut: half a secret is not recognised. */
  hide(text: string): string {
    return this.spellings === null ? text : text.replace(this.spellings, NOT_SHOWN);
  }

  /** Whether a text holds a secret. */
  isIn(text: string): boolean {
    return this.spellings !== null && text.search(this.spellings) !== -1;
  }
}

/** A pattern of every way in which one character can be written. */
function spellingsOf(character: string): string {
  const point = character.codePointAt(0) ?? 0;
  const percent = [...Buffer.from(character)].map((byte) => `%(?:25)*${hex(byte, 2)}`).join('');
  const escaped = [...Array(character.length).keys()].map((at) => `\\\\+u${hex(character.charCodeAt(at), 4)}`).join('');
  const entity = `&#(?:0*${String(point)}|x0*${point.toString(16)});`;
  const plain = `\\\\*${/[\w\s]/.test(character) ? character : `\\u{${point.toString(16)}}`}`;
  return `(?:${[plain, percent, escaped, entity, ...(character === ' ' ? ['\\+'] : [])].join('|')})`;
}

function hex(value: number, digits: number): string {
  return value.toString(16).padStart(digits, '0');
}
