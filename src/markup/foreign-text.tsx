import type { VNode } from 'preact';
import { plainText } from '../common/plain-text.js';

/** Language of the registries, labels and publications that are read. */
const REGISTRY_LANGUAGE = 'en';
/** Characters of a title or a name that are shown. */
const LINE = 300;

/** A line of a text that is not ours (a title, a name): isolated from the text around it, in its own language. */
export function Foreign({
  text,
  lang = REGISTRY_LANGUAGE,
  max = LINE,
}: {
  text: string;
  lang?: string;
  max?: number;
}): VNode {
  return (
    <bdi lang={lang} dir="auto">
      {plainText(text, max).text}
    </bdi>
  );
}

/** Paragraphs of a text that is not ours; lines that begin with a bullet become a list. `note` stands where it was cut. */
export function ForeignProse({
  text,
  note,
  lang = REGISTRY_LANGUAGE,
  max = 20_000,
}: {
  text: string;
  note: string;
  lang?: string;
  max?: number;
}): VNode {
  const { text: shown, isShortened } = plainText(text, max);
  return (
    <div class="prose">
      <div lang={lang} dir="auto">
        {blocksOf(shown).map((block) =>
          block.isList ? (
            <ul>
              {block.lines.map((line) => (
                <li>{line}</li>
              ))}
            </ul>
          ) : (
            <p>{block.lines.join(' ')}</p>
          ),
        )}
      </div>
      {isShortened && <p class="note">{note}</p>}
    </div>
  );
}

type Block = { isList: boolean; lines: string[] };
const BULLET = /^\s*(?:[*\u2022\u00b7-]|\d{1,2}[.)])\s+/u;

/** Registries write lists and paragraphs as plain lines. */
function blocksOf(text: string): Block[] {
  const blocks: Block[] = [];
  let isNew = true;
  for (const line of text.split(/\r?\n/)) {
    const isItem = BULLET.test(line);
    const words = line.replace(BULLET, '').trim();
    const last = blocks.at(-1);
    const isGoingOn = last?.isList === isItem && (isItem || !isNew);
    if (words !== '' && isGoingOn) last.lines.push(words);
    if (words !== '' && !isGoingOn) blocks.push({ isList: isItem, lines: [words] });
    isNew = words === '';
  }
  return blocks;
}
