import { z } from 'zod'

/** The languages in which every sentence of Layerloom exists. */
export const locales = ['en', 'zh'] as const
export type Locale = (typeof locales)[number]

/**
 * A sentence or label in every language we speak. Written where it is used, so that no catalogue can fall behind:
 * the compiler refuses one that lacks a language.
 */
export const Text = z.strictObject({ en: z.string(), zh: z.string() })
export type Text = z.output<typeof Text>

/** A text that reads the same in every language: a number, an id, a name. */
export const same = (text: string): Text => ({ en: text, zh: text })

/** The locale that best fits a BCP 47 or POSIX language tag such as `zh-CN` or `zh_CN.UTF-8`. */
export const localeOf = (tag: string | undefined): Locale => (tag?.toLowerCase().startsWith('zh') ? 'zh' : 'en')
