/** A language the interface speaks. `reviewed`: a person has read the words; until then they are shown as a draft. */
export type LanguageAbout = { name: string; english: string; direction: 'ltr' | 'rtl'; reviewed: boolean };

/** Languages of the interface by their tag (BCP 47); names are the ones their readers use. */
export const LANGUAGES = {
  en: { name: 'English', english: 'English', direction: 'ltr', reviewed: true },
  es: { name: 'Español', english: 'Spanish', direction: 'ltr', reviewed: false },
  fr: { name: 'Français', english: 'French', direction: 'ltr', reviewed: false },
  de: { name: 'Deutsch', english: 'German', direction: 'ltr', reviewed: false },
  pt: { name: 'Português', english: 'Portuguese', direction: 'ltr', reviewed: false },
  vi: { name: 'Tiếng Việt', english: 'Vietnamese', direction: 'ltr', reviewed: false },
  'zh-Hans': { name: '简体中文', english: 'Chinese (simplified)', direction: 'ltr', reviewed: false },
  ja: { name: '日本語', english: 'Japanese', direction: 'ltr', reviewed: false },
  ko: { name: '한국어', english: 'Korean', direction: 'ltr', reviewed: false },
  ar: { name: 'العربية', english: 'Arabic', direction: 'rtl', reviewed: false },
} as const satisfies Record<string, LanguageAbout>;

export type Language = keyof typeof LANGUAGES;
export const LANGUAGE = Object.keys(LANGUAGES) as Language[];

/** The language that every text was first written in, and that stands beside unreviewed ones. */
export const ENGLISH = 'en' satisfies Language;
