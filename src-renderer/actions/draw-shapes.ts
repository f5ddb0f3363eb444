import { Shapes } from 'lucide-react'
import { factsOf, wantedBy } from '../../src-core/training/data.ts'
import type { DataFacts } from '../../src-core/training/data.ts'
import { fitData } from '../../src-core/training/fit.ts'
import { fail } from '../../src-core/result.ts'
import type { Result } from '../../src-core/result.ts'
import type { Text } from '../../src-core/text.ts'
import { useData } from '../store/data.ts'
import { useEditor } from '../store/editor.ts'
import { defineAction } from './define.ts'
import { setPlan } from './set-plan.ts'

/** Trains on drawn shapes, which follow the network's size and classes where no data at hand fits it. */
export const drawShapes = defineAction({
  id: 'draw-shapes',
  label: { en: 'Use drawn shapes', zh: '使用绘制的几何图形' },
  icon: Shapes,
  enabled() {
    if (useEditor.getState().history.document.training.data === 'shapes') return alreadyChosen
    const fits = fitOf('shapes')
    return fits && !fits.ok ? fits.failure.message : true
  },
  run: () => void setPlan({ data: 'shapes' }),
})

const alreadyChosen: Text = { en: 'Drawn shapes are chosen already.', zh: '已选择绘制的几何图形。' }

/** Why the chosen data does not fit the network; undefined where it does, or where only the main side can tell. */
export function whyDataDoesNotFit(): Text | undefined {
  const fits = fitOf(useEditor.getState().history.document.training.data)
  return fits && !fits.ok ? fits.failure.message : undefined
}

/** Whether a network without problems fits a source, as the main side will judge it when it trains. */
function fitOf(source: string): Result<void> | undefined {
  const { analysis } = useEditor.getState()
  const wanted = wantedBy(analysis)
  if (!analysis.trainable || !wanted) return fail('not-trainable', notTrainable)
  const facts = factsOf(source, wanted) ?? answered(source)
  return facts?.ok ? fitData(analysis, facts.value) : facts
}

/** What the main side found in files. */
function answered(source: string): Result<DataFacts> | undefined {
  const data = useData.getState()
  return data.source === source ? data.answer : undefined
}

const notTrainable: Text = { en: 'The network cannot be trained yet.', zh: '该网络尚不能训练。' }
