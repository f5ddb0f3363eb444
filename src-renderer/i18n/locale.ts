import { create } from 'zustand'
import type { Locale, Text } from '../../src-core/text.ts'
import { localeOf, locales } from '../../src-core/text.ts'

const key = 'layerloom.locale'

/** The language chosen earlier, else the system's. */
function firstLocale(): Locale {
  const chosen = localStorage.getItem(key)
  return locales.find((locale) => locale === chosen) ?? localeOf(navigator.language)
}

const useLocaleStore = create<{ locale: Locale }>(() => ({ locale: firstLocale() }))

const show = (locale: Locale) => (document.documentElement.lang = locale === 'zh' ? 'zh-CN' : 'en')
show(useLocaleStore.getState().locale)

export function setLocale(locale: Locale): void {
  localStorage.setItem(key, locale)
  useLocaleStore.setState({ locale })
  show(locale)
}

export const useLocale = (): Locale => useLocaleStore((state) => state.locale)

/** A text in the language of the window; outside of components, where nothing follows a change of language. */
export const t = (text: Text): string => text[useLocaleStore.getState().locale]

/** Gives the function that says a text in the language of the window; the component follows when it changes. */
export function useT(): (text: Text) => string {
  const locale = useLocale()
  return (text) => text[locale]
}
