import type { LucideIcon } from 'lucide-react'
import { Monitor, Moon, Sun } from 'lucide-react'
import type { Text } from '../../src-core/text.ts'
import type { Theme } from '../store/view.ts'
import { useView } from '../store/view.ts'
import { defineAction } from './define.ts'

const choose = (theme: Theme, label: Text, icon: LucideIcon) =>
  defineAction({
    id: `theme-${theme}`,
    label,
    icon,
    enabled: () => true,
    run: () => void useView.setState({ theme }),
  })

export const systemTheme = choose('system', { en: 'Theme: as the system', zh: '主题：跟随系统' }, Monitor)
export const lightTheme = choose('light', { en: 'Theme: light', zh: '主题：浅色' }, Sun)
export const darkTheme = choose('dark', { en: 'Theme: dark', zh: '主题：深色' }, Moon)
