import { X } from 'lucide-react'
import { useEffect } from 'react'
import type { KeyboardEvent } from 'react'
import { focusCanvas } from '../actions/focus-panel.ts'
import type { Text } from '../../src-core/text.ts'
import { useT } from '../i18n/locale.ts'
import { useEditor } from '../store/editor.ts'
import { Button } from '../ui/Button.tsx'
import { followSteps, leaveGuide, steps, useGuide } from './guide.ts'
import type { Step } from './guide.ts'
import './first-minute.css'

/** A card that leads through a first edit and a first run: below the library or, while that is folded, above the canvas. It takes its own room and covers nothing. */
export function FirstMinute() {
  const step = useGuide((guide) => guide.step)
  return step && <Card step={step} />
}

/** Follows what a person does only while it is there. */
function Card({ step }: { step: Step }) {
  const t = useT()
  const hasC1 = useEditor(({ history }) => Object.hasOwn(history.document.nodes, 'features/c1'))
  useEffect(followSteps, [])
  const { title, what } = said(step, hasC1)
  return (
    <section className="first-minute" aria-label={t({ en: 'First steps', zh: '入门引导' })} onKeyDown={leaveByEsc}>
      <div className="first-minute-head">
        <span>{step === 'end' ? '' : t(stepOf(steps.indexOf(step) + 1, steps.length - 1))}</span>
        <Button
          variant="quiet"
          size="small"
          icon
          aria-label={t({ en: 'Leave the first steps', zh: '退出引导' })}
          onClick={leave}
        >
          <X size={14} aria-hidden />
        </Button>
      </div>
      <div aria-live="polite">
        <strong>{t(title)}</strong>
        <p>{t(what)}</p>
      </div>
    </section>
  )
}

const stepOf = (at: number, of: number): Text => ({ en: `Step ${at} of ${of}`, zh: `第 ${at} 步，共 ${of} 步` })

/** What a step asks for; LeNet-5, which a first start shows, has its layers named. */
function said(step: Step, hasC1: boolean): { title: Text; what: Text } {
  switch (step) {
    case 'look':
      return {
        title: { en: 'Look at a network', zh: '看一看网络' },
        what: hasC1
          ? {
              en: 'Click the layer c1, or fold a block by the arrow at its name.',
              zh: '点击 c1 层，或点击块名称旁的箭头将块折叠。',
            }
          : { en: 'Click a layer, or open a block by its arrow.', zh: '点击一个层，或点击箭头展开一个块。' },
      }
    case 'edit':
      return {
        title: { en: 'Change something', zh: '改一改' },
        what: hasC1
          ? {
              en: 'Select c1 and set its filters on the right to 12. Shapes and cost follow at once.',
              zh: '选中 c1，在右侧将卷积核数量改为 12。形状和开销会立即更新。',
            }
          : {
              en: 'Select a layer and change a value on the right. Shapes and cost follow at once.',
              zh: '选中一个层，在右侧修改一个数值。形状和开销会立即更新。',
            },
      }
    case 'train':
      return {
        title: { en: 'Train it', zh: '开始训练' },
        what: {
          en: 'Press Train at the top right. If it cannot begin yet, the window says what is missing.',
          zh: '点击右上角的“训练”。如果暂时无法开始，窗口会说明原因。',
        },
      }
    case 'watch':
      return {
        title: { en: 'Watch it learn', zh: '观察学习过程' },
        what: {
          en: 'The loss falls in the curve below as the network learns. Wait for the first epoch to end.',
          zh: '随着网络学习，下方曲线中的损失会逐渐下降。请等待第一轮结束。',
        },
      }
    case 'end':
      return {
        title: { en: 'That was your first run', zh: '首次训练完成' },
        what: {
          en: 'Go on with any network of the library. Help shows these steps again.',
          zh: '接下来可以试试库中的其他网络。在“帮助”中可以再次查看引导。',
        },
      }
  }
}

function leaveByEsc(event: KeyboardEvent) {
  if (event.key !== 'Escape') return
  event.stopPropagation()
  leave()
}

/** The focus would be lost with the card. */
function leave() {
  leaveGuide()
  focusCanvas()
}
