/** What an element may be given: attributes, and what happens when it is clicked. Null and false are left out. */
export type Given = Readonly<Record<string, string | boolean | null>>;
type Child = Node | string | null;

/** An element with attributes and children; texts are always text, never markup. `class` stands before a dot-less name. */
export function make<K extends keyof HTMLElementTagNameMap>(
  name: K,
  given: Given = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(given)) {
    if (value !== null && value !== false) element.setAttribute(key, value === true ? '' : value);
  }
  element.append(...children.filter((child) => child !== null));
  return element;
}
