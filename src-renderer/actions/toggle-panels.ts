import type { LucideIcon } from 'lucide-react'
import { PanelBottom, PanelLeft, PanelRight } from 'lucide-react'
import type { Text } from '../../src-core/text.ts'
import type { Side } from '../store/view.ts'
import { showSide, useView } from '../store/view.ts'
import { defineAction } from './define.ts'

const toggle = (side: Side, label: Text, icon: LucideIcon, key: string) =>
  defineAction({
    id: `toggle-${side}`,
    label,
    icon,
    keys: [key],
    anywhere: true,
    enabled: () => true,
    run: () => showSide(side, !useView.getState().shown[side]),
  })

export const toggleLibrary = toggle('library', { en: 'Library panel', zh: '组件库面板' }, PanelLeft, 'mod+b')
export const toggleInspector = toggle('inspector', { en: 'Inspector panel', zh: '属性面板' }, PanelRight, 'mod+alt+b')
export const toggleBottom = toggle('bottom', { en: 'Bottom panel', zh: '底部面板' }, PanelBottom, 'mod+j')
