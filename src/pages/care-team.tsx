import type { ComponentChildren, VNode } from 'preact';
import type { Setting } from '../markup/setting.js';
import { Reviewed } from '../markup/words.js';

/** That a person knows more than a page: asked about a treatment, or about taking part in a study. */
export function CareTeam({
  at: { say },
  about,
  children,
}: {
  at: Setting;
  about: 'treatment' | 'trial';
  children?: ComponentChildren;
}): VNode {
  return (
    <aside class="card care">
      <h2>{say.text('careTeam.title')}</h2>
      <p>
        <Reviewed say={say} k={`careTeam.${about}`} />
      </p>
      {children}
    </aside>
  );
}
