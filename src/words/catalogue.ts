/** A message with one form for each plural category its language has for whole numbers. */
export type Plural = { other: string } & Partial<Record<'zero' | 'one' | 'two' | 'few' | 'many', string>>;
export type Message = string | Plural;
export type Catalogue = Readonly<Record<string, Message>>;
