import { Languages } from 'lucide-react'
import type { Locale, Text } from '../../src-core/text.ts'
import { setLocale } from '../i18n/locale.ts'
import { defineAction } from './define.ts'

const choose = (locale: Locale, label: Text) =>
  defineAction({
    id: `language-${locale}`,
    label,
    icon: Languages,
    enabled: () => true,
    run: () => setLocale(locale),
  })

// Each names itself in its own language too, so that whoever cannot read this one finds the way back.
export const english = choose('en', { en: 'Language: English', zh: '语言：English（英语）' })
export const chinese = choose('zh', { en: 'Language: 中文 (Chinese)', zh: '语言：中文' })
