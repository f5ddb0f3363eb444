import type { Text } from '../../src-core/text.ts'
import type { BottomTab } from '../store/view.ts'
import { showTab } from '../store/view.ts'
import { defineAction } from './define.ts'

const show = (tab: BottomTab, label: Text) =>
  defineAction({ id: `show-${tab}`, label, enabled: () => true, run: () => showTab(tab) })

export const showProblems = show('problems', { en: 'Show problems', zh: '显示问题' })
export const showSummary = show('summary', { en: 'Show summary', zh: '显示概览' })
export const showTraining = show('training', { en: 'Show training', zh: '显示训练' })
export const showRuns = show('runs', { en: 'Show runs', zh: '显示训练记录' })
