import type { VNode } from 'preact';
import type { Trial } from '../api/schemas/study.schema.js';
import { Foreign } from '../markup/foreign-text.js';
import { plainText } from '../common/plain-text.js';
import type { Setting } from '../markup/setting.js';

/** Contacts that are shown. */
const CONTACTS = 6;
/** What can be dialled or written to as it stands; anything else is shown as text. */
const PHONE = /^\+?[\d\s().-]{5,30}$/;
const MAIL = /^[\w.+-]{1,100}@[A-Za-z0-9.-]{1,150}$/;

/** Whom to ask about a study, as the record names them. */
export function TrialContacts({ at: { say }, trial }: { at: Setting; trial: Trial }): VNode {
  const contacts = trial.centralContacts.slice(0, CONTACTS);
  return (
    <>
      <h3>{say.text('trial.contacts')}</h3>
      {contacts.length === 0 ? (
        <p>{say.text('trial.noContacts')}</p>
      ) : (
        <ul>
          {contacts.map(({ name, phone, email }) => (
            <li>
              {name !== null && <Foreign text={name} />}
              {phone !== null && (
                <>
                  {' '}
                  <Reach scheme="tel" value={phone} pattern={PHONE} />
                </>
              )}
              {email !== null && (
                <>
                  {' '}
                  <Reach scheme="mailto" value={email} pattern={MAIL} />
                </>
              )}
            </li>
          ))}
        </ul>
      )}
      {trial.centralContacts.length > CONTACTS && (
        <p>{say.text('list.more', { count: trial.centralContacts.length - CONTACTS })}</p>
      )}
    </>
  );
}

function Reach({ scheme, value, pattern }: { scheme: 'tel' | 'mailto'; value: string; pattern: RegExp }): VNode {
  const { text } = plainText(value, 200);
  if (!pattern.test(text)) return <Foreign text={text} />;
  const target = scheme === 'tel' ? dialled(text) : text;
  return (
    <a href={`${scheme}:${target}`} dir="ltr">
      {text}
    </a>
  );
}

/** What a telephone is told: the digits, without the zero that stands in brackets for callers from within a country. */
function dialled(written: string): string {
  return written.replace(/^(\+\d{1,3}\s*)\(0\)/, '$1').replace(/[^\d+]/g, '');
}
