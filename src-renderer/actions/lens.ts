import { Eye } from 'lucide-react'
import type { Text } from '../../src-core/text.ts'
import type { Lens } from '../store/view.ts'
import { useView } from '../store/view.ts'
import type { Action } from './define.ts'
import { defineAction } from './define.ts'

/** Colours the graph; done again, takes the colours away. */
const colourBy = (lens: Lens, key: string, label: Text) =>
  defineAction({
    id: `lens-${lens}`,
    label,
    icon: Eye,
    keys: [key],
    enabled: () => true,
    run: () => void useView.setState((view) => ({ lens: view.lens === lens ? undefined : lens })),
  })

export const lensActions: Readonly<Record<Lens, Action>> = {
  parameters: colourBy('parameters', '1', { en: 'Colour by parameters', zh: '按参数着色' }),
  macs: colourBy('macs', '2', { en: 'Colour by MACs', zh: '按乘加次数着色' }),
  memory: colourBy('memory', '3', { en: 'Colour by activation memory', zh: '按激活内存着色' }),
  problems: colourBy('problems', '4', { en: 'Colour by problems', zh: '按问题着色' }),
}

export const lensOff = defineAction({
  id: 'lens-off',
  label: { en: 'Usual colours', zh: '恢复原来的颜色' },
  keys: ['escape'],
  enabled: () =>
    useView.getState().lens ? true : { en: 'The graph has its usual colours.', zh: '图已是原来的颜色。' },
  run: () => void useView.setState({ lens: undefined }),
})
